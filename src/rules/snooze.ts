import { DAY, formatDate, parseDate, parseTime } from './business-time/local-time.ts';
import { instantAt, localDay } from './business-time/zone.ts';

/** For how long something can be snoozed; `at` is a time of one's own. */
export const SNOOZES = ['two_hours', 'tomorrow', 'next_monday', 'at'] as const;
export type Snooze = (typeof SNOOZES)[number];

const TWO_HOURS = 2 * 60 * 60_000;
const MORNING = '09:00';
const MONDAY = 1;
/** Longer than this nobody means. */
const AT_MOST = 366 * DAY;

interface Wish {
  readonly snooze: Snooze;
  /** For `at`: `2026-12-03 14:00` by the clock on the wall; without a time, nine in the morning. */
  readonly written: string;
  /** IANA zone of whoever wishes it. */
  readonly zone: string;
  readonly now: Date;
}

/** Until when; undefined when what was written is no time, or none within the year to come. */
export function snoozeUntil({ snooze, written, zone, now }: Wish): Date | undefined {
  const today = localDay(zone, now);
  switch (snooze) {
    case 'two_hours':
      return new Date(now.getTime() + TWO_HOURS);
    case 'tomorrow':
      return wallTime(zone, formatDate(today + 1), MORNING);
    case 'next_monday':
      return wallTime(zone, formatDate(today + daysUntil(today, MONDAY)), MORNING);
    case 'at':
      return inTheYearToCome(writtenTime(zone, written), now);
  }
}

/** 1 to 7. 1970-01-01 was a Thursday. */
function daysUntil(day: number, weekday: number): number {
  return ((((weekday - (day + 4) + 6) % 7) + 7) % 7) + 1;
}

function writtenTime(zone: string, written: string): Date | undefined {
  const [, date = '', time = MORNING] = /^(\d{4}-\d\d-\d\d)(?:[T ]+(\d{1,2}:\d\d))?$/.exec(written.trim()) ?? [];
  return wallTime(zone, date, time.padStart(5, '0'));
}

function wallTime(zone: string, date: string, time: string): Date | undefined {
  const day = parseDate(date);
  const sinceMidnight = parseTime(time);
  return day === undefined || sinceMidnight === undefined ? undefined : instantAt(zone, day * DAY + sinceMidnight);
}

function inTheYearToCome(at: Date | undefined, now: Date): Date | undefined {
  return at && at > now && at.getTime() - now.getTime() <= AT_MOST ? at : undefined;
}
