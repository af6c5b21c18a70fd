import { DeskError } from '#core/errors.ts';
import { parseDate, parseTime } from './local-time.ts';
import { isZone } from './zone.ts';

export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
type Weekday = (typeof WEEKDAYS)[number];

/** Open from `from` until just before `to`, by the clock on the wall there: `09:00` and `12:30`; the day ends at `24:00`. */
export interface OpeningHours {
  readonly from: string;
  readonly to: string;
}

/** A date on which nobody works, `2026-12-25`. */
export interface Holiday {
  readonly date: string;
  readonly name: string;
}

/** A date with hours of its own, whatever weekday or holiday it is. */
interface SpecialOpening extends Holiday {
  readonly hours: readonly OpeningHours[];
}

/** When a team works, as people write it down. A weekday that is not named is off. */
export interface CalendarPlan {
  /** IANA name of the time zone, such as `Europe/Vienna`. */
  readonly zone: string;
  readonly week: Readonly<Partial<Record<Weekday, readonly OpeningHours[]>>>;
  readonly holidays?: readonly Holiday[];
  readonly openings?: readonly SpecialOpening[];
}

/** Milliseconds since local midnight, by the clock on the wall. */
export interface WallRange {
  readonly from: number;
  readonly to: number;
}

interface DayPlan {
  readonly ranges: readonly WallRange[];
  /** Of the holiday or special opening; a plain day has none. */
  readonly name?: string;
}

/**
 * A plan that was checked, ready to reckon with. The desk is open at an instant when the clock on the wall there
 * shows a time within the day's hours. So an hour that summer time skips is never worked, and one that it repeats is worked twice.
 */
export interface Calendar {
  readonly zone: string;
  /** By weekday, Sunday first. */
  readonly week: readonly DayPlan[];
  /** Dates that differ, by days since 1970-01-01. */
  readonly dates: ReadonlyMap<number, DayPlan>;
}

const ALL_DAY: readonly OpeningHours[] = [{ from: '00:00', to: '24:00' }];

/** Around the clock, every day. */
export const ALWAYS_OPEN: CalendarPlan = { zone: 'UTC', week: Object.fromEntries(WEEKDAYS.map((day) => [day, ALL_DAY])) };

/**
 * @throws DeskError `invalid` when the plan contradicts itself; the sentence says where.
 */
export function openCalendar(plan: CalendarPlan): Calendar {
  if (!isZone(plan.zone)) throw invalid(`“${plan.zone}” is not the name of a time zone. One looks like “Europe/Vienna”.`);
  const week = WEEKDAYS.map((day): DayPlan => ({ ranges: wallRanges(plan.week[day] ?? [], day) }));
  const dates = new Map<number, DayPlan>();
  for (const { date, name } of plan.holidays ?? []) {
    const day = dayOf(date);
    const known = dates.get(day)?.name;
    dates.set(day, { ranges: [], name: known === undefined || known === name ? name : `${known}, ${name}` });
  }
  const special = new Set<number>();
  for (const { date, name, hours } of plan.openings ?? []) {
    const day = dayOf(date);
    if (special.has(day)) throw invalid(`${date} has special hours twice. Put them in one entry.`);
    special.add(day);
    dates.set(day, { ranges: wallRanges(hours, date), name });
  }
  return { zone: plan.zone, week, dates };
}

function dayOf(date: string): number {
  const day = parseDate(date);
  if (day === undefined) throw invalid(`“${date}” is not a date. One looks like “2026-12-25”.`);
  return day;
}

function wallRanges(hours: readonly OpeningHours[], day: string): WallRange[] {
  const ranges = hours.map(({ from, to }) => ({ from: timeOf(from, day), to: timeOf(to, day) })).sort((a, b) => a.from - b.from);
  ranges.forEach((range, index) => {
    const end = ranges[index - 1]?.to ?? 0;
    if (range.from >= range.to) throw invalid(`On ${day}, hours end before they begin. For a night shift, end one day at 24:00 and begin the next at 00:00.`);
    if (range.from < end) throw invalid(`On ${day}, hours overlap.`);
  });
  return ranges;
}

function timeOf(text: string, day: string): number {
  const time = parseTime(text);
  if (time === undefined) throw invalid(`On ${day}, “${text}” is not a time. One looks like “09:00”; a day ends at “24:00”.`);
  return time;
}

function invalid(userMessage: string): DeskError {
  return new DeskError('invalid', { userMessage });
}
