import { DeskError } from '#core/errors.ts';
import { ticketName } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { hangings } from '#store/family.ts';
import { relatedTo } from '#store/links.ts';
import { storedCycles } from '#store/sla.ts';
import { watchersOf } from '#store/watchers.ts';
import { seldomButtons } from './buttons.ts';
import { seldomOfFamily } from './family-card.ts';
import { isOpen, ticketOf } from './record.ts';

/** `ticket.more`: the buttons that are needed seldom, for the one who asks for them. */
export async function offerMore(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  const ticket = await ticketOf(context, subject);
  if (!isOpen(ticket)) throw new DeskError('conflict', { userMessage: `${ticketName(ticket.id)} is no longer open, so there is nothing more to do with it.` });
  const near = await hangings(context.tx, [ticket.id]);
  const parentId = near.find(({ childId }) => childId === ticket.id)?.parentId;
  const buttons = seldomOfFamily(ticket, parentId, near.length > 0).map((button) => ({ ...button, version: ticket.version }));
  const watching = (await watchersOf(context.tx, ticket.id)).some(({ id }) => id === context.actor.person.id);
  const promised = (await storedCycles(context.tx, [ticket.id])).some(({ endedAt, targetMs }) => endedAt === null && targetMs !== null);
  const linked = (await relatedTo(context.tx, ticket.id)).length > 0;
  const title = `What would you like to do with ${ticketName(ticket.id)}?`;
  const all = [...seldomButtons(ticket, { promised, watching, linked }), ...buttons];
  context.say({ to: 'actor' }, { text: title, card: { title, tone: 'neutral', blocks: [{ kind: 'text', text: ticket.title }], buttons: all } });
}
