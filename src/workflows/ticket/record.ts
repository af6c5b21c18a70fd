import { DeskError } from '#core/errors.ts';
import { parseTicketName, type Ticket, type TicketEvent } from '#core/ticket.ts';
import type { Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { addMessage, findTicket, recordEvent, type Seen } from '#store/tickets.ts';

export const TICKET = 'ticket';

/** Applies an event by the one who acts, and redraws every copy of the ticket's card. */
export async function record(context: Context<Tx>, id: number, event: TicketEvent, seen?: Seen): Promise<Ticket> {
  return await apply(context, id, event, context.actor.person.id, seen);
}

/** The same, when a timer acts. */
export async function recordByDesk(context: Context<Tx>, id: number, event: TicketEvent): Promise<Ticket> {
  return await apply(context, id, event, undefined);
}

async function apply(context: Context<Tx>, id: number, event: TicketEvent, actorId: number | undefined, seen?: Seen): Promise<Ticket> {
  const ticket = await recordEvent(context.tx, id, { event, actorId, at: context.now }, seen);
  await context.refresh(TICKET, String(id));
  return ticket;
}

/** Keeps words on a ticket; returns the message's id for the event that goes with them. */
export async function keep(context: Context<Tx>, ticketId: number, body: string, visibility: 'public' | 'private'): Promise<number> {
  return await addMessage(context.tx, { ticketId, authorId: context.actor.person.id, visibility, body, at: context.now });
}

/** @throws DeskError `not_found` */
export async function ticketOf(context: Context<Tx>, subject: string): Promise<Ticket> {
  const id = parseTicketName(subject);
  const ticket = id === undefined ? undefined : await findTicket(context.tx, id);
  if (!ticket) throw new DeskError('not_found', { userMessage: 'I cannot find that ticket.' });
  return ticket;
}

/** Puts the ticket's card at the end of its requester's direct messages. */
export async function showToRequester(context: Context<Tx>, { id, requesterId }: Ticket): Promise<void> {
  await context.show({ workflow: TICKET, subject: String(id), audience: 'requester', place: { personId: requesterId } });
}
