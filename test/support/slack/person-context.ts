import type { Delivery, Reply } from './delivery.ts';
import type { Place } from './payloads.ts';
import type { Channel, Json, Message, OpenView, User, Workspace, World } from './state.ts';

/** Somebody in front of their client. */
export interface Actor {
  readonly world: World;
  readonly workspace: Workspace;
  readonly user: User;
  /** @throws Error when no app is connected */
  readonly delivery: () => Delivery;
  /** What Slack told people that went wrong. */
  readonly failures: string[];
}

/** Where a person presses something. */
export type Where = 'home' | 'modal' | { readonly channel: string; readonly ts: string };

export async function interact(actor: Actor, what: string, [kind, payload]: readonly ['interactive' | 'slash_commands', Json]): Promise<Reply> {
  const reply = await actor.delivery().interact(actor.workspace.app, kind, payload);
  if (reply.kind === 'failed')
    actor.failures.push(`${actor.user.name}: ${what} failed (${reply.status === undefined ? 'no answer in time' : `status ${reply.status}`})`);
  return reply;
}

/** A channel that this person has in their client. @throws Error when they cannot see it */
export function visibleChannel({ workspace, user }: Actor, id: string): Channel {
  const channel = workspace.channels.get(id);
  const isFull = user.teamId === workspace.id && !user.isRestricted && !user.isUltraRestricted;
  if (channel && (channel.members.has(user.id) || (channel.kind === 'public' && isFull))) return channel;
  throw new Error(`${user.name} does not see ${id}`);
}

export function visibleMessage(actor: Actor, channel: string, ts: string): { readonly channel: Channel; readonly message: Message } {
  const where = visibleChannel(actor, channel);
  const message = where.messages.find((each) => each.ts === ts && (each.onlyFor === undefined || each.onlyFor === actor.user.id));
  if (!message) throw new Error(`${actor.user.name} sees no message ${ts} in ${channel}`);
  return { channel: where, message };
}

export function topModal({ workspace, user }: Actor): OpenView | undefined {
  return workspace.modals.get(user.id)?.at(-1);
}

export function placeOf(actor: Actor, where: Where): { readonly place: Place; readonly blocks: readonly Json[] } {
  if (typeof where === 'object') {
    const place = visibleMessage(actor, where.channel, where.ts);
    return { place, blocks: place.message.blocks };
  }
  const open = where === 'modal' ? topModal(actor) : actor.workspace.homes.get(actor.user.id);
  if (!open) throw new Error(`${actor.user.name} has no ${where} open`);
  return { place: { open }, blocks: blocksOf(open) };
}

export function blocksOf(open: OpenView): Json[] {
  return open.view['blocks'] as Json[];
}
