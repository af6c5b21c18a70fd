import { DeskError } from '#core/errors.ts';
import type { Form } from '#core/form.ts';
import { parseTicketName, ticketName, type Ticket } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { relatedTo, relateTickets, separateTickets } from '#store/links.ts';
import { findTicket, lockTickets } from '#store/tickets.ts';
import { unlinkForm } from './forms.ts';
import { confirm, record, thread, ticketIn, ticketOf } from './record.ts';

/** `ticket.link`: two tickets belong together; both cards say so, by their numbers alone. */
export async function link(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  const { ticket, other, here, there } = await bothOf(context, subject, values['other'] ?? '');
  if (!(await relate(context, ticket.id, other.id))) throw new DeskError('conflict', { userMessage: `${here} and ${there} belong together already.` });
  context.say(thread(ticket), { text: `${context.actor.person.name} has linked this with ${there}.` });
  confirm(context, `${here} and ${there} belong together now.`);
}

/** The other one may be another team's, so its number is all that is shown of it. */
export async function formToUnlink(tx: Tx, subject: string): Promise<Form> {
  const { id } = await ticketIn(tx, subject);
  const related = await relatedTo(tx, id);
  if (related.length === 0) throw new DeskError('conflict', { userMessage: `${ticketName(id)} is linked with no other ticket.` });
  return unlinkForm(related.map(ticketName).map((name) => ({ value: name, label: name })));
}

/** `ticket.unlink`: they were linked by mistake, or no longer have to do with each other. */
export async function unlink(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  const { ticket, other, here, there } = await bothOf(context, subject, values['other'] ?? '');
  await lockTickets(context.tx, [ticket.id, other.id]);
  if (!(await separateTickets(context.tx, [ticket.id, other.id]))) throw new DeskError('conflict', { userMessage: `${here} and ${there} are not linked.` });
  await inBoth(context, 'unlinked', ticket.id, other.id);
  context.say(thread(ticket), { text: `${context.actor.person.name} has ended the link with ${there}.` });
  confirm(context, `${here} and ${there} are no longer linked.`);
}

/** Both cards and both logs say it from now on; false when they do already. */
export async function relate(context: Context<Tx>, a: number, b: number): Promise<boolean> {
  await lockTickets(context.tx, [a, b]);
  const kept = await relateTickets(context.tx, [a, b], context.actor.person.id, context.now);
  if (kept) await inBoth(context, 'linked', a, b);
  return kept;
}

async function inBoth(context: Context<Tx>, type: 'linked' | 'unlinked', a: number, b: number): Promise<void> {
  await record(context, a, { type, other: b });
  await record(context, b, { type, other: a });
}

interface Both {
  readonly ticket: Ticket;
  readonly other: Ticket;
  readonly here: string;
  readonly there: string;
}

async function bothOf(context: Context<Tx>, subject: string, written: string): Promise<Both> {
  const ticket = await ticketOf(context, subject);
  const id = parseTicketName(written);
  const other = id === undefined ? undefined : await findTicket(context.tx, id);
  if (!other) throw new DeskError('not_found', { userMessage: `I cannot find “${written}”. Write a ticket’s number, such as T-1042.` });
  if (other.id === ticket.id) throw new DeskError('invalid', { userMessage: `That is ${ticketName(ticket.id)} itself.` });
  return { ticket, other, here: ticketName(ticket.id), there: ticketName(other.id) };
}
