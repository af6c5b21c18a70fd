import type { Account, Directory } from '#core/directory.ts';
import { OutsideError } from '#core/errors.ts';
import type { Person } from '#core/person.ts';
import { emailsIn, groupsOf, hasGroup, putInGroup, takeOutOfGroup } from '#store/groups.ts';
import { personByEmail, personById } from '#store/people.ts';
import type { DirectoryDeps } from '../deps.ts';

/** The built-in directory: the people and groups in the desk's own store. */
export function createLocalDirectory({ database: { db } }: DirectoryDeps): Directory {
  const find = async (email: string) => await personByEmail(db, email);
  const mustExist = async (group: string) => {
    if (!(await hasGroup(db, group))) throw lasting(`There is no group “${group}” in the built-in directory.`);
  };
  return {
    id: 'local',
    findByEmail: async (email) => {
      const person = await find(email);
      return person && account(person);
    },
    managerOf: async (email) => {
      const person = await find(email);
      return person?.managerId == null ? undefined : account(await personById(db, person.managerId));
    },
    groupsOf: async (email) => {
      const person = await find(email);
      return person ? (await groupsOf(db, person.id)).toSorted() : [];
    },
    membersOf: async (group) => {
      await mustExist(group);
      return await emailsIn(db, group);
    },
    isMember: async (group, email) => {
      await mustExist(group);
      const person = await find(email);
      return person !== undefined && (await groupsOf(db, person.id)).includes(group);
    },
    addMember: async (group, email) => {
      await mustExist(group);
      const person = await find(email);
      if (!person) throw lasting(`There is no account “${email}” in the built-in directory.`);
      await putInGroup(db, group, person.id);
    },
    removeMember: async (group, email) => {
      await mustExist(group);
      const person = await find(email);
      if (person) await takeOutOfGroup(db, group, person.id);
    },
  };
}

function account({ email, name, status }: Person): Account {
  return { email, name, state: status === 'active' ? 'active' : 'disabled' };
}

function lasting(message: string): OutsideError {
  return new OutsideError(message, { outcome: 'not_done', lasting: true });
}
