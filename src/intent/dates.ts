import { casual, GB, type ParsedResult } from 'chrono-node/en';
import type { Reading } from '#core/intent.ts';
import { findPeriods } from './periods.ts';
import type { Span } from './span.ts';
import { isoDay, isoOffset, offsetOf } from './zone.ts';

type Clock = Pick<Reading, 'now' | 'zone'>;

/** Parsing takes ten times as long as everything else, so only what may hold a date is parsed. */
const MAY_HOLD =
  /\d\s{0,2}(?:[:./-]\s?\d|am\b|pm\b|a\.m|p\.m|st\b|nd\b|rd\b|th\b|h\b|o.?clock)|\bthe \d|\b(?:(?:end|start|beginning|middle) of|eod|eow|eom|eoy|cob|close of|weekend|today|tonight|tonite|tomorrow|tmrw?|tomorow|yesterday|noon|midnight|midday|morning|afternoon|evening|night|ago|hence|later|(?:sun|mon|tues|wednes|thurs|fri|satur)day|(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\b|jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec|(?:this|next|last|past|coming|within|in)\s(?:an?\b|the\b|\d|\p{L}+)\s?)/iu;
/** Words that only look like dates when they stand alone: "may I", "now", "we sat", "in a second". */
const NO_DATE =
  /^(?:now|may|mar|march|sun|sat|mon|wed|fri|dec|jan|second|(?:the )?(?:hr|hour|min|minute|sec|h|week|month|year|day|quarter)s?|this (?:second|minute)|(?:last|next|past|this|one) day|(?:in )?a (?:second|minute|moment|sec|min)|at? ?\d{1,2}|from \d{1,2}|\d+|\d{1,4}[./-]\d{1,2}(?:[./-]\d)?|morning|afternoon|evening|night)$/i;
const SHORT_IN_CAPITALS = /^(?:Mar|March|May|Sun|Sat|Mon|Wed|Fri|Dec|Jan)$/;
const CUE = /\b(?:by|until|till|since|from|before|after|on|in|this|next|last|for|of|to|between|due)\s$/i;
/** Longer messages are parsed up to here. */
const PARSED_AT_MOST = 1000;

/**
 * Days and times with their place in the text. The value is ISO 8601 in the reader's zone: a day (`2026-11-27`), an instant with its offset, or
 * two of them with `/` between. What is not said to be over is taken as still to come.
 */
export function findDates(text: string, clock: Clock): Span[] {
  const { now, zone } = clock;
  const read = text.slice(0, PARSED_AT_MOST);
  if (!MAY_HOLD.test(read)) return [];
  const periods = findPeriods(read, now, zone);
  const rest = periods.reduce((left, { from, to }) => left.slice(0, from) + '§'.repeat(to - from) + left.slice(to), read);
  // The parser does not know "Fridays".
  const single = rest.replace(/\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s\b/gi, '$1 ');
  // Month before day is for America only.
  const parse = /^(?:America|US)\//.test(zone) ? parseAmerican : parseOther;
  const reference = { instant: now, timezone: offsetOf(zone, now) };
  const ahead = parse(single, reference, { forwardDate: true });
  const nearest = parse(single, reference);
  const parsed = ahead.flatMap((result) => {
    const place = withPlural(text, trim(result));
    const meant = (isOver(rest, result) && nearest.find((one) => one.index === result.index)) || result;
    if (!isDate(rest, place)) return [];
    return movedDates(rest, place, meant, clock) ?? [{ ...place, name: 'date' as const, value: isoOf(meant, clock) }];
  });
  return merged(text, [...periods, ...parsed]);
}

const parseAmerican = casual.parse.bind(casual);
const parseOther = GB.parse.bind(GB);

function withPlural(text: string, { from, to }: Place): Place {
  return /day$/i.test(text.slice(from, to)) && /^s\b/i.test(text.slice(to, to + 2)) ? { from, to: to + 1 } : { from, to };
}

/** "EOD Friday" and "tomorrow EOD" are one day each: the one that is named. */
function merged(text: string, spans: readonly Span[]): Span[] {
  const [periods, days] = [spans.filter(isShort), spans.filter((span) => !isShort(span))];
  const near = (a: Span, b: Span): boolean => text.slice(a.to, b.from) === ' ' && b.from - a.to === 1;
  const lone = periods.filter((period) => !days.some((day) => near(period, day) || near(day, period)));
  const joined = days.map((day) => {
    const from = periods.find((period) => near(period, day))?.from ?? day.from;
    const to = periods.find((period) => near(day, period))?.to ?? day.to;
    return { ...day, from, to };
  });
  return [...lone, ...joined];

  function isShort({ from, to }: Span): boolean {
    return /^(?:eod|cob|close of business)$/i.test(text.slice(from, to));
  }
}

/** "last Thursday", "this morning", "since Monday", "it stopped on Tuesday". */
function isOver(text: string, { index, text: found }: ParsedResult): boolean {
  return (
    /^(?:last|past|this|yesterday|today)\b/i.test(found) ||
    /\bsince\s*$|\b(?:\w+ed|was|were|left|got|came|broke|went|did)\b[^.!?]{0,25}$/i.test(text.slice(Math.max(0, index - 40), index))
  );
}

/** "move it from Friday to Thursday" tells two days, not all those between. */
function movedDates(text: string, { from, to }: Place, { start, end }: ParsedResult, clock: Clock): Span[] | undefined {
  const [first = '', between = ''] = /^.{3,40}?(\s+to\s+)/.exec(text.slice(from, to)) ?? [];
  if (!end || between === '' || !MOVES.test(text.slice(Math.max(0, from - 60), from))) return undefined;
  const second = from + first.length;
  return [
    { name: 'date', value: isoPoint(start, clock), from, to: second - between.length },
    { name: 'date', value: isoPoint(end, clock), from: second, to },
  ];
}

const MOVES = /\b(?:move|change|switch|shift|reschedule|postpone|push)\b[^.!?]*\bfrom\s$/i;

interface Place {
  readonly from: number;
  readonly to: number;
}

/** "from" and "since" are not part of the expression. */
function trim({ index, text }: ParsedResult): Place {
  const lead = /^(?:from|since|by|until|till|the|,|\()\s*/i.exec(text)?.[0].length ?? 0;
  const tail = /[\s,)]*$/.exec(text)?.[0].length ?? 0;
  return { from: index + lead, to: index + text.length - tail };
}

function isDate(text: string, { from, to }: Place): boolean {
  const words = text.slice(from, to);
  if (words === '') return false;
  const cued = CUE.test(text.slice(Math.max(0, from - 10), from));
  if (/^(?:morning|afternoon|evening)$/i.test(words)) return /\b(?:from|since)\s$/i.test(text.slice(0, from));
  if (SHORT_IN_CAPITALS.test(words)) return cued;
  if (/^\d{1,2}[./-]\d{1,2}$/.test(words)) return cued && words !== '24/7' && !/\d[./-]?$|v$/i.test(text.slice(0, from));
  return !NO_DATE.test(words);
}

function isoOf({ start, end }: ParsedResult, clock: Clock): string {
  return end ? `${isoPoint(start, clock)}/${isoPoint(end, clock)}` : isoPoint(start, clock);
}

/** The parser knows one offset only, that of now; what somebody writes is meant by the clock of that day. */
function isoPoint(components: ParsedResult['start'], { zone, now }: Clock): string {
  const at = components.date();
  const offset = offsetOf(zone, at);
  const read = components.isCertain('timezoneOffset') ? offset : offsetOf(zone, now);
  const wall = new Date(at.getTime() + read * 60_000);
  return components.isCertain('hour') ? `${wall.toISOString().slice(0, 19)}${isoOffset(offset)}` : isoDay(wall);
}
