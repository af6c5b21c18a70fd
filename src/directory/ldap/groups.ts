import { lasting } from './failures.ts';
import { allOf, anyOf, equals, flavorOf, hasAddress, isGroup } from './filters.ts';
import { emailOf, first } from './people.ts';
import type { Entry, Session } from './session.ts';
import type { LdapSettings } from './settings.ts';

export interface Group {
  readonly dn: string;
  /** Where its members stand. */
  readonly attribute: string;
}

const MEMBERS = ['member', 'uniqueMember'] as const;
/** How many members are looked for at once. */
const TOGETHER = 100;

/** By its distinguished name or its common name, below the base of groups. @throws OutsideError lasting, when there is none, or several */
export async function findGroup(settings: LdapSettings, { search }: Session, group: string): Promise<Group> {
  const flavor = flavorOf(settings);
  const filter = allOf(isGroup(flavor), anyOf([equals('cn', group), equals(flavor.self, group)]));
  const found = /^$|\p{Cc}/u.test(group) ? [] : await search({ base: settings.groupBase, scope: 'below', filter, attributes: ['objectClass'] });
  const [entry] = found;
  if (entry === undefined) throw lasting(`There is no group “${group}” in the directory.`);
  if (found.length > 1) throw lasting(`More than one group in the directory is called “${group}”: use its distinguished name.`);
  const classes = entry.attributes.get('objectclass')?.map((name) => name.toLowerCase()) ?? [];
  return { dn: entry.dn, attribute: classes.includes('groupofuniquenames') ? 'uniqueMember' : 'member' };
}

/** Asked of the server, so that a large group need not be read. */
export async function isIn({ search }: Session, { dn, attribute }: Group, person: Entry): Promise<boolean> {
  return (await search({ base: dn, scope: 'entry', filter: equals(attribute, person.dn), attributes: ['1.1'] })).length > 0;
}

/** Common names of all groups that somebody is in. */
export async function groupNames(settings: LdapSettings, { search }: Session, person: Entry): Promise<string[]> {
  const filter = allOf(isGroup(flavorOf(settings)), anyOf(MEMBERS.map((name) => equals(name, person.dn))));
  const found = await search({ base: settings.groupBase, scope: 'below', filter, attributes: ['cn'] });
  return found.flatMap((entry) => first(entry, 'cn') ?? []);
}

/** Addresses of all members who are people with an address; other groups, and what stands in a group so that it is not empty, are none. */
export async function memberEmails(settings: LdapSettings, session: Session, { dn, attribute }: Group): Promise<string[]> {
  const flavor = flavorOf(settings);
  const members = await allValues(attribute, async (name) => {
    const [entry] = await session.search({ base: dn, scope: 'entry', filter: '(objectClass=*)', attributes: [name] });
    return entry?.attributes ?? new Map();
  });
  const emails: string[] = [];
  for (let from = 0; from < members.length; from += TOGETHER) {
    const some = anyOf(members.slice(from, from + TOGETHER).map((member) => equals(flavor.self, member)));
    const people = await session.search({ base: settings.userBase, scope: 'below', filter: allOf(hasAddress(flavor), some), attributes: flavor.address });
    emails.push(...people.flatMap((entry) => emailOf(settings, entry) ?? []));
  }
  return emails;
}

/**
 * All values of an attribute. Active Directory gives no more than 1,500 at once: asked for `member`, it answers with
 * `member;range=0-1499` and wants to be asked for `member;range=1500-*`, until an answer ends in a star.
 * @param read gives an entry's attributes when it is asked for the one of that name, by their names in small letters
 */
export async function allValues(attribute: string, read: (name: string) => Promise<Entry['attributes']>): Promise<string[]> {
  const values: string[] = [];
  let next: string | undefined = attribute;
  while (next !== undefined) {
    const answer = await read(next);
    next = undefined;
    for (const [name, some] of answer) {
      const [base, range] = name.split(';range=');
      if (base !== attribute.toLowerCase()) continue;
      values.push(...some);
      const last = range?.split('-')[1];
      if (last !== undefined && last !== '*' && some.length > 0) next = `${attribute};range=${Number(last) + 1}-*`;
    }
  }
  return values;
}
