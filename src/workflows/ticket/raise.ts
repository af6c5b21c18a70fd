import type { Person } from '#core/person.ts';
import { ticketName, type Ticket } from '#core/ticket.ts';
import type { Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { watch } from './watch.ts';

/**
 * It was reported for somebody else: both are told, and whoever reported it watches it and may add to it; members of its team have it in
 * their channel anyway.
 */
export async function tellOfRaising(context: Context<Tx>, ticket: Ticket, requester: Person): Promise<void> {
  const { person, teamIds } = context.actor;
  if (requester.id === person.id) return;
  const name = ticketName(ticket.id);
  context.say({ to: 'person', personId: requester.id }, { text: `${person.name} has reported ${name} for you.` });
  if (teamIds.includes(ticket.teamId)) return context.say({ to: 'actor' }, { text: `I reported this for ${requester.name} (${name}).` });
  context.say({ to: 'actor' }, { text: `I reported this for ${requester.name} (${name}). You both read here what comes of it, and you can add to it.` });
  await watch(context, ticket, { personId: person.id, reporter: true });
}
