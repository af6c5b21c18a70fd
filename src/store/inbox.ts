import { sql } from 'drizzle-orm';
import type { ChatEvent } from '#core/chat-event.ts';
import type { Tx } from './database.ts';
import type { ChatAccount } from './people.ts';

interface Arrival {
  readonly event: ChatEvent;
  /** Id of the request this starts, and of its outbox row. */
  readonly requestId: string;
  readonly lane: string;
}

/**
 * Keeps an event and the row that will work on it: one statement, so one transaction and one round trip.
 * The key makes a second delivery find the first.
 */
export async function acceptEvent(tx: Tx, { event, requestId, lane }: Arrival): Promise<{ requestId: string; fresh: boolean }> {
  const [stored] = await tx.execute<{ request_id: string }>(sql`
    with arrived as (
      insert into inbox (key, request_id, event) values (${event.key}, ${requestId}, ${JSON.stringify(event)}::jsonb)
      on conflict (key) do nothing returning request_id
    )
    insert into outbox (id, lane, kind, payload, request_id)
    select request_id, ${lane}, 'event', '{}', request_id from arrived
    returning request_id`);
  if (stored) return { requestId: stored.request_id, fresh: true };
  const [first] = await tx.execute<{ request_id: string }>(sql`select request_id from inbox where key = ${event.key}`);
  if (!first) throw new Error('The event was neither stored nor found.');
  return { requestId: first.request_id, fresh: false };
}

/** The text of a message this chat user sent earlier; undefined when it was not theirs or not a message. */
export async function textOfRequest(tx: Tx, requestId: string, by: ChatAccount): Promise<string | undefined> {
  const [row] = await tx.execute<{ text: string }>(sql`
    select event->>'text' as text from inbox
    where request_id::text = ${requestId} and event->>'type' = 'message'
      and event->'address'->>'platform' = ${by.platform} and event->'address'->>'workspace' = ${by.workspace} and event->'user'->>'id' = ${by.user}`);
  return row?.text;
}
