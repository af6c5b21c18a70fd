import type { Card } from '#core/card.ts';
import { DeskError } from '#core/errors.ts';
import { ticketName, type Ticket } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { hangings } from '#store/family.ts';
import { relatedTo } from '#store/links.ts';
import { storedCycles } from '#store/sla.ts';
import { watchersOf } from '#store/watchers.ts';
import { seldomButtons, type Beside } from './buttons.ts';
import { seldomOfFamily } from './family-card.ts';
import { isOpen, ticketOf } from './record.ts';

/** `ticket.more`: the buttons that are needed seldom, for the one who asks for them. */
export async function offerMore(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  const ticket = await ticketOf(context, subject);
  if (!isOpen(ticket)) throw new DeskError('conflict', { userMessage: `${ticketName(ticket.id)} is no longer open, so there is nothing more to do with it.` });
  const near = await hangings(context.tx, [ticket.id]);
  const parentId = near.find(({ childId }) => childId === ticket.id)?.parentId;
  const watching = (await watchersOf(context.tx, ticket.id)).some(({ id }) => id === context.actor.person.id);
  const promised = (await storedCycles(context.tx, [ticket.id])).some(({ endedAt, targetMs }) => endedAt === null && targetMs !== null);
  const linked = (await relatedTo(context.tx, ticket.id)).length > 0;
  const card = moreCard(ticket, { promised, watching, linked, parentId, hasChildren: near.length > 0 });
  context.say({ to: 'actor' }, { text: card.title, card });
}

interface Around extends Beside {
  readonly parentId: number | undefined;
  readonly hasChildren: boolean;
}

/** Pure. */
export function moreCard(ticket: Ticket, { parentId, hasChildren, ...beside }: Around): Card {
  const family = seldomOfFamily(ticket, parentId, hasChildren).map((button) => ({ ...button, version: ticket.version }));
  const buttons = [...seldomButtons(ticket, beside), ...family];
  return { title: `What would you like to do with ${ticketName(ticket.id)}?`, tone: 'neutral', blocks: [{ kind: 'text', text: ticket.title }], buttons };
}
