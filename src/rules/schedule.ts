import { DAY, dayOf, formatDate, parseTime } from './business-time/local-time.ts';
import { instantAt } from './business-time/zone.ts';

/** When something comes round, by the clock on the wall; `time` such as `09:00`. */
export type Schedule =
  | { readonly every: 'day' | 'workday'; readonly time: string }
  /** Sunday is 0. */
  | { readonly every: 'week'; readonly weekday: number; readonly time: string }
  /** 1 to 31; in a shorter month its last day. */
  | { readonly every: 'month'; readonly day: number; readonly time: string };

export interface Due {
  /** The day in that zone, `2026-11-30`: the name of this occurrence. */
  readonly on: string;
  readonly at: Date;
}

/** No occurrence is further from the next: a month, and the two days by which zones differ. */
const LOOK_AHEAD_DAYS = 34;

/**
 * The first time after an instant that it comes round, in an IANA zone. When the clocks skip that time it is the moment at
 * which they jump; when they show it twice it is the first. Of a later day than `lastOn`, where that is given.
 * @throws RangeError when the schedule never comes round
 */
export function nextDue(schedule: Schedule, zone: string, after: Date, lastOn = ''): Due {
  const today = Math.floor(after.getTime() / DAY);
  for (let day = today - 1; day <= today + LOOK_AHEAD_DAYS; day += 1) {
    if (!isDue(schedule, day)) continue;
    const at = instantAt(zone, day * DAY + timeOf(schedule));
    const on = formatDate(day);
    if (at > after && on > lastOn) return { on, at };
  }
  throw new RangeError(`${JSON.stringify(schedule)} never comes round.`);
}

/** The last time up to an instant, from a time that is due on: of many that were missed only that one matters. */
export function lastDue(schedule: Schedule, zone: string, from: Due, now: Date): Due & { readonly missed: number } {
  let due = from;
  let missed = 0;
  for (let next = nextDue(schedule, zone, due.at); next.at <= now; next = nextDue(schedule, zone, due.at)) {
    due = next;
    missed += 1;
  }
  return { ...due, missed };
}

/** The day before that one on which it came round; both `2026-11-30`. */
export function dueBefore(schedule: Schedule, on: string): string {
  const day = dayOf(on);
  for (let before = day - 1; before >= day - LOOK_AHEAD_DAYS; before -= 1) if (isDue(schedule, before)) return formatDate(before);
  throw new RangeError(`${JSON.stringify(schedule)} never comes round.`);
}

/** The first instant of that day in a zone. */
export function startOf(zone: string, on: string): Date {
  return instantAt(zone, dayOf(on) * DAY);
}

function isDue(schedule: Schedule, day: number): boolean {
  const date = new Date(day * DAY);
  switch (schedule.every) {
    case 'day':
      return true;
    case 'workday':
      return date.getUTCDay() !== 0 && date.getUTCDay() !== 6;
    case 'week':
      return date.getUTCDay() === schedule.weekday;
    case 'month': {
      const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
      return date.getUTCDate() === Math.min(schedule.day, lastDay);
    }
  }
}

function timeOf({ time }: Schedule): number {
  const milliseconds = parseTime(time);
  if (milliseconds === undefined || milliseconds >= DAY) throw new RangeError(`“${time}” is no time of day.`);
  return milliseconds;
}
