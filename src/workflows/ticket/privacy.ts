import type { Post } from '#core/card.ts';
import { DeskError, refuse } from '#core/errors.ts';
import { ticketName, type Ticket } from '#core/ticket.ts';
import type { Context, Destination } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { leadsOf } from '#store/teams.ts';
import { thread } from './record.ts';

/**
 * What a ticket's team is told, in its thread; about a private one only who has it, or while nobody does the team's leads, in direct messages.
 * @param but whom it tells nothing new: the one who acts, unless somebody else is named
 */
export async function sayToTeam(context: Context<Tx>, ticket: Ticket, post: Post, but = whoActs(context)): Promise<void> {
  if (!ticket.private) return context.say(thread(ticket), post);
  for (const personId of (await confidants(context.tx, ticket)).filter((id) => id !== but)) {
    context.say({ to: 'person', personId }, { ...post, text: `${ticketName(ticket.id)}: ${post.text}` });
  }
}

/** Undefined in a timer. */
function whoActs(context: Context<Tx>): number | undefined {
  return context.where && context.actor.person.id;
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
