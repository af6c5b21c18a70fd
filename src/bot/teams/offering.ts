import type { Post, TextFile } from '#core/card.ts';
import type { Address } from '#core/chat-event.ts';
import { OutsideError } from '#core/errors.ts';
import type { Target } from '#core/front-end.ts';
import type { Log } from '#lib/log.ts';
import { drawConsent, nameInOneDrive } from './consent-card.ts';
import type { Conversations } from './conversations.ts';
import type { Deliveries } from './deliveries.ts';
import type { Contents, Offers } from './offers.ts';
import type { TeamsSettings } from './settings.ts';

export interface OfferingDeps {
  readonly settings: TeamsSettings;
  readonly conversations: Conversations;
  readonly deliveries: Deliveries;
  readonly offers: Offers;
  /** Posts an activity once, as `FrontEnd.send` does. */
  readonly post: (target: Target, activity: object, key: string, signal: AbortSignal) => Promise<string>;
  readonly update: (address: Address, messageId: string, activity: object, signal: AbortSignal) => Promise<void>;
  readonly log: Log;
}

interface Offered {
  readonly name: string;
  readonly size: number;
  readonly about: string;
  readonly otherwise: string;
  readonly contents: Contents;
  readonly isShortLived?: boolean;
}

/** To whom and where, and which delivery it is. */
interface Offering {
  readonly userId: string;
  readonly target: Target;
  readonly key: string;
  readonly signal: AbortSignal;
}

/** Of a file that the desk itself wrote, in bytes. */
const TEXT_MAX_BYTES = 1_000_000;

/**
 * In whose personal chat that is, where Teams lets apps offer files; undefined anywhere else. Government clouds know none of it (bots-filesv4),
 * nor does the playground for which authentication is off.
 */
export async function takerOf(
  { settings, conversations }: Pick<OfferingDeps, 'settings' | 'conversations'>,
  { workspace, room }: Target,
): Promise<string | undefined> {
  return settings.cloud === 'public' && settings.credentials.kind !== 'off' ? await conversations.ownerOf(workspace, room) : undefined;
}

/** Asks somebody whether they take a file; returns the id of the card that asks. @throws OutsideError */
export async function offerFile(deps: OfferingDeps, { userId, target, key, signal }: Offering, file: Offered): Promise<string> {
  const { contents, about, isShortLived = false, size, otherwise } = file;
  const named = { name: nameInOneDrive(file.name), size };
  const { id } = await deps.offers.make({ ...named, otherwise, tenant: target.workspace, room: target.room, userId, delivery: key, contents });
  const messageId = await deps.post(target, drawConsent({ ...named, offer: id, about, isShortLived }), id, signal);
  await deps.offers.asked(id, messageId);
  return messageId;
}

/**
 * Offers the file of a post just before it, in a personal chat, and never twice. Anywhere else, where Teams refuses, and where nobody knows
 * whether it was offered, the post says how to get it. @throws OutsideError when it may go another time
 */
export async function withOffer(deps: OfferingDeps, target: Target, post: Post, key: string, signal: AbortSignal): Promise<Post> {
  const { attachment, ...rest } = post;
  const userId = attachment && (await takerOf(deps, target));
  const size = Buffer.byteLength(attachment?.text ?? '');
  if (!attachment || userId === undefined || size === 0 || size > TEXT_MAX_BYTES) return post;
  try {
    const before = await deps.offers.ofDelivery(key);
    const asked = before && (await deps.deliveries.find(before.id));
    if (asked === undefined) await offerFile(deps, { userId, target, key, signal }, ownFile(attachment, post, size));
    return rest;
  } catch (error) {
    if (!(error instanceof OutsideError) || !error.lasting || error.unreachable !== undefined) throw error;
    deps.log.warn({ err: error }, 'a file was not offered');
    return post;
  }
}

function ownFile({ name, text, elsewhere }: TextFile, post: Post, size: number): Offered {
  return { name, size, about: post.card?.title ?? post.text, otherwise: `You get it ${elsewhere}.`, contents: { text } };
}
