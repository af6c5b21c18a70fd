import type { Button } from '#core/card.ts';
import { DeskError } from '#core/errors.ts';
import { ticketName, type Ticket } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { ticketOf } from './record.ts';

/** Opens the form in which a resolution becomes an answer for the next one who asks. */
export function articleButton(ticket: Ticket): Button {
  return { action: 'knowledge.write', subject: `ticket-${ticket.id}`, label: 'Keep as an answer', opensForm: true };
}

/** `!article` in a ticket's thread: a message cannot open a form, so it is answered with the button that can. */
export async function offerArticle(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  const ticket = await ticketOf(context, subject);
  const name = ticketName(ticket.id);
  if (ticket.resolution === null)
    throw new DeskError('conflict', { userMessage: `${name} is not resolved yet. Resolve it, and what was done can be kept as an answer.` });
  const title = `Shall I keep how ${name} was resolved as an answer?`;
  context.say(
    { to: 'actor' },
    { text: title, card: { title, tone: 'neutral', blocks: [{ kind: 'text', text: ticket.title }], buttons: [articleButton(ticket)] } },
  );
}
