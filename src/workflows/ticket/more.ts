import { DeskError } from '#core/errors.ts';
import { ticketName } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { seldomButtons } from './buttons.ts';
import { isOpen, ticketOf } from './record.ts';

/** `ticket.more`: the buttons that are needed seldom, for the one who asks for them. */
export async function offerMore(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  const ticket = await ticketOf(context, subject);
  if (!isOpen(ticket)) throw new DeskError('conflict', { userMessage: `${ticketName(ticket.id)} is no longer open, so there is nothing more to do with it.` });
  const title = `What would you like to do with ${ticketName(ticket.id)}?`;
  context.say(
    { to: 'actor' },
    { text: title, card: { title, tone: 'neutral', blocks: [{ kind: 'text', text: ticket.title }], buttons: seldomButtons(ticket) } },
  );
}
