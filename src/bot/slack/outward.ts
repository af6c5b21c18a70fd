import type { FrontEnd } from '#core/front-end.ts';
import { PLATFORM, type Inward } from './arrival.ts';
import { asOutside, slackError } from './client.ts';
import { findDelivery } from './deliveries.ts';
import { replacePost, sendPost, type SendingDeps } from './sending.ts';
import { describeUser } from './users.ts';

type Outward = Pick<FrontEnd, 'findUser' | 'direct' | 'send' | 'find' | 'update'>;

export function createOutward(deps: SendingDeps): Outward {
  const { workspaces, rooms } = deps;
  return {
    findUser: async (email) => {
      for (const workspace of await workspaces.all()) {
        const user = await findInWorkspace(workspace, email);
        if (user) return { workspace: workspace.id, user };
      }
      return undefined;
    },
    direct: async (id, user) => {
      const workspace = await workspaces.get(id);
      return { platform: PLATFORM, workspace: id, room: await rooms(workspace, user) };
    },
    send: async (target, post, key, signal) => await sendPost(deps, target, post, key, signal),
    find: async (target, key) => {
      // What only one person sees is not kept by Slack, so it is said again.
      if (target.onlyFor !== undefined) return undefined;
      return await findDelivery(await workspaces.get(target.workspace), target, key);
    },
    update: async (address, messageId, post, signal) => await replacePost(deps, address, messageId, post, signal),
  };
}

/** The user with that address who is no stranger there. @throws OutsideError */
export async function findInWorkspace(
  { client, id, organization }: Awaited<ReturnType<Inward['workspaces']['get']>>,
  email: string,
): Promise<string | undefined> {
  try {
    const { user } = await client.users.lookupByEmail({ email });
    if (user?.id === undefined) return undefined;
    return describeUser(user, id, user.id, organization).stranger === undefined ? user.id : undefined;
  } catch (error) {
    if (slackError(error) === 'users_not_found') return undefined;
    throw asOutside('users.lookupByEmail', error);
  }
}
