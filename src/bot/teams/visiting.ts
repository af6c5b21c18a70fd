import type { Receipt } from '#core/front-end.ts';
import type { Post } from '#core/card.ts';
import { placeOfConversation, type TeamsActivity } from './activity.ts';
import type { Place } from '../arriving.ts';
import type { Inward, Visitor } from './arrival.ts';
import type { Conversation } from './conversations.ts';
import { toActivity } from './message.ts';

const KINDS: Readonly<Record<string, Conversation['kind']>> = { personal: 'personal', channel: 'channel', groupChat: 'group' };

/** Who sent an activity, out of a conversation that Deskside is part of. @throws OutsideError when Teams does not say who that is */
export async function visit(deps: Inward, tenant: string, activity: TeamsActivity): Promise<Visitor> {
  await remember(deps, tenant, activity);
  return { tenant, user: await deps.users.user(tenant, placeOf(activity).room, activity.from) };
}

/**
 * Who sent an activity, and the chat in which they are alone with Deskside: for what is started anywhere in Teams, also
 * where Deskside is not. @throws OutsideError `unreachable` when they do not have the app
 */
export async function visitPrivately(deps: Inward, tenant: string, { from, serviceUrl }: TeamsActivity): Promise<{ visitor: Visitor; place: Place }> {
  const userId = from.aadObjectId ?? from.id;
  const room = (await deps.users.teamsId(tenant, userId)) === undefined ? await open() : await deps.conversations.personal(tenant, userId);
  return { visitor: { tenant, user: await deps.users.user(tenant, room, from) }, place: { room, direct: true } };

  async function open(): Promise<string> {
    const id = await deps.connector.openPersonal(serviceUrl, tenant, from.id);
    await deps.conversations.remember({ tenant, id, kind: 'personal', serviceUrl, userId, teamId: undefined });
    return id;
  }
}

/** Remembers where Deskside can speak. */
export async function remember({ conversations }: Inward, tenant: string, activity: TeamsActivity): Promise<void> {
  const { from, serviceUrl, channelData } = activity;
  const kind = kindOf(activity);
  // Whose chat it is cannot be seen from what Deskside itself is said to have done there.
  if (kind === 'personal' && from.id.startsWith('28:')) return;
  const userId = kind === 'personal' ? (from.aadObjectId ?? from.id) : undefined;
  await conversations.remember({ tenant, id: placeOf(activity).room, kind, serviceUrl, userId, teamId: channelData?.team?.id });
}

/** A post in a channel is the root of its own thread; chats have no threads. */
export function placeOf(activity: TeamsActivity): Place {
  const { room, thread } = placeOfConversation(activity.conversation.id);
  const kind = kindOf(activity);
  return { room, direct: kind === 'personal', thread: kind === 'channel' ? thread : undefined };
}

function kindOf({ conversation: { conversationType = '' } }: TeamsActivity): Conversation['kind'] {
  // What is not known is taken for a room with others in it.
  return (Object.hasOwn(KINDS, conversationType) ? KINDS[conversationType] : undefined) ?? 'group';
}

/** A word for one person, in the chat with them alone: Teams shows a bot's words in a channel to all. Lost if Teams loses it, which harms nothing. */
export async function tell(deps: Inward, visitor: Visitor, post: Post): Promise<void> {
  const { tenant, user } = visitor;
  try {
    const room = await deps.conversations.personal(tenant, user.id);
    await deps.connector.post(await deps.conversations.spot(tenant, { room }), toActivity(post));
  } catch (error) {
    deps.log.warn({ err: error, tenant }, 'somebody could not be told');
  }
}

/** Said where Teams wants an answer and there is nothing to say. */
export const TAKEN = 'I am on it.';

/** What has to be said at once of a receipt; undefined when there is nothing, or a form to be opened. */
export function wordsOf(receipt: Receipt): string | undefined {
  switch (receipt.kind) {
    case 'accepted':
    case 'duplicate':
    case 'form':
      return undefined;
    case 'refused':
    case 'limited':
      return receipt.text;
    case 'invalid':
      return Object.values(receipt.errors).join(' ');
  }
}
