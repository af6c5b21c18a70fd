import type { Schedule } from '#rules/schedule.ts';
import type { Subscription } from '#store/summaries.ts';

export const SUMMARY = 'summary';
export const DUE = 'summary.due';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Instead of a summary, to all who could read it, such as a team in its channel. */
export const NO_LONGER_THEIRS =
  'This summary shows nothing any more: whoever asked for it no longer leads, works in or manages what it is about. If that is wrong, talk to your administrator.';

/** “every Monday at 09:00” */
export function often(schedule: Schedule): string {
  const { time } = schedule;
  switch (schedule.every) {
    case 'day':
      return `every day at ${time}`;
    case 'workday':
      return `every working day at ${time}`;
    case 'week':
      return `every ${WEEKDAYS[schedule.weekday] ?? 'week'} at ${time}`;
    case 'month':
      return schedule.day === 31 ? `on the last day of each month at ${time}` : `on the ${ordinal(schedule.day)} of each month at ${time}`;
  }
}

/** The names of the teams, or whose requests. */
export function aboutWords(about: { readonly teams: readonly { readonly name: string }[]; readonly departmentName: string | undefined }): string {
  return about.departmentName === undefined ? about.teams.map(({ name }) => name).join(', ') : `what ${about.departmentName} asks for`;
}

export function subjectOf({ id }: Pick<Subscription, 'id'>): string {
  return `sub-${id}`;
}

function ordinal(count: number): string {
  const ending = count % 100 >= 11 && count % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th');
  return `${count}${ending}`;
}

export function counted(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`;
}
