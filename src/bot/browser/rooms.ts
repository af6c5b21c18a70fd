import { and, desc, eq, getTableColumns, isNull, lt, or, sql } from 'drizzle-orm';
import type { Person } from '#core/person.ts';
import type { Post, TextFile } from '#core/card.ts';
import { people } from '#store/schema/people.ts';
import { channelsFor } from '#store/teams.ts';
import type { Tx } from '#store/database.ts';
import type { RoomView } from './api.ts';
import { browserMessages, browserReads } from './schema.ts';

export const PLATFORM = 'browser';
/** The one workspace of the browser front end. */
export const WORKSPACE = 'local';
const PAGE_SIZE = 50;

export function directRoomOf(email: string): string {
  return `dm-${email.toLowerCase()}`;
}

export type Room = Omit<RoomView, 'unread'>;

/** The rooms a person may see, their own with the desk first. */
export async function roomsOf(tx: Tx, person: Person): Promise<Room[]> {
  const channels = await channelsFor(tx, person.id, PLATFORM, WORKSPACE);
  return [ownRoom(person), ...channels.map(({ room }) => ({ id: room, kind: 'channel' as const, name: room }))];
}

/** One of those rooms; undefined when there is none of that id for this person. */
export async function roomFor(tx: Tx, person: Person, id: string): Promise<Room | undefined> {
  const own = ownRoom(person);
  return own.id === id ? own : (await roomsOf(tx, person)).find((room) => room.id === id);
}

function ownRoom({ email }: Person): Room {
  return { id: directRoomOf(email), kind: 'direct', name: 'Deskside' };
}

/** How many messages of others the person has not seen in a room. */
export async function unreadIn(tx: Tx, personId: number, room: string): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from browser_messages m
    where m.room = ${room} and m.author_id is distinct from ${personId} and (m.only_for_id is null or m.only_for_id = ${personId})
      and m.id > coalesce((select last_read_id from browser_reads where person_id = ${personId} and room = ${room}), 0)`);
  return row?.count ?? 0;
}

/** Nobody has read what has not been written: a number beyond the newest message counts as that message. */
export async function markRead(tx: Tx, personId: number, room: string, upTo: number): Promise<void> {
  const [newest] = await tx
    .select({ id: browserMessages.id })
    .from(browserMessages)
    .where(eq(browserMessages.room, room))
    .orderBy(desc(browserMessages.id))
    .limit(1);
  const lastReadId = Math.min(upTo, newest?.id ?? 0);
  await tx
    .insert(browserReads)
    .values({ personId, room, lastReadId })
    .onConflictDoUpdate({ target: [browserReads.personId, browserReads.room], set: { lastReadId: sql`greatest(${browserReads.lastReadId}, ${lastReadId})` } });
}

interface NewMessage {
  readonly room: string;
  readonly threadId: number | null;
  readonly authorId: number | null;
  readonly onlyForId?: number | null;
  readonly post: Post;
  readonly deliveryKey: string;
}

/** Stores a message once per delivery key; returns its id either way. */
export async function addMessage(tx: Tx, { post, ...message }: NewMessage): Promise<number> {
  const [added] = await tx
    .insert(browserMessages)
    .values({ ...message, ...contentOf(post) })
    .onConflictDoNothing()
    .returning({ id: browserMessages.id });
  if (added) return added.id;
  const known = await messageUnder(tx, message.room, message.deliveryKey);
  if (known === undefined) throw new Error('The message was neither stored nor found.');
  return known;
}

function contentOf({ text, author, about, tag, card, attachment }: Post) {
  return { text, quoted: author ?? null, about: about ?? null, tag: tag ?? null, card: card ?? null, attachment: attachment ?? null };
}

/** The id of the message stored in a room under a delivery key, if there is one. */
export async function messageUnder(tx: Tx, room: string, deliveryKey: string): Promise<number | undefined> {
  const [known] = await tx
    .select({ id: browserMessages.id })
    .from(browserMessages)
    .where(and(eq(browserMessages.room, room), eq(browserMessages.deliveryKey, deliveryKey)));
  return known?.id;
}

export async function changeMessage(tx: Tx, room: string, id: number, post: Post, at: Date): Promise<void> {
  await tx
    .update(browserMessages)
    .set({ ...contentOf(post), changedAt: at })
    .where(and(eq(browserMessages.id, id), eq(browserMessages.room, room)));
}

/** All but the text of a file, which only a download needs. */
const { attachment: _, ...SHOWN } = getTableColumns(browserMessages);

/** A message as stored, with its author's name, its file's name and size in bytes and, for a thread's root, its replies as far as the reader may see them. */
export type MessageRow = Awaited<ReturnType<typeof selectMessages>>[number];

function selectMessages(tx: Tx, readerId: number) {
  const visibleReplies = sql`from browser_messages r where r.thread_id = ${browserMessages.id} and (r.only_for_id is null or r.only_for_id = ${readerId})`;
  return tx
    .select({
      message: SHOWN,
      attachment: sql<{ readonly name: string; readonly size: number } | null>`case when ${browserMessages.attachment} is null then null else
        jsonb_build_object('name', ${browserMessages.attachment}->>'name', 'size', octet_length(${browserMessages.attachment}->>'text')) end`,
      authorName: people.name,
      replies: sql<number>`(select count(*)::int ${visibleReplies})`,
      lastReplyAt: sql<string | null>`(select to_char(max(r.at) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') ${visibleReplies})`,
    })
    .from(browserMessages)
    .leftJoin(people, eq(people.id, browserMessages.authorId))
    .$dynamic();
}

function visibleTo(readerId: number) {
  return or(isNull(browserMessages.onlyForId), eq(browserMessages.onlyForId, readerId));
}

interface PageOf {
  readonly room: string;
  /** Replies of this thread, the root included; otherwise the room's top level. */
  readonly thread: number | undefined;
  /** Only messages with a smaller id. */
  readonly before: number | undefined;
}

/** The newest messages before a point, oldest first. */
export async function readMessages(tx: Tx, readerId: number, { room, thread, before }: PageOf): Promise<{ rows: MessageRow[]; hasMore: boolean }> {
  const place = thread === undefined ? isNull(browserMessages.threadId) : or(eq(browserMessages.id, thread), eq(browserMessages.threadId, thread));
  const rows = await selectMessages(tx, readerId)
    .where(and(eq(browserMessages.room, room), place, visibleTo(readerId), before === undefined ? undefined : lt(browserMessages.id, before)))
    .orderBy(desc(browserMessages.id))
    .limit(PAGE_SIZE + 1);
  return { rows: rows.slice(0, PAGE_SIZE).toReversed(), hasMore: rows.length > PAGE_SIZE };
}

/** One message; undefined when it is not there or not for this reader. */
export async function readMessage(tx: Tx, readerId: number, id: number): Promise<MessageRow | undefined> {
  const [row] = await selectMessages(tx, readerId).where(and(eq(browserMessages.id, id), visibleTo(readerId)));
  return row;
}

/** What goes with a message; whether somebody may read it is settled before. */
export async function fileOf(tx: Tx, id: number): Promise<TextFile | undefined> {
  const [row] = await tx.select({ attachment: browserMessages.attachment }).from(browserMessages).where(eq(browserMessages.id, id));
  return row?.attachment ?? undefined;
}

/** The room of a message, for routing a notification; undefined when there is none. */
export async function roomOfMessage(tx: Tx, id: number): Promise<{ room: string; threadId: number | null } | undefined> {
  const [row] = await tx.select({ room: browserMessages.room, threadId: browserMessages.threadId }).from(browserMessages).where(eq(browserMessages.id, id));
  return row;
}
