import type { Post } from '#core/card.ts';
import { DeskError, refuse } from '#core/errors.ts';
import { ticketName, type Ticket } from '#core/ticket.ts';
import type { ActionInput, Context, Destination } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { leadsOf } from '#store/teams.ts';
import { messagesOf } from '#store/tickets.ts';
import { endWatching } from '#store/watchers.ts';
import { record, thread, TICKET, ticketOf } from './record.ts';

/** What a ticket's team is told, in its thread; about a private one only who has it, or while nobody does the team's leads, in direct messages. */
export async function sayToTeam(context: Context<Tx>, ticket: Ticket, post: Post): Promise<void> {
  if (!ticket.private) return context.say(thread(ticket), post);
  for (const personId of await confidants(context.tx, ticket)) {
    context.say({ to: 'person', personId }, { ...post, text: `${ticketName(ticket.id)}: ${post.text}` });
  }
}

/** Who reads what is said on a private ticket, besides its requester. */
export async function confidants(tx: Tx, { assigneeId, teamId, requesterId }: Ticket): Promise<number[]> {
  if (assigneeId !== null) return [assigneeId];
  return (await leadsOf(tx, teamId)).map(({ id }) => id).filter((id) => id !== requesterId);
}

/** Where files go that come with words to the team; of a private ticket they wait on it until somebody has the ticket shown. */
export function filesTo(ticket: Ticket): Destination | undefined {
  if (!ticket.private) return thread(ticket);
  return ticket.assigneeId === null ? undefined : { to: 'person', personId: ticket.assigneeId };
}

/** @throws DeskError `refused` when a private ticket is nothing for the one who acts to read */
export async function mustBeConfidant({ tx, actor }: Context<Tx>, ticket: Ticket): Promise<void> {
  if (!ticket.private || ticket.assigneeId === actor.person.id) return;
  const leads = await leadsOf(tx, ticket.teamId);
  if (ticket.requesterId === actor.person.id || !leads.some(({ id }) => id === actor.person.id)) {
    refuse('This request is private: only the one who has it and the team’s leads can read it. Claim it if you are to work on it.');
  }
}

/** @throws DeskError `invalid` for what would write a private ticket's words where others read them, or into another ticket */
export function mustNotBePrivate(ticket: Ticket, what: string): void {
  if (ticket.private) throw new DeskError('invalid', { userMessage: `${ticketName(ticket.id)} is private, so ${what}.` });
}

/** `ticket.make_private`: from now on its words are shown to nobody but who may read them, wherever they hang already. */
export async function makePrivate(context: Context<Tx>, { subject }: Pick<ActionInput, 'subject'>): Promise<void> {
  const before = await ticketOf(context, subject);
  const ticket = await record(context, before.id, { type: 'made_private' });
  await endWatching(context.tx, ticket.id, { addedByOthersThan: ticket.requesterId });
  for (const { id } of await messagesOf(context.tx, ticket.id)) await context.refresh(TICKET, `${ticket.id}/${id}`);
  await context.refresh(TICKET, String(ticket.id));
  const name = ticketName(ticket.id);
  context.say({ to: 'person', personId: ticket.requesterId }, { text: `${name} is private now: only whoever works on it and the team’s leads read it.` });
  if (context.actor.person.id !== ticket.requesterId) context.say({ to: 'actor' }, { text: `${name} is private now.` });
}
