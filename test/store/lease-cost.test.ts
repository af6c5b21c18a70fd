import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { openDatabase, type Database } from '#store/database.ts';
import { finishRow, leaseNext, leaseRow } from '#store/outbox.ts';
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

/** Takes rows as a worker does, and returns how many entries of indexes and tables were read for each. */
async function readsPerRow(count: number): Promise<number> {
  const ids = await database.db.execute<{ id: string }>(sql`select id from outbox where state = 'ready' order by random() limit ${count}`);
  const before = await reads();
  for (const { id } of ids) {
    const row = await leaseRow(database.db, id);
    if (!row) throw new Error('The row could not be leased.');
    await finishRow(database.db, row);
    await leaseNext(database.db, row.lane);
  }
  return ((await reads()) - before) / count;
}

async function reads(): Promise<number> {
  await database.sql`select pg_stat_force_next_flush()`;
  const [row] = await database.sql<{ reads: number }[]>`
    select (coalesce(sum(i.idx_tup_read), 0) + (select seq_tup_read from pg_stat_user_tables where relname = 'outbox'))::float8 as reads
    from pg_stat_user_indexes i where i.relname = 'outbox'`;
  return row?.reads ?? 0;
}

test('a lease reads no more when thousands of rows wait than when a few do, also by a statement planned while there were few', async () => {
  await wait('few', 60);
  // As autovacuum does sooner or later: from now on it is known how small the table is.
  await database.db.execute(sql`analyze outbox`);
  const few = await readsPerRow(40);
  await wait('many', 5000);
  const many = await readsPerRow(40);
  await database.close();
  expect(few).toBeGreaterThan(0);
  expect(many).toBeLessThan(few + 10);
});
