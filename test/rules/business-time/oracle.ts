import { WEEKDAYS, type CalendarPlan } from '#rules/business-time/calendar.ts';

const MINUTE = 60_000;

/** Is the desk open in the minute that begins at that instant? Asks only the clock on the wall, and knows no offsets. */
export type OpenAt = (minute: number) => boolean;

/** The plan read as a person would, slowly: what date and time is it there, and is that within the hours? */
export function wallClockOracle(plan: CalendarPlan): OpenAt {
  const wall = new Intl.DateTimeFormat('en-US', {
    timeZone: plan.zone,
    hourCycle: 'h23',
    weekday: 'long',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (minute) => {
    // «Wednesday, 12/25/2026, 09:00»
    const [name = '', date = '', time = ''] = wall.format(minute).split(', ').map(inOrder);
    const weekday = WEEKDAYS.find((day) => day === name.toLowerCase());
    const special = plan.openings?.find((opening) => opening.date === date)?.hours;
    const closed = plan.holidays?.some((holiday) => holiday.date === date) ?? false;
    const hours = special ?? (closed || weekday === undefined ? [] : (plan.week[weekday] ?? []));
    return hours.some(({ from, to }) => from <= time && time < to);
  };
}

/** Milliseconds of open minutes between two whole minutes. */
export function slowBetween(open: OpenAt, from: number, to: number): number {
  let total = 0;
  for (let at = from; at < to; at += MINUTE) total += open(at) ? MINUTE : 0;
  return total;
}

/** The end of the minute in which the given time has passed; with 0 the first open minute. Undefined when not before `limit`. */
export function slowAdd(open: OpenAt, from: number, milliseconds: number, limit: number): number | undefined {
  let left = milliseconds;
  for (let at = from; at < limit; at += MINUTE) {
    if (!open(at)) continue;
    if (left === 0) return at;
    left -= MINUTE;
    if (left === 0) return at + MINUTE;
  }
  return undefined;
}

/** `2026-12-25` of `12/25/2026`; anything else as it is. */
function inOrder(part: string): string {
  return part.replace(/^(\d\d)\/(\d\d)\/(\d{4})$/, '$3-$1-$2');
}
