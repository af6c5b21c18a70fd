import { openCalendar, type Calendar, type CalendarPlan } from './calendar.ts';
import { DAY, formatDate } from './local-time.ts';

type DayPlan = Calendar['week'][number];

/** On which days somebody works at all, whatever the hours. */
export interface WorkingDays {
  /** IANA zone, whose days they are. */
  readonly zone: string;
  /** By weekday, Monday first. */
  readonly week: readonly boolean[];
  /** Dates such as `2026-12-25` that are off though their weekday is not. */
  readonly off: readonly string[];
  /** Dates that are worked though their weekday is not. */
  readonly extra: readonly string[];
  /** The same days, open day and night, to reckon with. */
  readonly wholeDays: Calendar;
}

/** The days on which a calendar has hours. @throws DeskError `invalid` when the plan contradicts itself */
export function workingDaysOf(plan: CalendarPlan): WorkingDays {
  const { zone, week, dates } = openCalendar(plan);
  const isUsual = (day: number) => (week[new Date(day * DAY).getUTCDay()]?.ranges.length ?? 0) > 0;
  const differing = (works: boolean) =>
    [...dates].filter(([day, { ranges }]) => ranges.length > 0 === works && isUsual(day) !== works).map(([day]) => formatDate(day));
  const fromMonday = [1, 2, 3, 4, 5, 6, 0].map((day) => (week[day]?.ranges.length ?? 0) > 0);
  const whole = (day: DayPlan): DayPlan => (day.ranges.length > 0 ? { ...day, ranges: [{ from: 0, to: DAY }] } : day);
  const wholeDays = { zone, week: week.map(whole), dates: new Map([...dates].map(([date, day]) => [date, whole(day)])) };
  return { zone, week: fromMonday, off: differing(false), extra: differing(true), wholeDays };
}
