import { subDays } from 'date-fns/subDays';
import { ticketName, type Ticket } from '#core/ticket.ts';
import type { Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { relate } from './link.ts';
import { record } from './record.ts';
import { open } from './report.ts';

/** After so many days words that name no ticket are news, rather than about the one that was closed. */
const REMEMBERED_DAYS = 30;

/** A closed ticket stays closed; what goes on in another one is no longer spoken of here. */
export function isClosed({ state, mergedInto }: Ticket): boolean {
  return state === 'closed' && mergedInto === null;
}

/** It was closed not long ago, so “it is still broken” is about it. */
export function isClosedLately(ticket: Ticket, now: Date): boolean {
  return isClosed(ticket) && ticket.resolvedAt !== null && ticket.resolvedAt >= subDays(now, REMEMBERED_DAYS);
}

/** A word about a closed ticket: a new one for the same person and team, with its title, kind and urgency, linked with it. */
export async function followUp(context: Context<Tx>, before: Ticket, words: string): Promise<void> {
  const { title, urgency, category, subcategory, requesterId, teamId } = before;
  const ticket = await open(context, { words, title, urgency, requesterId, teamId, private: before.private, ...(category === null ? {} : { category }) });
  if (subcategory !== null && subcategory !== ticket.subcategory) await record(context, ticket.id, { type: 'categorized', category, subcategory });
  await relate(context, ticket.id, before.id);
  const [here, there] = [ticketName(before.id), ticketName(ticket.id)];
  context.say({ to: 'here' }, { text: `${here} is closed, so I opened ${there} with what you wrote. Whoever takes it sees that they belong together.` });
}
