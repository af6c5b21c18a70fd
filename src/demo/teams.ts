import type { groupMembers, teamChannels, teamMembers, teams } from '#store/schema/people.ts';
import { demoFile } from './desk-file.ts';
import { byEmail, departmentOf, type PersonRow } from './people.ts';

export type TeamKey = 'service-desk' | 'devices' | 'network';
export type TeamRow = typeof teams.$inferSelect & { readonly key: TeamKey };
export type MemberRow = typeof teamMembers.$inferSelect;

const TEAM_KEYS: readonly TeamKey[] = ['service-desk', 'devices', 'network'];

/** Groups that open an application, beside those that follow from who works where. */
const APP_GROUPS: readonly (readonly [string, (person: PersonRow) => boolean])[] = [
  ['app-github', (person) => departmentOf(person) === 'Engineering'],
  ['app-jira', (person) => departmentOf(person) === 'Engineering' || isSupport(person)],
  ['app-salesforce', (person) => departmentOf(person) === 'Sales'],
  ['app-ledger', (person) => departmentOf(person) === 'Finance'],
  ['remote-access', (person) => person.managerId !== null],
];

/** Those of the company's configuration file. */
export function planTeams(people: readonly PersonRow[]) {
  const all = Object.entries(demoFile().file.teams).map(([key, team], index) => ({ id: index + 1, key: teamKey(key), team }));
  const rows: TeamRow[] = all.map(({ id, key, team: { name, keywords } }) => ({ id, key, name, keywords, retired: false }));
  const members: MemberRow[] = all.flatMap(({ id, team }) =>
    team.members.map(({ email, lead }) => ({ teamId: id, personId: byEmail(people, email).id, isLead: lead })),
  );
  const channels: (typeof teamChannels.$inferSelect)[] = all.flatMap(({ id, team: { channel } }) => (channel ? [{ teamId: id, ...channel }] : []));
  return { teams: rows, teamMembers: members, teamChannels: channels };
}

/** @throws RangeError for a team that has no topics */
function teamKey(key: string): TeamKey {
  const known = TEAM_KEYS.find((candidate) => candidate === key);
  if (!known) throw new RangeError(`nobody asks the team ${key} for anything`);
  return known;
}

/** Memberships of the built-in directory: a group per department, the desk's own two, and one per application. */
export function planGroups(people: readonly PersonRow[]): (typeof groupMembers.$inferSelect)[] {
  return people.flatMap((person) => {
    const names = [departmentOf(person).toLowerCase()];
    if (isSupport(person)) names.push('it-support');
    if (person.privileged) names.push('administrators');
    for (const [name, belongs] of APP_GROUPS) if (belongs(person)) names.push(name);
    return names.map((groupName) => ({ groupName, personId: person.id }));
  });
}

export function isSupport(person: PersonRow): boolean {
  return Object.values(demoFile().file.teams).some(({ members }) => members.some(({ email }) => email === person.email));
}
