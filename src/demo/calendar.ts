const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Office hours, in minutes from local midnight. */
const OPENS = 9 * 60;
const SHUTS = 17 * 60 + 30;

/** A day as its number since 1970-01-01, so that days can be counted. */
export type Day = number;

export function dayOf(at: Date): Day {
  return Math.floor(at.getTime() / DAY_MS);
}

export function startOfDay(at: Date): Date {
  return new Date(dayOf(at) * DAY_MS);
}

/** 0 is Sunday. */
export function weekday(day: Day): number {
  return (day + 4) % 7;
}

export function isWorkday(day: Day): boolean {
  return weekday(day) !== 0 && weekday(day) !== 6;
}

export function addDays(at: Date, days: number): Date {
  return new Date(at.getTime() + days * DAY_MS);
}

/** `2026-03-31`, as the database's dates are written. */
export function isoDate(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** The same day of another month; the 28th at most, so that every month has it. */
export function addMonths(at: Date, months: number): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, Math.min(at.getUTCDate(), 28)));
}

const offsets = new Map<string, number>();

/** Minutes a zone is ahead of UTC. Asked once per day and zone: clocks change on Sunday nights, when nobody is at work. */
function offsetMinutes(day: Day, timeZone: string): number {
  const key = `${timeZone} ${day}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const noon = new Date(day * DAY_MS + DAY_MS / 2);
  const name = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).format(noon);
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  offsets.set(key, offset);
  return offset;
}

/** What the calendar and the clock on a person's wall say. */
export function localTime(at: Date, timeZone: string): { day: Day; minute: number } {
  const local = at.getTime() / MINUTE_MS + offsetMinutes(dayOf(at), timeZone);
  const day = Math.floor(local / 1440);
  return { day, minute: local - day * 1440 };
}

/** The instant of that day and minute on a person's wall, in whole seconds. */
export function instantOf(day: Day, minute: number, timeZone: string): Date {
  const seconds = Math.round((day * 1440 + minute - offsetMinutes(day, timeZone)) * 60);
  return new Date(seconds * 1000);
}

/** When somebody there has worked for that many minutes, counting office hours only. */
export function addWorkingMinutes(at: Date, minutes: number, timeZone: string): Date {
  let { day, minute } = localTime(at, timeZone);
  let left = minutes;
  for (;;) {
    const start = Math.max(minute, OPENS);
    if (isWorkday(day)) {
      if (start + left <= SHUTS) return instantOf(day, start + left, timeZone);
      if (start < SHUTS) left -= SHUTS - start;
    }
    day += 1;
    minute = 0;
  }
}
