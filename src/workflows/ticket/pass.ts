import { DeskError } from '#core/errors.ts';
import { ticketName } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { offerById, passOffer } from '#store/offers.ts';
import { lockTickets } from '#store/tickets.ts';
import { replayClocks } from './clocks.ts';
import { followUp } from './follow-up.ts';
import { parseOffer } from './offer-subject.ts';
import { TICKET } from './record.ts';

/** `ticket.pass`: it is not for them, and somebody else is asked at once. */
export async function pass(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  const { ticketId = 0, offerId = 0 } = parseOffer(subject) ?? {};
  const ticket = (await lockTickets(context.tx, [ticketId])).get(ticketId);
  const offer = await offerById(context.tx, ticketId, offerId);
  if (!ticket || offer?.personId !== context.actor.person.id) throw new DeskError('not_found', { userMessage: 'I have not asked you to take that.' });
  if (!(await passOffer(context.tx, offer, context.now)))
    throw new DeskError('conflict', { userMessage: `${ticketName(ticketId)} does not wait for your answer any more.` });
  await context.refresh(TICKET, subject);
  await followUp(context, ticket, await replayClocks(context, ticket));
}
