import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { openDatabase, type Database } from '#store/database.ts';
import { finishRows, leaseNext, leaseRows } from '#store/outbox.ts';
import { createTestDatabase } from '#test/support/database.ts';

let database: Database;
beforeAll(async () => {
  // One connection: what it reads is counted once it says so.
  const { url } = await createTestDatabase();
  database = openDatabase(url, 1);
});

async function wait(lane: string, rows: number): Promise<void> {
  await database.db.execute(sql`
    insert into outbox (id, lane, kind, payload, request_id)
    select gen_random_uuid(), ${lane} || n, 'timer', '{}', gen_random_uuid() from generate_series(1, ${rows}::int) n`);
}

/** Takes rows as a worker does, some at a time, and returns how many entries of indexes and tables were read for each. */
async function readsPerRow(atOnce: number): Promise<number> {
  const { db } = database;
  const waiting = await db.execute<{ id: string }>(sql`select id from outbox where state = 'ready' order by random() limit ${TIMES * atOnce}`);
  const ids = waiting.map(({ id }) => id);
  const before = await reads();
  for (let from = 0; from < ids.length; from += atOnce) {
    const held = (await leaseRows(db, ids.slice(from, from + atOnce))).map((row) => row ?? never());
    const delivered = held.map((row) => ({ row, ref: 'message 1' }));
    expect(await finishRows(db, delivered)).not.toContain(false);
    const lanes = held.map(({ lane }) => lane);
    await leaseNext(db, lanes);
  }
  return ((await reads()) - before) / ids.length;
}

function never(): never {
  throw new Error('The row could not be leased.');
}

async function reads(): Promise<number> {
  await database.sql`select pg_stat_force_next_flush()`;
  const [row] = await database.sql<{ reads: number }[]>`
    select (coalesce(sum(i.idx_tup_read), 0) + (select seq_tup_read from pg_stat_user_tables where relname = 'outbox'))::float8 as reads
    from pg_stat_user_indexes i where i.relname = 'outbox'`;
  return row?.reads ?? 0;
}

/** Postgres plans a statement anew at most five times; from then on it may keep a plan for good. */
const TIMES = 8;
const TOGETHER = [1, 2, 8, 32];

test('a lease reads no more when thousands of rows wait than when some do, also by a statement planned while there were few', async () => {
  await wait('few', 600);
  // As autovacuum does sooner or later: from now on it is known how small the table is.
  await database.db.execute(sql`analyze outbox`);
  const few: number[] = [];
  for (const atOnce of TOGETHER) few.push(await readsPerRow(atOnce));
  await wait('many', 10_000);
  for (const [at, atOnce] of TOGETHER.entries()) {
    expect(few[at], `${atOnce} at once`).toBeGreaterThan(0);
    expect(await readsPerRow(atOnce), `${atOnce} at once`).toBeLessThan((few[at] ?? 0) + 10);
  }
  await database.close();
});
