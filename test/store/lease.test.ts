import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newToken } from '#lib/ids.ts';
import type { Tx } from '#store/database.ts';
import { buryRow, finishRow, LeaseLost, leaseNext, leaseRow, leaseRows, planRows, postponeRow, runnableRows, type PlannedRow } from '#store/outbox.ts';
import { createTestDatabase } from '#test/support/database.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: typeof database.db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
beforeEach(async () => {
  await db.execute(sql`delete from outbox`);
});

const runnable = async (limit = 10) => (await runnableRows(db, limit)).map(({ id }) => id);

const row = (lane: string): PlannedRow => ({ id: newToken(), lane, kind: 'post', payload: {}, requestId: newToken() });

async function plan(...rows: PlannedRow[]): Promise<string[]> {
  await planRows(db, rows);
  return rows.map(({ id }) => id);
}

async function lease(id: string) {
  const leased = await leaseRow(db, id);
  if (!leased) throw new Error('The row could not be leased.');
  return leased;
}

/** As whoever leased it has it in hand. */
async function held(id: string) {
  const [found] = await db.execute<{ id: string; fence: number }>(sql`select id, fence from outbox where id = ${id}`);
  return found ?? { id, fence: 0 };
}

const expire = async (id: string) => await db.execute(sql`update outbox set leased_until = now() - interval '1 second' where id = ${id}`);

async function stateOf(id: string) {
  const [found] = await db.execute<{ state: string; last_error: string | null }>(sql`select state, last_error from outbox where id = ${id}`);
  return found;
}

describe('a lease', () => {
  test('has one winner among a hundred workers', async () => {
    const [id = ''] = await plan(row('a'));
    const leases = await Promise.all(Array.from({ length: 100 }, async () => await leaseRow(db, id)));
    expect(leases.filter((leased) => leased !== undefined)).toMatchObject([{ id, attempts: 1, fence: 1 }]);
  });

  test('of several rows at once takes the first of each lane, and gives each to one who asked', async () => {
    const [first = '', second = '', other = ''] = await plan(row('a'), row('a'), row('b'));
    const leases = await leaseRows(db, [second, first, other, first]);
    expect(leases.map((leased) => leased?.id)).toEqual([undefined, first, other, undefined]);
    await Promise.all([finishRow(db, await held(first)), finishRow(db, await held(other))]);
    const next = await leaseNext(db, ['b', 'a', 'a', 'c']);
    expect(next.map((leased) => leased?.id)).toEqual([undefined, second, undefined, undefined]);
  });

  test('of overlapping rows by many workers at once has one winner each, and nobody waits for ever', async () => {
    const ids = await plan(...Array.from({ length: 20 }, (_, lane) => row(`lane ${lane}`)));
    const asked = Array.from({ length: 30 }, (_, at) => [...ids.slice(at % 20), ...ids.slice(0, at % 20)]);
    const leases = (await Promise.all(asked.map(async (some) => await leaseRows(db, some)))).flat().filter((leased) => leased !== undefined);
    expect(leases.map(({ id }) => id).sort()).toEqual(ids.toSorted());
  });

  test('that ran out can be taken again, and counts as another attempt', async () => {
    const [id = ''] = await plan(row('a'));
    await lease(id);
    expect(await leaseRow(db, id)).toBeUndefined();
    expect(await runnable()).toEqual([]);
    await expire(id);
    expect(await runnable()).toEqual([id]);
    expect(await lease(id)).toMatchObject({ attempts: 2, fence: 2 });
  });

  test.each([
    ['finish', async (tx: Tx, held: Awaited<ReturnType<typeof lease>>) => await finishRow(tx, held)],
    ['bury', async (tx: Tx, held: Awaited<ReturnType<typeof lease>>) => await buryRow(tx, held, 'late')],
    ['postpone', async (tx: Tx, held: Awaited<ReturnType<typeof lease>>) => await postponeRow(tx, held, { error: 'late', seconds: 1, unsure: 0 })],
  ])('that was lost lets its old holder %s nothing, and rolls back what went with it', async (_, settle) => {
    const [id = ''] = await plan(row('a'));
    const old = await lease(id);
    await expire(id);
    await lease(id);
    const follow = row('b');
    const late = db.transaction(async (tx) => {
      await planRows(tx, [follow]);
      await settle(tx, old);
    });
    await expect(late).rejects.toBeInstanceOf(LeaseLost);
    expect(await stateOf(id)).toEqual({ state: 'ready', last_error: null });
    expect(await stateOf(follow.id)).toBeUndefined();
  });

  test('of a row that is done cannot be used twice', async () => {
    const [id = ''] = await plan(row('a'));
    const held = await lease(id);
    await finishRow(db, held);
    await expect(finishRow(db, held)).rejects.toBeInstanceOf(LeaseLost);
    expect(await leaseRow(db, id)).toBeUndefined();
  });
});
