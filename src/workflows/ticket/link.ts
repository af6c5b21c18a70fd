import { DeskError } from '#core/errors.ts';
import { parseTicketName, ticketName } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { relateTickets } from '#store/links.ts';
import { findTicket } from '#store/tickets.ts';
import { confirm, TICKET, thread, ticketOf } from './record.ts';

/** `ticket.link`: two tickets belong together; both cards say so, by their numbers alone. */
export async function link(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  const { other: written = '' } = values;
  const ticket = await ticketOf(context, subject);
  const id = parseTicketName(written);
  const other = id === undefined ? undefined : await findTicket(context.tx, id);
  if (!other) throw new DeskError('not_found', { userMessage: `I cannot find “${written}”. Write a ticket’s number, such as T-1042.` });
  if (other.id === ticket.id) throw new DeskError('invalid', { userMessage: `That is ${ticketName(ticket.id)} itself.` });
  const [here, there] = [ticketName(ticket.id), ticketName(other.id)];
  if (!(await relate(context, ticket.id, other.id))) throw new DeskError('conflict', { userMessage: `${here} and ${there} belong together already.` });
  context.say(thread(ticket), { text: `${context.actor.person.name} has linked this with ${there}.` });
  confirm(context, `${here} and ${there} belong together now.`);
}

/** Both cards say it from now on; false when they do already. */
export async function relate(context: Context<Tx>, a: number, b: number): Promise<boolean> {
  const kept = await relateTickets(context.tx, [a, b], context.actor.person.id, context.now);
  await Promise.all([context.refresh(TICKET, String(a)), context.refresh(TICKET, String(b))]);
  return kept;
}
