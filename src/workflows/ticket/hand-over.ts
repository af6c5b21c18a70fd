import { DeskError } from '#core/errors.ts';
import type { Form } from '#core/form.ts';
import { ticketName, type Ticket, type TicketEvent } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { namesOf } from '#store/people.ts';
import { membersOf } from '#store/teams.ts';
import { handOverForm } from './forms.ts';
import { confirm, record, thread, TICKET, ticketIn, ticketOf } from './record.ts';

/** What decides who works on a ticket: nobody passes it on over one of these that they have not seen. */
export const OWNERSHIP: readonly TicketEvent['type'][] = ['claimed', 'handed_over', 'handed_back', 'escalated'];

export async function formToHandOver(tx: Tx, subject: string): Promise<Form> {
  const colleagues = await colleaguesFor(tx, await ticketIn(tx, subject));
  if (colleagues.length === 0) throw new DeskError('conflict', { userMessage: 'There is nobody else in the team who could take this.' });
  return handOverForm(colleagues.map(({ id, name }) => ({ value: String(id), label: name })));
}

/** Who can have it: members of its team, but not the one who has it, and nobody their own request. */
export async function colleaguesFor(tx: Tx, { teamId, assigneeId, requesterId }: Ticket): Promise<{ id: number; name: string }[]> {
  return (await membersOf(tx, teamId)).filter(({ id }) => id !== assigneeId && id !== requesterId);
}

/** `ticket.hand_over`: whoever gets it is told, and so is whoever had it. */
export async function handOver(context: Context<Tx>, { subject, values, seen }: ActionInput): Promise<void> {
  const { to = '', word = '' } = values;
  const before = await ticketOf(context, subject);
  const colleague = await colleagueNamed(context, before, Number(to));
  const event = { type: 'handed_over', assigneeId: colleague.id } as const;
  const ticket = await record(context, before.id, event, { version: seen, of: OWNERSHIP, otherwise: crossed(before, 'handed it over', word) });
  const { person } = context.actor;
  const words = word === '' ? '' : ` ${word}`;
  if (!ticket.private) context.say(thread(ticket), { text: `${person.name} has handed this over to ${colleague.name}.${words}` });
  if (before.assigneeId !== null && before.assigneeId !== person.id) {
    context.say(
      { to: 'person', personId: before.assigneeId },
      { text: `${person.name} has handed ${ticketName(ticket.id)} over to ${colleague.name}.${words}` },
    );
  }
  confirm(context, `${colleague.name} has ${ticketName(ticket.id)} now.`);
  if (colleague.id === person.id) return;
  context.say({ to: 'person', personId: colleague.id }, { text: `${person.name} has handed ${ticketName(ticket.id)} over to you.${words}` });
  await context.show({ workflow: TICKET, subject: String(ticket.id), audience: 'agents', place: { personId: colleague.id } });
}

async function colleagueNamed({ tx }: Context<Tx>, ticket: Ticket, id: number): Promise<{ id: number; name: string }> {
  const colleague = (await colleaguesFor(tx, ticket)).find((candidate) => candidate.id === id);
  if (colleague) return colleague;
  const name = (await namesOf(tx, Number.isSafeInteger(id) ? [id] : [])).get(id) ?? 'That person';
  const why = id === ticket.assigneeId ? `has ${ticketName(ticket.id)} already` : `cannot take ${ticketName(ticket.id)}`;
  throw new DeskError('conflict', { userMessage: `${name} ${why}.` });
}

/** Somebody else decided about the ticket meanwhile. Nothing that was typed is lost. */
export function crossed({ id }: Ticket, what: string, words: string): DeskError {
  const wrote = words === '' ? '' : ` You wrote: “${words}”`;
  return new DeskError('conflict', {
    userMessage: `Somebody else has changed ${ticketName(id)} since you opened this, so I have not ${what}. Please have a look, and do it again if it is still right.${wrote}`,
  });
}
