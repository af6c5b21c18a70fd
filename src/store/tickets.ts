import { and, asc, desc, eq, gt, gte, inArray, isNotNull, ne, notInArray, or, sql } from 'drizzle-orm';
import { DeskError } from '#core/errors.ts';
import { ticketName, type Ticket, type TicketEvent } from '#core/ticket.ts';
import { foldTicket } from '#rules/ticket-fold.ts';
import type { Tx } from './database.ts';
import type { Origin } from './messages.ts';
import { isOpen, messages, ticketEvents, tickets } from './schema/tickets.ts';
import { reportedBy } from './watchers.ts';

export async function findTicket(tx: Tx, id: number): Promise<Ticket | undefined> {
  const [ticket] = await tx.select().from(tickets).where(eq(tickets.id, id));
  return ticket;
}

/** Several under a lock until the transaction ends, in the order of their ids, so that two who cross wait for each other and go on. */
export async function lockTickets(tx: Tx, ids: readonly number[]): Promise<Map<number, Ticket>> {
  const locked = await tx
    .select()
    .from(tickets)
    .where(inArray(tickets.id, [...ids]))
    .orderBy(asc(tickets.id))
    .for('update');
  return new Map(locked.map((ticket) => [ticket.id, ticket]));
}

interface Happening {
  readonly event: TicketEvent;
  /** Undefined when the desk itself acts. */
  readonly actorId: number | undefined;
  readonly at: Date;
}

interface Report extends Happening {
  readonly words: string;
  /** Who wrote them, if not the requester. */
  readonly authorId?: number;
  /** Where they were written, if they were. */
  readonly origin: Origin | undefined;
}

/** Opens a ticket with its first event and the words it was reported with, in one statement. Returns it as it stands, with the id of those words. */
export async function openTicket(tx: Tx, { event, actorId, at, words, authorId, origin }: Report): Promise<{ ticket: Ticket; messageId: number }> {
  const draft = foldTicket(undefined, { id: 0, event, at });
  const { type, ...data } = event;
  const [opened] = await tx.execute<{ id: string; message_id: string }>(sql`
    with opened as (
      insert into tickets (version, requester_id, team_id, state, title, urgency, priority, category, subcategory, created_at, updated_at, source_link, private)
      values (${draft.version}, ${draft.requesterId}, ${draft.teamId}, ${draft.state}, ${draft.title}, ${draft.urgency}, ${draft.priority}, ${draft.category}, ${draft.subcategory},
        ${iso(at)}, ${iso(at)}, ${draft.sourceLink}, ${draft.private})
      returning id
    ), logged as (
      insert into ticket_events (ticket_id, seq, type, data, actor_id, at)
      select id, ${draft.version}, ${type}, ${JSON.stringify(data)}::jsonb, ${actorId ?? null}, ${iso(at)} from opened
    ), kept as (
      insert into messages (ticket_id, author_id, visibility, body, at, platform, workspace, room, external_id)
      select id, ${authorId ?? draft.requesterId}, 'public', ${words}, ${iso(at)},
        ${origin?.platform ?? null}, ${origin?.workspace ?? null}, ${origin?.room ?? null}, ${origin?.externalId ?? null} from opened
      returning id
    )
    select opened.id, kept.id as message_id from opened, kept`);
  if (!opened) throw new Error('The ticket was not stored.');
  return { ticket: { ...draft, id: Number(opened.id) }, messageId: Number(opened.message_id) };
}

function iso(at: Date): string {
  return at.toISOString();
}

/** The version on which somebody decided, for what must not be done over anything newer. */
export interface Seen {
  /** Undefined when it is not known; then it is not checked. */
  readonly version: number | undefined;
  /** What must not have happened since; without it, anything. */
  readonly of?: readonly TicketEvent['type'][];
  /** Thrown when somebody else has changed the ticket since; what the actor did themselves they know. */
  readonly otherwise: DeskError;
}

/**
 * Applies one event to a ticket, under a lock on its row, and keeps the event.
 * @throws DeskError `not_found`, or `conflict` when the ticket's state does not allow it, or `seen.otherwise`.
 */
export async function recordEvent(tx: Tx, id: number, { event, actorId, at }: Happening, seen?: Seen): Promise<Ticket> {
  const [before] = await tx.select().from(tickets).where(eq(tickets.id, id)).for('update');
  if (!before) throw new DeskError('not_found', { userMessage: `${ticketName(id)} does not exist.` });
  // Two servers' clocks may differ a little; a ticket's own time never runs backwards.
  const moment = at < before.updatedAt ? before.updatedAt : at;
  const after = foldTicket(before, { id, event, at: moment });
  if (seen?.version !== undefined && (await othersActed(tx, id, { ...seen, version: seen.version }, actorId))) throw seen.otherwise;
  const { id: _, ...changed } = after;
  const update = tx
    .update(tickets)
    .set(changed)
    .where(and(eq(tickets.id, id), eq(tickets.version, before.version)));
  await Promise.all([update, append(tx, after, { event, actorId, at: moment })]);
  return after;
}

/** What hangs together, and that the desk has asked for a word, says nothing that somebody could have overlooked. */
const BESIDE: readonly TicketEvent['type'][] = ['grouped', 'ungrouped', 'linked', 'unlinked', 'reminded'];

async function othersActed(tx: Tx, id: number, { version, of }: Seen & { version: number }, actorId: number | undefined): Promise<boolean> {
  const counts = of ? inArray(ticketEvents.type, [...of]) : notInArray(ticketEvents.type, [...BESIDE]);
  const newer = and(eq(ticketEvents.ticketId, id), gt(ticketEvents.seq, version), counts);
  const events = await tx.select({ actorId: ticketEvents.actorId }).from(ticketEvents).where(newer);
  return events.some((event) => event.actorId !== actorId);
}

async function append(tx: Tx, ticket: Ticket, { event, actorId, at }: Happening): Promise<void> {
  const { type, ...data } = event;
  await tx.insert(ticketEvents).values({ ticketId: ticket.id, seq: ticket.version, type, data, actorId: actorId ?? null, at });
}

/** The log of a ticket, oldest first. */
export async function eventsOf(tx: Tx, id: number): Promise<{ event: TicketEvent; actorId: number | null; at: Date }[]> {
  const rows = await tx.select().from(ticketEvents).where(eq(ticketEvents.ticketId, id)).orderBy(asc(ticketEvents.seq));
  return rows.map((row) => ({ event: { type: row.type, ...row.data } as TicketEvent, actorId: row.actorId, at: row.at }));
}

/** What somebody has open, newest first, at most `limit`. */
export async function openTicketsOf(tx: Tx, requesterId: number, limit: number): Promise<Ticket[]> {
  return await tx
    .select()
    .from(tickets)
    .where(and(eq(tickets.requesterId, requesterId), isOpen()))
    .orderBy(desc(tickets.id))
    .limit(limit);
}

/** Open tickets that this one may be merged into, newest first: the same person's, and those of the team that works on it. */
export async function mergeTargets(tx: Tx, { id, requesterId, teamId }: Ticket, limit: number): Promise<Ticket[]> {
  const near = or(eq(tickets.requesterId, requesterId), eq(tickets.teamId, teamId));
  return await tx
    .select()
    .from(tickets)
    .where(and(near, ne(tickets.id, id), eq(tickets.private, false), isOpen()))
    .orderBy(desc(tickets.id))
    .limit(limit);
}

/** Ids of the tickets that were merged into this one. */
export async function mergedInto(tx: Tx, id: number): Promise<number[]> {
  const rows = await tx.select({ id: tickets.id }).from(tickets).where(eq(tickets.mergedInto, id)).orderBy(asc(tickets.id));
  return rows.map((row) => row.id);
}

/** Their newest ticket, open or not. */
export async function latestTicketOf(tx: Tx, requesterId: number): Promise<Ticket | undefined> {
  const [ticket] = await tx.select().from(tickets).where(eq(tickets.requesterId, requesterId)).orderBy(desc(tickets.id)).limit(1);
  return ticket;
}

interface NewMessage {
  readonly ticketId: number;
  readonly authorId: number;
  readonly visibility: 'public' | 'private';
  readonly body: string;
  readonly at: Date;
  /** Undefined when it was typed into a form. */
  readonly origin: Origin | undefined;
  /** The message on another ticket whose changes this one follows. */
  readonly echoOf?: number | undefined;
}

/** Keeps what was said; returns its id for the event that goes with it. */
export async function addMessage(tx: Tx, { origin, ...message }: NewMessage): Promise<number> {
  const [row] = await tx
    .insert(messages)
    .values({ ...message, ...origin })
    .returning({ id: messages.id });
  if (!row) throw new Error('The message was not stored.');
  return row.id;
}

export async function messagesOf(tx: Tx, ticketId: number): Promise<(typeof messages.$inferSelect)[]> {
  return await tx.select().from(messages).where(eq(messages.ticketId, ticketId)).orderBy(asc(messages.id));
}

/** The ticket on which an agent spoke last to this person, or to the one for whom they reported it, or on which the desk reminded them of that, since that time: an open one, one merged, or one spoken about again after it was resolved. */
export async function addressedTicket(tx: Tx, personId: number, since: Date): Promise<Ticket | undefined> {
  const alive = or(isOpen(), isNotNull(tickets.mergedInto), and(eq(tickets.state, 'resolved'), gt(ticketEvents.at, tickets.resolvedAt)));
  const spoke = sql`(${ticketEvents.type} = 'asked' or (${ticketEvents.type} = 'replied' and ${ticketEvents.data}->>'by' = 'agent')
    or (${ticketEvents.type} = 'reminded' and ${ticketEvents.data}->>'whom' = 'requester'))`;
  const [row] = await tx
    .select({ ticket: tickets })
    .from(tickets)
    .innerJoin(ticketEvents, eq(ticketEvents.ticketId, tickets.id))
    .where(and(or(eq(tickets.requesterId, personId), sql`${tickets.id} = ${reportedBy(personId)}`), alive, gte(ticketEvents.at, since), spoke))
    .orderBy(desc(ticketEvents.at))
    .limit(1);
  return row?.ticket;
}
