import type { Account, Directory } from '#core/directory.ts';
import type { Person } from '#core/person.ts';
import type { DirectoryDeps } from '../deps.ts';
import { groupsOf, personByEmail, personById } from '#store/people.ts';

/** The built-in directory: the people and groups in the desk's own store. */
export function createLocalDirectory({ database: { db } }: DirectoryDeps): Directory {
  return {
    id: 'local',
    findByEmail: async (email) => {
      const person = await personByEmail(db, email);
      return person && account(person);
    },
    managerOf: async (email) => {
      const person = await personByEmail(db, email);
      return person?.managerId == null ? undefined : account(await personById(db, person.managerId));
    },
    groupsOf: async (email) => {
      const person = await personByEmail(db, email);
      return person ? (await groupsOf(db, person.id)).toSorted() : [];
    },
  };
}

function account({ email, name, status }: Person): Account {
  return { email, name, state: status === 'active' ? 'active' : 'disabled' };
}
