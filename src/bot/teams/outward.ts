import type { Post } from '#core/card.ts';
import type { Chart } from '#core/chart.ts';
import type { FrontEnd, Target } from '#core/front-end.ts';
import type { Log } from '#lib/log.ts';
import { drawnForAll, picturesOf } from '../chart-pictures.ts';
import { PLATFORM } from './arrival.ts';
import type { TeamsConnector } from './connector.ts';
import type { Conversations } from './conversations.ts';
import type { Deliveries } from './deliveries.ts';
import { createFiles } from './files.ts';
import { toActivity } from './message.ts';
import type { Pace } from './pace.ts';
import type { TeamsSettings } from './settings.ts';
import type { TeamsUsers } from './users.ts';

interface Deps {
  readonly settings: TeamsSettings;
  readonly connector: TeamsConnector;
  readonly conversations: Conversations;
  readonly users: TeamsUsers;
  readonly deliveries: Deliveries;
  readonly pace: Pace;
  readonly log: Log;
}

type Outward = Pick<FrontEnd, 'findUser' | 'direct' | 'send' | 'find' | 'update' | 'files'>;

export function createOutward(deps: Deps): Outward {
  const { connector, conversations, users, deliveries, pace, log } = deps;
  const post = async (target: Target, activity: object, key: string, signal: AbortSignal) => {
    const { workspace, room, thread } = await placeOf(deps, target);
    const spot = await conversations.spot(workspace, { room, thread });
    pace(workspace, room);
    return await deliveries.once(key, async () => await connector.post(spot, activity, signal));
  };
  return {
    findUser: async (email) => {
      const found = await users.byEmail(email);
      return found && { workspace: found.tenant, user: found.user.id };
    },
    direct: async (workspace, user) => ({ platform: PLATFORM, workspace, room: await conversations.personal(workspace, user) }),
    send: async (target, given, key, signal) => await post(target, toActivity(given, await picturesOf(given, log, asAddress)), key, signal),
    find: async (_, key) => await deliveries.find(key),
    update: async ({ workspace, room, thread }, messageId, given: Post, signal) => {
      const activity = toActivity(given, await picturesOf(given, log, asAddress));
      const spot = await conversations.spot(workspace, { room, thread });
      pace(workspace, room);
      await connector.update(spot, messageId, { ...activity, id: messageId }, signal);
    },
    files: createFiles({ ...deps, post, find: async (key) => await deliveries.find(key) }),
  };
}

/** Bots cannot show something to one person of a channel, so it goes to where only they read it. */
async function placeOf({ conversations }: Deps, { onlyFor, ...target }: Target): Promise<Target> {
  if (onlyFor === undefined) return target;
  return { ...target, room: await conversations.personal(target.workspace, onlyFor), thread: undefined };
}

/** Bots have nowhere to put a picture, so its address holds it whole. */
async function asAddress(chart: Chart): Promise<string> {
  return `data:image/png;base64,${Buffer.from(await drawnForAll(chart)).toString('base64')}`;
}
