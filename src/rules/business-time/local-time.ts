export const DAY = 24 * 60 * 60_000;

/** Days since 1970-01-01 of `2026-12-25`; undefined when there is no such date. */
export function parseDate(text: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return match ? dayNumber(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

/** The same of what must be one. @throws RangeError when it is no date */
export function dayOf(date: string): number {
  const day = parseDate(date);
  if (day === undefined) throw new RangeError(`“${date}” is no date.`);
  return day;
}

/** Days since 1970-01-01; months count from 1. Undefined when the month has no such day. */
export function dayNumber(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  // A month or a day that does not exist has moved it to others.
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same ? date.getTime() / DAY : undefined;
}

/** `2026-12-25` of days since 1970-01-01. */
export function formatDate(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** So many days after a date, `2026-12-25`; before it when they are negative. @throws RangeError when that is no date */
export function addDays(date: string, days: number): string {
  return formatDate(dayOf(date) + days);
}

/** Milliseconds since midnight of `09:00`; `24:00` is the end of the day. Undefined for what no clock shows. */
export function parseTime(text: string): number | undefined {
  const match = /^(\d\d):(\d\d)$/.exec(text);
  if (!match) return undefined;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && minutes <= 24 * 60 ? minutes * 60_000 : undefined;
}
