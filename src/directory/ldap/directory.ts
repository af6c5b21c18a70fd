import type { Directory } from '#core/directory.ts';
import { DeskError } from '#core/errors.ts';
import type { DirectoryDeps } from '../deps.ts';
import { lasting, RESULT } from './failures.ts';
import { findGroup, groupNames, isIn, memberEmails, type Group } from './groups.ts';
import { accountOf, findManager, findPerson } from './people.ts';
import type { Alteration, Entry, Session } from './session.ts';
import type { LdapSettings } from './settings.ts';

/** OpenLDAP, Active Directory, and what else speaks LDAP: read below two bases, changed only in the members of groups. */
export function createLdapDirectory({ ldap }: DirectoryDeps): Directory {
  if (!ldap) throw new DeskError('setup', { userMessage: 'DIRECTORY=ldap needs LDAP_URL and its like.' });
  const settings = ldap;
  // The library is loaded with the first question, so that a desk without LDAP does not carry it.
  const ask = async <T>(signal: AbortSignal | undefined, work: (session: Session) => Promise<T>) =>
    await (await import('./session.ts')).inSession(settings, signal, work);
  return {
    id: 'ldap',
    findByEmail: async (email, signal) =>
      await ask(signal, async (session) => {
        const person = await findPerson(settings, session, email);
        return person && (await accountOf(settings, session, person));
      }),
    managerOf: async (email, signal) =>
      await ask(signal, async (session) => {
        const person = await findPerson(settings, session, email);
        const manager = person && (await findManager(settings, session, person));
        return manager && (await accountOf(settings, session, manager));
      }),
    groupsOf: async (email, signal) =>
      await ask(signal, async (session) => {
        const person = await findPerson(settings, session, email);
        return person ? [...new Set(await groupNames(settings, session, person))].toSorted() : [];
      }),
    membersOf: async (group, signal) =>
      await ask(signal, async (session) => {
        const found = await findGroup(settings, session, group);
        return (await memberEmails(settings, session, found)).toSorted();
      }),
    isMember: async (group, email, signal) =>
      await ask(signal, async (session) => {
        const found = await findGroup(settings, session, group);
        const person = await findPerson(settings, session, email);
        return person !== undefined && (await isIn(session, found, person));
      }),
    addMember: async (group, email, signal) =>
      await ask(signal, async (session) => {
        const found = await findGroup(settings, session, group);
        const person = await findPerson(settings, session, email);
        if (!person) throw lasting(`There is no account “${email}” in the directory.`);
        await add(session, found, person);
      }),
    removeMember: async (group, email, signal) =>
      await ask(signal, async (session) => {
        const found = await findGroup(settings, session, group);
        const person = await findPerson(settings, session, email);
        if (person) await remove(settings, session, found, person);
      }),
  };
}

/** Servers differ in how they say that somebody is in a group already, or is not; so after a no, the group itself is asked. */
async function add(session: Session, group: Group, person: Entry): Promise<void> {
  const refusal = await session.change(group.dn, [{ operation: 'add', attribute: group.attribute, value: person.dn }]);
  if (refusal && !(await isIn(session, group, person))) throw refusal.error;
}

/** Where a group must not be empty, who leaves it last leaves a name behind that is nobody's. */
async function remove({ emptyMember }: LdapSettings, session: Session, group: Group, person: Entry): Promise<void> {
  const { attribute } = group;
  const leave: Alteration = { operation: 'delete', attribute, value: person.dn };
  let refusal = await session.change(group.dn, [leave]);
  if (refusal?.code === RESULT.objectClassViolation) refusal = await session.change(group.dn, [{ operation: 'add', attribute, value: emptyMember }, leave]);
  if (refusal && (await isIn(session, group, person))) throw refusal.error;
}
