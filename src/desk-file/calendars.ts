import { z } from 'zod';
import { DeskError } from '#core/errors.ts';
import { openCalendar, WEEKDAYS, type CalendarPlan, type Holiday } from '#rules/business-time/calendar.ts';
import { readHolidayFile } from '#rules/business-time/holiday-file.ts';
import { holidayDates, unknownNames } from '#rules/business-time/holidays.ts';
import { date, group, hours, listOf, span, text, zone } from './fields.ts';
import type { Names } from './known.ts';
import { suggestion } from './nearest.ts';

/** Holidays that come every year are written down for so many years ahead. */
const YEARS_AHEAD = 10;

/** A calendar with how long a working day is, for targets in days; milliseconds. */
interface FileCalendar {
  readonly plan: CalendarPlan;
  readonly day: number;
}

export function calendarSchema(names: Names) {
  const weekday = listOf(hours).optional();
  const dated = { date, name: text() };
  return group({
    zone,
    day: span.refine(({ days }) => days === 0, 'Say how long a day is in hours and minutes, such as “8h”.').optional(),
    week: group({ sunday: weekday, monday: weekday, tuesday: weekday, wednesday: weekday, thursday: weekday, friday: weekday, saturday: weekday }),
    holidays: listOf(group(dated)).optional(),
    holiday_files: listOf(holidayFile(names)).optional(),
    openings: listOf(group({ ...dated, hours: listOf(hours) })).optional(),
  }).transform(({ day, week, holiday_files: files = [], holidays = [], openings = [], zone: where }, context): FileCalendar => {
    const open = Object.fromEntries(WEEKDAYS.flatMap((name) => (week[name] ? [[name, week[name]]] : [])));
    const plan = { zone: where, week: open, holidays: [...holidays, ...files.flat()], openings };
    try {
      openCalendar(plan);
    } catch (error) {
      if (!(error instanceof DeskError)) throw error;
      context.addIssue(error.userMessage);
      return z.NEVER;
    }
    const length = day?.milliseconds ?? longestDay(plan);
    if (length > 0) return { plan, day: length };
    context.addIssue('This calendar is never open. Give it hours in “week”.');
    return z.NEVER;
  });
}

function longestDay(plan: CalendarPlan): number {
  const days = openCalendar(plan).week.map(({ ranges }) => ranges.reduce((total, { from, to }) => total + to - from, 0));
  return Math.max(...days);
}

function holidayFile({ readText, today }: Names) {
  return group({ file: text(), leave_out: listOf(text()).optional() }).transform(({ file, leave_out: leaveOut = [] }, context): Holiday[] => {
    const content = readText(file);
    if (content === undefined) {
      context.addIssue({ code: 'custom', path: ['file'], message: `The file “${file}” cannot be read.` });
      return z.NEVER;
    }
    const { entries, problems } = readHolidayFile(content);
    for (const { line, problem } of problems) context.addIssue({ code: 'custom', path: ['file'], message: `${file}, line ${line}: ${problem}` });
    const known = entries.flatMap(({ name, kind }) => [name, kind]);
    for (const name of unknownNames(entries, leaveOut)) {
      context.addIssue({
        code: 'custom',
        path: ['leave_out', leaveOut.indexOf(name)],
        message: `Nothing in ${file} is called “${name}”.${suggestion(name, known)}`,
      });
    }
    const year = Number(today.slice(0, 4));
    return holidayDates(entries, { fromYear: year - 1, toYear: year + YEARS_AHEAD, leaveOut });
  });
}
