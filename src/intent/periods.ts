import type { Span } from './span.ts';
import { isoDay, offsetOf } from './zone.ts';

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
/** The date parser knows no ends: "end of the week", "EOD", "beginning of next month", "end of March". */
const PERIOD = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:(?<edge>end|start|beginning|middle) of (?:the )?(?<which>this |next |last )?(?<unit>day|week|month|quarter|year|${MONTHS.join('|')})|(?<short>eod|eow|eom|eoy|cob|close of business)|(?<=\b(?:on|by|until|till|since|from|before|after)\sthe\s)(?<nth>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)(?!\s(?:of|day|\p{L}*\s?floor|quarter|january|february|march|april|may|june|july|august|september|october|november|december)))(?![\p{L}\p{N}])`,
  'giu',
);
const SHORT: Readonly<Record<string, string>> = { eod: 'day', cob: 'day', eow: 'week', eom: 'month', eoy: 'year' };
const LAST_WORKDAY = 5;

/** Ends and beginnings of days, weeks, months, quarters and years; the value is a day. */
export function findPeriods(text: string, now: Date, zone: string): Span[] {
  const today = new Date(now.getTime() + offsetOf(zone, now) * 60_000);
  return [...text.matchAll(PERIOD)].map((match) => {
    const { edge = 'end', which = '', unit, short = '', nth } = match.groups ?? {};
    if (nth !== undefined) return { name: 'date', value: isoDay(nextDay(Number(nth), today)), from: match.index, to: match.index + match[0].length };
    const of = (unit ?? SHORT[short.toLowerCase()] ?? 'day').toLowerCase();
    const ahead = { 'next ': 1, 'last ': -1 }[which.toLowerCase()] ?? 0;
    const value = isoDay(edgeOf(edge.toLowerCase(), of, ahead, today));
    return { name: 'date', value, from: match.index, to: match.index + match[0].length };
  });
}

/** The next day of this number, in a month that has it. */
function nextDay(day: number, today: Date): Date {
  const months = [0, 1, 2, 3].map((ahead) => utc(today.getUTCFullYear(), today.getUTCMonth() + ahead, day));
  return months.find((one) => one.getUTCDate() === day && (one.getTime() >= today.getTime() || day === today.getUTCDate())) ?? today;
}

function edgeOf(edge: string, unit: string, ahead: number, today: Date): Date {
  const [first, last] = boundsOf(unit, ahead, today);
  if (edge === 'end') return last;
  if (edge === 'middle') return new Date((first.getTime() + last.getTime()) / 2);
  return first;
}

/** First and last day, as UTC midnights of the reader's calendar. A week ends on Friday here, as work does. */
function boundsOf(unit: string, ahead: number, today: Date): [Date, Date] {
  const [year, month, day] = [today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()];
  const monday = day - ((today.getUTCDay() + 6) % 7) + 7 * ahead;
  const quarter = 3 * (Math.floor(month / 3) + ahead);
  if (unit === 'day') return [utc(year, month, day + ahead), utc(year, month, day + ahead)];
  if (unit === 'week') return [utc(year, month, monday), utc(year, month, monday + LAST_WORKDAY - 1)];
  if (unit === 'month') return [utc(year, month + ahead, 1), utc(year, month + ahead + 1, 0)];
  if (unit === 'quarter') return [utc(year, quarter, 1), utc(year, quarter + 3, 0)];
  if (unit === 'year') return [utc(year + ahead, 0, 1), utc(year + ahead, 11, 31)];
  const named = MONTHS.indexOf(unit);
  const inYear = year + (named < month ? 1 : 0);
  return [utc(inYear, named, 1), utc(inYear, named + 1, 0)];
}

function utc(year: number, month: number, day: number): Date {
  return new Date(Date.UTC(year, month, day));
}
