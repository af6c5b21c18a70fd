import { openCalendar, WEEKDAYS, type Calendar, type OpeningHours } from './business-time/calendar.ts';
import { addBusinessTime, businessTimeBetween } from './business-time/reckon.ts';
import { DAY } from './business-time/local-time.ts';

export const HOUR_MS = 3_600_000;
const WORK: readonly OpeningHours[] = [{ from: '09:00', to: '17:00' }];
const ALL_DAY: readonly OpeningHours[] = [{ from: '00:00', to: '24:00' }];

/** Mondays to Fridays in an IANA zone, from 9 to 17 o'clock: what counts where no calendar is given. */
export function workingHours(zone: string): Calendar {
  return weekdays(zone, WORK);
}

/** Mondays to Fridays in an IANA zone, day and night. */
export function workingDays(zone: string): Calendar {
  return weekdays(zone, ALL_DAY);
}

function weekdays(zone: string, hours: readonly OpeningHours[]): Calendar {
  return openCalendar({ zone, week: Object.fromEntries(WEEKDAYS.slice(1, 6).map((day) => [day, hours])) });
}

/** The same time on the next working day. */
export function nextWorkingDay(zone: string, now: Date): Date {
  return addBusinessTime(workingDays(zone), now, DAY) ?? new Date(now.getTime() + DAY);
}

/** The last instant since which at least so many milliseconds of the calendar have passed, to the minute; within a year. */
export function ago(calendar: Calendar, now: Date, milliseconds: number): Date {
  let early = Math.floor(now.getTime() / 60_000) - 366 * 24 * 60;
  let late = Math.ceil(now.getTime() / 60_000);
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (businessTimeBetween(calendar, new Date(middle * 60_000), now) >= milliseconds) early = middle;
    else late = middle;
  }
  return new Date(early * 60_000);
}
