import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import type { QueueBackend } from '#queue/backend.ts';

const CLIENTS = 32;
const LASTS_MS = 5000;

/** Tickets a second when nothing is done but to store them: one statement, so one transaction and one round trip, with every guard of the schema. */
export async function measureBareTickets(url: string): Promise<number> {
  const sql = postgres(url, { max: CLIENTS, fetch_types: false });
  const store = async (person: number) => {
    const text = `A report of person ${person}`;
    await sql`
      with ticket as (
        insert into tickets (version, requester_id, team_id, state, title, urgency, priority, created_at, updated_at)
        select 1, ${person}::bigint, 1, 'new', ${text}, 'slowed', 3, now(), now() returning id, requester_id
      ), event as (
        insert into ticket_events (ticket_id, seq, type, data, actor_id, at)
        select id, 1, 'reported', jsonb_build_object('requesterId', requester_id, 'teamId', 1, 'title', ${text}::text, 'urgency', 'slowed', 'priority', 3), requester_id, now()
        from ticket
      )
      insert into messages (ticket_id, author_id, visibility, body, at) select id, requester_id, 'public', ${text}, now() from ticket`;
  };
  try {
    let stored = 0;
    let since = 0;
    const client = async (person: number, untilMs: number) => {
      while (performance.now() < untilMs) {
        await store(person);
        stored += 1;
      }
    };
    for (const ms of [LASTS_MS / 5, LASTS_MS]) {
      // The first round only opens the connections and warms up.
      stored = 0;
      since = performance.now();
      await Promise.all(Array.from({ length: CLIENTS }, async (_, n) => await client(n + 1, since + ms)));
    }
    return (stored / (performance.now() - since)) * 1000;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

const CONCURRENCY = 8;
const IN_BULK = 250;

/** Jobs a second when nothing is done in them, on the backend and with the options that the desk uses. */
export async function measureBareJobs(backend: QueueBackend, count: number): Promise<number> {
  const name = `bench-${randomUUID()}`;
  const queue = backend.queue(name);
  let done = 0;
  let all: () => void = () => undefined;
  const worker = backend.worker(name, async () => await Promise.resolve(++done === count && all()), CONCURRENCY);
  queue.on('error', () => undefined);
  worker.on('error', () => undefined);
  try {
    await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
    const finished = new Promise<void>((resolve) => (all = resolve));
    const since = performance.now();
    for (let added = 0; added < count; added += IN_BULK) {
      const ids = Array.from({ length: Math.min(IN_BULK, count - added) }, () => randomUUID());
      await queue.addBulk(ids.map((id) => ({ name: 'row', data: { id }, opts: { jobId: `row-${id}`, removeOnComplete: true, removeOnFail: true } })));
    }
    await finished;
    return (count / (performance.now() - since)) * 1000;
  } finally {
    await worker.close();
    await queue.close();
  }
}
