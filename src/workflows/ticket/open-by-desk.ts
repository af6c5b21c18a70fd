import { ticketName } from '#core/ticket.ts';
import type { TicketAsked } from '#core/ticket-asked.ts';
import type { Context } from '#core/workflow.ts';
import { firstLine } from '#lib/text.ts';
import type { Tx } from '#store/database.ts';
import { personById } from '#store/people.ts';
import { openTicket } from '#store/tickets.ts';
import { keepClocks } from './clocks.ts';
import { placeRequest, replyAtOnce } from './placing.ts';
import { sayToTeam } from './privacy.ts';
import { showToRequester, TICKET } from './record.ts';
import { TITLE_MAX } from './report.ts';

/** A ticket of somebody's that the desk opens because it cannot go on by itself; its team reads why. */
export async function openByDesk(context: Context<Tx>, asked: TicketAsked): Promise<number> {
  const { tx, now } = context;
  const { requesterId, words, category, intent, teamId, note } = asked;
  const title = firstLine(asked.title, TITLE_MAX);
  const requester = await personById(tx, requesterId);
  const matter = { title, words, urgency: 'slowed', impact: 'person', requester, intent, category, place: undefined, teamId: teamId ?? undefined } as const;
  const placed = await placeRequest(tx, matter);
  const { team, priority, facts } = placed;
  const event = { type: 'reported', requesterId, teamId: team.id, title, urgency: 'slowed', priority, category, facts } as const;
  const { ticket } = await openTicket(tx, { event, actorId: undefined, at: now, words, authorId: requesterId, origin: undefined });
  await replyAtOnce(context, ticket, placed);
  await showToRequester(context, ticket);
  await context.show({ workflow: TICKET, subject: String(ticket.id), audience: 'agents', place: { teamId: team.id } });
  await keepClocks(context, ticket);
  await sayToTeam(context, ticket, { text: `I opened ${ticketName(ticket.id)} because I cannot go on by myself: ${note}` });
  return ticket.id;
}
