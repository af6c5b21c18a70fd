import { ticketName, type Ticket } from '#core/ticket.ts';
import type { Context, Undelivered } from '#core/workflow.ts';
import { auditedToday, recordAudit } from '#store/audit.ts';
import type { Tx } from '#store/database.ts';
import { personById } from '#store/people.ts';
import { leadsOf, listTeams } from '#store/teams.ts';
import { findTicket } from '#store/tickets.ts';
import { ticketIdOf } from './copies.ts';
import { sayToTeam } from './privacy.ts';
import { TICKET } from './record.ts';

/** What was meant for a person is told to the team that works for them; what was meant for a team, to those who look after it. */
export async function undelivered(context: Context<Tx>, lost: Undelivered): Promise<void> {
  const { place } = lost;
  if ('teamId' in place) return await tellLeads(context, place.teamId, lost);
  const id = ticketIdOf(lost.subject);
  const ticket = id === undefined ? undefined : await findTicket(context.tx, id);
  if (ticket) await tellTeam(context, place.personId, ticket, lost.why);
}

/** The team of each ticket is told by itself: it may be another one. */
async function tellTeam(context: Context<Tx>, personId: number, ticket: Ticket, why: string): Promise<void> {
  if (!(await isNews(context, `person ${personId} for ${ticketName(ticket.id)}`, why))) return;
  const { name } = await personById(context.tx, personId);
  // Of a private one, whoever has it hears nothing while they cannot be reached; then it is the leads.
  const { assigneeId } = ticket;
  await sayToTeam(
    context,
    { ...ticket, assigneeId: assigneeId === personId ? null : assigneeId },
    { text: `I cannot reach ${name} in chat: ${why}. Please use another way, such as a call.` },
    personId,
  );
}

async function tellLeads(context: Context<Tx>, teamId: number, { room, why }: Undelivered): Promise<void> {
  if (!(await isNews(context, `team ${teamId} in ${room?.platform}/${room?.workspace}/${room?.room}`, why))) return;
  const team = (await listTeams(context.tx)).find(({ id }) => id === teamId);
  if (!team) return;
  const text = [
    `The channel of ${team.name}${room === undefined ? '' : ` (${room.room})`} does not take my messages any more: ${why}.`,
    'New tickets and replies do not show up there.',
    'Please unarchive it or invite me again; or ask whoever runs Deskside to give the team another one (deskside channel).',
    'What I could not post is kept (deskside dead list).',
  ].join(' ');
  for (const { id } of await leadsOf(context.tx, teamId)) context.say({ to: 'person', personId: id }, { text });
}

/**
 * The same is said once a day and place, however many rows it costs; the audit remembers. All that goes to one person or
 * one team is delivered one after another, in one lane, so no two ask this at the same time.
 */
async function isNews({ tx, requestId }: Context<Tx>, place: string, why: string): Promise<boolean> {
  const entry = { personId: null, actor: 'desk', action: `${TICKET}.undelivered`, subject: place, outcome: 'refused', reason: why, requestId } as const;
  if (await auditedToday(tx, entry)) return false;
  await recordAudit(tx, entry);
  return true;
}
