import type { Holiday } from './calendar.ts';
import type { HolidayEntry } from './holiday-file.ts';
import { DAY, dayNumber, formatDate } from './local-time.ts';

interface Choice {
  readonly fromYear: number;
  readonly toYear: number;
  /**
   * Names or kinds, as the file has them, on which people work all the same: public feeds list local
   * festivals and observances beside the days that are off.
   */
  readonly leaveOut?: readonly string[];
}

/** The dates on which nobody works in the given years, both included. */
export function holidayDates(entries: readonly HolidayEntry[], { fromYear, toYear, leaveOut = [] }: Choice): Holiday[] {
  const out = new Set(leaveOut.map((name) => name.toLowerCase()));
  return entries
    .filter(({ name, kind }) => !out.has(name.toLowerCase()) && !out.has(kind.toLowerCase()))
    .flatMap((entry) => daysOf(entry, toYear).map((day) => ({ date: formatDate(day), name: entry.name })))
    .filter(({ date }) => yearIn(date) >= fromYear && yearIn(date) <= toYear)
    .sort((a, b) => a.date.localeCompare(b.date));
}

/** What `leaveOut` names and no entry has: a typing mistake that would pass unseen. */
export function unknownNames(entries: readonly HolidayEntry[], leaveOut: readonly string[]): string[] {
  const known = new Set(entries.flatMap(({ name, kind }) => [name.toLowerCase(), kind.toLowerCase()]));
  return leaveOut.filter((name) => !known.has(name.toLowerCase()));
}

function daysOf(entry: HolidayEntry, toYear: number): number[] {
  return beginnings(entry, toYear)
    .filter((day) => !entry.except.has(day))
    .flatMap((day) => Array.from({ length: entry.lengthInDays }, (_, index) => day + index));
}

/** A date that a year does not have (29 February) is left out of it, and not counted (RFC 5545, 3.3.10). */
function beginnings({ firstDay, yearly }: HolidayEntry, toYear: number): number[] {
  if (!yearly) return [firstDay];
  const first = new Date(firstDay * DAY);
  const days: number[] = [];
  for (let year = first.getUTCFullYear(); year <= toYear; year += yearly.interval) {
    const day = dayNumber(year, first.getUTCMonth() + 1, first.getUTCDate());
    if (day === undefined) continue;
    if (yearly.until !== undefined && day > yearly.until) break;
    if (days.push(day) === yearly.count) break;
  }
  return days;
}

function yearIn(date: string): number {
  return Number(date.slice(0, 4));
}
