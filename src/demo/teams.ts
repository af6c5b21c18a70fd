import type { groupMembers, teamChannels, teamMembers, teams } from '#store/schema/people.ts';
import { byKey, departmentOf, type PersonRow } from './people.ts';

export type TeamKey = 'service-desk' | 'devices' | 'network';
export type TeamRow = typeof teams.$inferSelect & { readonly key: TeamKey };
export type MemberRow = typeof teamMembers.$inferSelect;

/** Key, name, members with the lead first, keywords. */
const TEAMS: readonly (readonly [TeamKey, string, readonly string[], string])[] = [
  // No keywords: this team takes what belongs to no other.
  ['service-desk', 'Service Desk', ['sam.okafor', 'elena.petrova', 'marcus.hill', 'naledi.dlamini'], ''],
  [
    'devices',
    'Devices',
    ['priya.raman', 'sam.okafor', 'rosa.delgado'],
    'laptop macbook monitor dock docking printer printing paper toner phone tablet headset keyboard mouse webcam screen display ' +
      'battery batteries charger charging adapter cable usb hdmi trackpad hardware overheating',
  ],
  [
    'network',
    'Network and Access',
    ['jonas.weber', 'grace.kim', 'elena.petrova'],
    'wifi wi-fi vpn network internet login password passcode access permission permissions share folder drive mailbox email inbox ' +
      'account mfa authenticator firewall dns outage',
  ],
];

/** Groups that open an application, beside those that follow from who works where. */
const APP_GROUPS: readonly (readonly [string, (person: PersonRow) => boolean])[] = [
  ['app-github', (person) => departmentOf(person) === 'Engineering'],
  ['app-jira', (person) => departmentOf(person) === 'Engineering' || isSupport(person)],
  ['app-salesforce', (person) => departmentOf(person) === 'Sales'],
  ['app-ledger', (person) => departmentOf(person) === 'Finance'],
  ['remote-access', (person) => person.managerId !== null],
];

export function planTeams(people: readonly PersonRow[]) {
  const rows: TeamRow[] = TEAMS.map(([key, name, , keywords], index) => ({
    id: index + 1,
    key,
    name,
    keywords: keywords === '' ? [] : keywords.split(' '),
  }));
  const members: MemberRow[] = TEAMS.flatMap(([, , keys], index) =>
    keys.map((key, place) => ({ teamId: index + 1, personId: byKey(people, key).id, isLead: place === 0 })),
  );
  const channels: (typeof teamChannels.$inferSelect)[] = rows.map(({ id, key }) => ({
    teamId: id,
    platform: 'browser',
    workspace: 'local',
    room: key,
  }));
  return { teams: rows, teamMembers: members, teamChannels: channels };
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
  return TEAMS.some(([, , keys]) => keys.some((key) => person.email.startsWith(`${key}@`)));
}
