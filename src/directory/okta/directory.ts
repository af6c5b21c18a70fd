import type { Directory } from '#core/directory.ts';
import { DeskError } from '#core/errors.ts';
import type { DirectoryDeps } from '../deps.ts';
import { createRemoteDirectory } from '../remote.ts';
import { realTime, type Timing } from '../timing.ts';
import { createOktaApi, NAME } from './api.ts';
import { addToGroup, findGroup, groupsOfUser, membersOfGroup, removeFromGroup } from './groups.ts';
import { findUser, managerOfUser } from './people.ts';

/** Okta by its management API, as a service app. */
export function createOktaDirectory({ okta: settings }: DirectoryDeps, timing: Timing = realTime): Directory {
  if (!settings) throw new DeskError('setup', { userMessage: 'Okta is not set up: OKTA_URL and its like are missing.' });
  const okta = createOktaApi(settings, timing);
  return createRemoteDirectory(
    {
      id: 'okta',
      name: NAME,
      account: async (email, signal) => await findUser(okta, email, signal),
      managerOf: async (account, signal) => await managerOfUser(okta, account, signal),
      groupsOf: async (account, signal) => await groupsOfUser(okta, account, signal),
      group: async (name, signal) => await findGroup(okta, name, signal),
      membersOf: async (group, signal) => await membersOfGroup(okta, group, signal),
      add: async (group, account, signal) => await addToGroup(okta, group, account, signal),
      remove: async (group, account, signal) => await removeFromGroup(okta, group, account, signal),
    },
    timing,
  );
}
