import { add } from 'date-fns/add';
import { formatISO } from 'date-fns/formatISO';
import { parseISO } from 'date-fns/parseISO';
import { parseDate } from '#rules/business-time/local-time.ts';
import { TERMS } from '#rules/license.ts';

const UNITS = { D: 'days', W: 'weeks', M: 'months', Y: 'years' } as const;

/** The day so long after that one, by an ISO 8601 duration of days or more; undefined for anything else. */
export function laterBy(day: string, duration: string | undefined): string | undefined {
  const found = /^P(\d{1,4})([DWMY])$/.exec(duration ?? '');
  if (!found) return undefined;
  const unit = UNITS[found[2] as keyof typeof UNITS];
  return formatISO(add(parseISO(day), { [unit]: Number(found[1]) }), { representation: 'date' });
}

/** The last day on which it is needed, as the form or the words said; null: for good, also when that day is over. */
export function lastDay(day: string, { term = '', until }: Readonly<Record<string, string | undefined>>): string | null {
  if (Object.hasOwn(TERMS, term)) return laterBy(day, `P${term}M`) ?? null;
  return until !== undefined && parseDate(until) !== undefined && until > day ? until : null;
}
