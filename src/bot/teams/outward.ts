import type { Post } from '#core/card.ts';
import type { Address } from '#core/chat-event.ts';
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
import { takerOf, withOffer } from './offering.ts';
import type { Offers } from './offers.ts';
import type { Pace } from './pace.ts';
import type { TeamsSettings } from './settings.ts';
import type { TeamsUsers } from './users.ts';

interface Deps {
  readonly settings: TeamsSettings;
  readonly connector: TeamsConnector;
  readonly conversations: Conversations;
  readonly users: TeamsUsers;
  readonly deliveries: Deliveries;
  readonly offers: Offers;
  readonly pace: Pace;
  readonly log: Log;
}

type Outward = Pick<FrontEnd, 'findUser' | 'direct' | 'send' | 'find' | 'update' | 'files'>;

export function createOutward(deps: Deps): Outward {
  const { connector, conversations, users, deliveries, pace, log } = deps;
  const reach = async ({ workspace, room, thread }: Address) => {
    const spot = await conversations.spot(workspace, { room, thread });
    pace(workspace, room);
    return spot;
  };
  const post = async (target: Target, activity: object, key: string, signal: AbortSignal) => {
    const spot = await reach(await placeOf(deps, target));
    return await deliveries.once(key, async () => await connector.post(spot, activity, signal));
  };
  const update = async (address: Address, messageId: string, activity: object, signal: AbortSignal) => {
    await connector.update(await reach(address), messageId, { ...activity, id: messageId }, signal);
  };
  const drawn = async (given: Post) => toActivity(given, await picturesOf(given, log, asAddress));
  const offering = { ...deps, post, update };
  return {
    findUser: async (email) => {
      const found = await users.byEmail(email);
      return found && { workspace: found.tenant, user: found.user.id };
    },
    direct: async (workspace, user) => ({ platform: PLATFORM, workspace, room: await conversations.personal(workspace, user) }),
    send: async (target, given, key, signal) => {
      const place = await placeOf(deps, target);
      return await post(place, await drawn(await withOffer(offering, place, given, key, signal)), key, signal);
    },
    find: async (_, key) => await deliveries.find(key),
    update: async (address, messageId, given, signal) => {
      // Its file was offered when it was posted.
      const { attachment, ...rest } = given;
      const isOffered = attachment !== undefined && (await takerOf(deps, address)) !== undefined;
      await update(address, messageId, await drawn(isOffered ? rest : given), signal);
    },
    files: createFiles(offering),
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
