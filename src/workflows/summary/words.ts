import type { Subscription } from '#store/summaries.ts';

export const SUMMARY = 'summary';
export const DUE = 'summary.due';

/** Instead of a summary, to all who could read it, such as a team in its channel. */
export const NO_LONGER_THEIRS =
  'This summary shows nothing any more: whoever asked for it no longer leads, works in or manages what it is about. If that is wrong, talk to your administrator.';

/** The names of the teams, or whose requests. */
export function aboutWords(about: { readonly teams: readonly { readonly name: string }[]; readonly departmentName: string | undefined }): string {
  return about.departmentName === undefined ? about.teams.map(({ name }) => name).join(', ') : `what ${about.departmentName} asks for`;
}

export function subjectOf({ id }: Pick<Subscription, 'id'>): string {
  return `sub-${id}`;
}

export function counted(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`;
}
