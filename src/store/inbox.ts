import { sql } from 'drizzle-orm';
import type { Account, ChatEvent } from '#core/chat-event.ts';
import { DeskError } from '#core/errors.ts';
import type { Tx } from './database.ts';

/** How much may come in before somebody is asked to slow down. */
export interface Limits {
  /** Events a minute of one chat user, and in one room. */
  readonly personPerMinute: number;
  readonly roomPerMinute: number;
  /** Events of one lane that wait to be worked on. */
  readonly waiting: number;
}

interface Arrival {
  readonly event: ChatEvent;
  /** Id of the request this starts, and of its outbox row. */
  readonly requestId: string;
  readonly lane: string;
  readonly limits: Limits;
}

export type Acceptance = { readonly kind: 'fresh' | 'known'; readonly requestId: string } | { readonly kind: 'over'; readonly limit: keyof Limits };

/**
 * Keeps an event and the row that will work on it: one statement, so one transaction and one round trip.
 * The key makes a second delivery find the first; over a limit nothing is kept. Events that arrive in the same moment
 * may each find the last free place, so a limit can be passed by a few.
 */
export async function acceptEvent(tx: Tx, { event, requestId, lane, limits }: Arrival): Promise<Acceptance> {
  const { platform, workspace, room: roomId } = event.address;
  const sender = `${platform}/${workspace}/${event.user.id}`;
  const room = `${platform}/${workspace}/${roomId}`;
  const lately = sql`received_at > now() - interval '1 minute'`;
  const [answer] = await tx.execute<{ stored: string | null; known: string | null; over: keyof Limits | null }>(sql`
    with crowd as (
      select case
        when (select count(*) from (select from outbox where lane = ${lane} and state = 'ready' limit ${limits.waiting}) w) >= ${limits.waiting} then 'waiting'
        when (select count(*) from (select from inbox where sender = ${sender} and ${lately} limit ${limits.personPerMinute}) p) >= ${limits.personPerMinute} then 'personPerMinute'
        when (select count(*) from (select from inbox where room = ${room} and ${lately} limit ${limits.roomPerMinute}) r) >= ${limits.roomPerMinute} then 'roomPerMinute'
      end as over
    ), arrived as (
      insert into inbox (key, request_id, event, sender, room)
      select ${event.key}, ${requestId}::uuid, ${JSON.stringify(event)}::jsonb, ${sender}, ${room} from crowd where over is null
      on conflict (key) do nothing returning request_id
    ), planned as (
      insert into outbox (id, lane, kind, payload, request_id)
      select request_id, ${lane}, 'event', '{}', request_id from arrived
      returning request_id
    )
    select (select request_id from planned) as stored, (select request_id from inbox where key = ${event.key}) as known, over from crowd`);
  if (answer?.stored != null) return { kind: 'fresh', requestId: answer.stored };
  const known = answer?.known ?? (await requestOf(tx, event.key));
  if (known !== undefined) return { kind: 'known', requestId: known };
  if (answer?.over != null) return { kind: 'over', limit: answer.over };
  throw new Error('The event was neither stored nor found.');
}

/** A first delivery that was committed while the second was under way is seen by a new statement only. */
async function requestOf(tx: Tx, key: string): Promise<string | undefined> {
  const [first] = await tx.execute<{ request_id: string }>(sql`select request_id from inbox where key = ${key}`);
  return first?.request_id;
}

/** The text of a message this chat user sent earlier; undefined when it was not theirs or not a message. */
async function textOfRequest(tx: Tx, requestId: string, by: Account): Promise<string | undefined> {
  const [row] = await tx.execute<{ text: string }>(sql`
    select event->>'text' as text from inbox
    where request_id::text = ${requestId} and event->>'type' = 'message'
      and event->'address'->>'platform' = ${by.platform} and event->'address'->>'workspace' = ${by.workspace} and event->'user'->>'id' = ${by.user}`);
  return row?.text;
}

/** What this chat user wrote in this room before that request, within the hour. */
export async function messageBefore(tx: Tx, requestId: string, sender: string): Promise<{ requestId: string; text: string } | undefined> {
  const [row] = await tx.execute<{ request_id: string; text: string }>(sql`
    select before.request_id, before.event->>'text' as text from inbox now
    join inbox before on before.sender = now.sender and before.room = now.room and before.received_at < now.received_at
    where now.request_id::text = ${requestId} and now.sender = ${sender} and before.event->>'type' = 'message' and before.event->>'text' <> ''
      and before.received_at > now.received_at - interval '1 hour'
    order by before.received_at desc limit 1`);
  return row && { requestId: row.request_id, text: row.text };
}

/**
 * What the one who presses a button wrote in the message that the button hangs under. It counts once, whichever of the buttons it was.
 * @throws DeskError `invalid` when it was not theirs or not a message, `conflict` the second time
 */
export async function choose(tx: Tx, requestId: string, by: Account, chosen: string): Promise<string> {
  const text = await textOfRequest(tx, requestId, by);
  if (text === undefined) throw new DeskError('invalid', { userMessage: 'I no longer have what you wrote then. Please write it again.' });
  if (!(await chooseOnce(tx, requestId, chosen))) throw new DeskError('conflict', { userMessage: 'You have told me already; I am on it.' });
  return text;
}

/** Remembers what was chosen for a message; false when something has been chosen before. */
async function chooseOnce(tx: Tx, requestId: string, intent: string): Promise<boolean> {
  const chosen = await tx.execute(
    sql`insert into choices (request_id, intent) values (${requestId}::uuid, ${intent}) on conflict do nothing returning request_id`,
  );
  return chosen.length > 0;
}
