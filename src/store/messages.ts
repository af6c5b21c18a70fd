import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Address } from '#core/chat-event.ts';
import type { Tx } from './database.ts';
import { people } from './schema/people.ts';
import { messages, tickets } from './schema/tickets.ts';

/** Where something was written: its place on the platform, by which a change of it is recognized. */
export interface Origin {
  readonly platform: string;
  readonly workspace: string;
  readonly room: string;
  readonly externalId: string;
}

export function originAt({ platform, workspace, room }: Address, externalId: string): Origin {
  return { platform, workspace, room, externalId };
}

function writtenAt({ platform, workspace, room, externalId }: Origin) {
  return and(eq(messages.platform, platform), eq(messages.workspace, workspace), eq(messages.room, room), eq(messages.externalId, externalId));
}

/** The ticket that has the message written there, and whether it was made from it. */
export async function ticketOfMessage(tx: Tx, origin: Origin): Promise<{ ticketId: number; reported: boolean } | undefined> {
  const first = sql<boolean>`${messages.id} = (select min(m.id) from messages m where m.ticket_id = ${messages.ticketId})`;
  const [row] = await tx.select({ ticketId: messages.ticketId, reported: first }).from(messages).where(writtenAt(origin));
  return row;
}

interface Speaker {
  readonly address: Address;
  /** The chat user. */
  readonly user: string;
}

/**
 * Where somebody wrote these words within the last day, the last time if there were several. A report is often the
 * answer to a question of a while ago, and what opens the ticket is a button: its words are found again by what they say.
 */
export async function originOfWords(tx: Tx, { address: { platform, workspace }, user }: Speaker, words: string): Promise<Origin | undefined> {
  const [row] = await tx.execute<{ room: string; message_id: string }>(sql`
    select event->'address'->>'room' as room, event->>'messageId' as message_id from inbox i
    where sender = ${`${platform}/${workspace}/${user}`} and received_at > now() - interval '1 day'
      and event->>'type' = 'message' and btrim(event->>'text', E' \\n\\t') = ${words.trim()}
      and not exists (select from messages m where m.platform = ${platform} and m.workspace = ${workspace}
        and m.room = i.event->'address'->>'room' and m.external_id = i.event->>'messageId')
    order by received_at desc limit 1`);
  return row && { platform, workspace, room: row.room, externalId: row.message_id };
}

/** A message of a ticket, with what its copies are drawn from. */
export interface TicketMessage {
  readonly id: number;
  readonly ticketId: number;
  readonly authorId: number;
  readonly author: string;
  readonly visibility: 'public' | 'private';
  /** Empty when it was deleted. */
  readonly body: string;
  readonly version: number;
  /** It was said to the requester, rather than by them or for them. */
  readonly byAgent: boolean;
  /** Of a private ticket. */
  readonly private: boolean;
}

/** In one round trip; undefined when that ticket has no such message. */
export async function messageOf(tx: Tx, ticketId: number, id: number): Promise<TicketMessage | undefined> {
  const [message] = await selectMessages(tx).where(and(eq(messages.id, id), eq(messages.ticketId, ticketId)));
  return message;
}

/** What this person wrote there; undefined when it is part of no ticket, or was written by somebody else. */
export async function ownMessage(tx: Tx, origin: Origin, authorId: number): Promise<TicketMessage | undefined> {
  const [message] = await selectMessages(tx).where(and(writtenAt(origin), eq(messages.authorId, authorId)));
  return message;
}

/** What was said with it on other tickets, and changes with it. */
export async function echoesOf(tx: Tx, messageId: number): Promise<{ id: number; ticketId: number }[]> {
  const { id, ticketId, echoOf } = messages;
  return await tx.select({ id, ticketId }).from(messages).where(eq(echoOf, messageId)).orderBy(asc(id));
}

/** Whether the last thing that was said to the requester of a ticket was a question, as its mark says. */
export async function wasAskedLast(tx: Tx, ticketId: number): Promise<boolean> {
  const { authorId, body, visibility } = messages;
  const [last] = await tx
    .select({ authorId, body, requesterId: tickets.requesterId })
    .from(messages)
    .innerJoin(tickets, eq(tickets.id, messages.ticketId))
    .where(and(eq(messages.ticketId, ticketId), eq(visibility, 'public')))
    .orderBy(desc(messages.id))
    .limit(1);
  return last !== undefined && last.authorId !== last.requesterId && last.body.includes('?');
}

function selectMessages(tx: Tx) {
  const { id, ticketId, authorId, visibility, body, version } = messages;
  const byAgent = sql<boolean>`exists (
    select from ticket_events e where e.ticket_id = ${ticketId} and (e.data->>'messageId')::bigint = ${id}
      and (e.type = 'asked' or (e.type = 'replied' and e.data->>'by' = 'agent')))`;
  return tx
    .select({ id, ticketId, authorId, author: people.name, visibility, body, version, byAgent, private: tickets.private })
    .from(messages)
    .innerJoin(people, eq(people.id, authorId))
    .innerJoin(tickets, eq(tickets.id, ticketId));
}

/** Its author changed it; empty words delete it. */
export async function changeMessage(tx: Tx, id: number, body: string, at: Date): Promise<void> {
  const change = { body, deleted: body === '', editedAt: at, version: sql`${messages.version} + 1` };
  await tx.update(messages).set(change).where(eq(messages.id, id));
}
