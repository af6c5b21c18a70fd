import type { Directory } from '#core/directory.ts';
import { DeskError } from '#core/errors.ts';
import type { DirectoryDeps } from '../deps.ts';
import { createRemoteDirectory } from '../remote.ts';
import { realTime, type Timing } from '../timing.ts';
import { createGraph, NAME } from './graph.ts';
import { addToGroup, findGroup, groupsOfUser, membersOfGroup, removeFromGroup } from './groups.ts';
import { findUser, managerOfUser } from './people.ts';

/** Microsoft Entra ID by Microsoft Graph, as an app of its own. Groups are those that somebody is in themselves, not through another group. */
export function createEntraDirectory({ entra }: DirectoryDeps, timing: Timing = realTime): Directory {
  if (!entra) throw new DeskError('setup', { userMessage: 'Microsoft Entra is not set up: ENTRA_TENANT_ID and its like are missing.' });
  const graph = createGraph(entra, timing);
  return createRemoteDirectory(
    {
      id: 'entra',
      name: NAME,
      account: async (email, signal) => await findUser(graph, email, signal),
      managerOf: async (account, signal) => await managerOfUser(graph, account, signal),
      groupsOf: async (account, signal) => await groupsOfUser(graph, account, signal),
      group: async (name, signal) => await findGroup(graph, name, signal),
      membersOf: async (group, signal) => await membersOfGroup(graph, group, signal),
      add: async (group, account, signal) => await addToGroup(graph, entra.graphUrl, group, account, signal),
      remove: async (group, account, signal) => await removeFromGroup(graph, group, account, signal),
    },
    timing,
  );
}
