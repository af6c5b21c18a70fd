import { z } from 'zod';
import type { FileSummary } from '#rules/edition.ts';
import { parseTime } from '#rules/business-time/local-time.ts';
import { WEEKDAYS } from '#rules/business-time/calendar.ts';
import type { Schedule } from '#rules/schedule.ts';
import { email, group, listOf, oneOf, time } from './fields.ts';
import type { Names } from './known.ts';

const RHYTHMS = ['day', 'working day', 'month', ...WEEKDAYS] as const;
const DAY = 24 * 60 * 60_000;

/** Who gets a summary of what, when and where. They get it only if they could have asked for it themselves. */
export function summarySchema(names: Names) {
  return group({
    who: email(names),
    teams: listOf(oneOf(names.teams, 'team')).optional(),
    department: oneOf(names.departments, 'department').optional(),
    every: oneOf(RHYTHMS, 'rhythm'),
    day: z.number().int('This must be a whole number.').min(1, 'This must be at least 1.').max(31, 'This must be at most 31.').optional(),
    at: time.refine((at) => (parseTime(at) ?? 0) < DAY, 'The last time of a day is “23:59”.').default('09:00'),
    where: oneOf(['direct', 'channel'], 'place').default('direct'),
  }).transform(({ who, teams, department, every, day, at, where }, context): FileSummary => {
    const problem = (name: string, message: string) => context.addIssue({ code: 'custom', path: name === '' ? [] : [name], message });
    if ((teams === undefined) === (department === undefined)) problem('', 'Say what it is about: “teams” or “department”, one of the two.');
    if (day !== undefined && every !== 'month') problem('day', 'A “day” goes with “every: month” only.');
    if (where === 'channel' && teams?.length !== 1) problem('where', 'A channel belongs to one team, so name one team.');
    // Members that are written wrong are said elsewhere.
    for (const team of teams ?? [])
      if (names.members.get(team)?.has(who) === false) problem('teams', `“${who}” is not in the team “${team}”, so they do not get its figures.`);
    if (department !== undefined && names.departmentManagedBy(who) !== department)
      problem('department', `“${who}” is not somebody of “${department}” to whom others report, so they do not get its figures.`);
    return { email: who, schedule: scheduleOf(every, day, at), teams, department, inChannel: where === 'channel' };
  });
}

function scheduleOf(every: (typeof RHYTHMS)[number], day: number | undefined, at: string): Schedule {
  if (every === 'day') return { every, time: at };
  if (every === 'working day') return { every: 'workday', time: at };
  if (every === 'month') return { every, day: day ?? 1, time: at };
  return { every: 'week', weekday: WEEKDAYS.indexOf(every), time: at };
}
