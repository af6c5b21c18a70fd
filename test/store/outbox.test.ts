import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newToken } from '#lib/ids.ts';
import { buryRow, finishRow, leaseRow, headOfLane, planRows, postponeRow, requestSettled, runnableRows, type PlannedRow } from '#store/outbox.ts';
import type { Tx } from '#store/database.ts';
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

const row = (lane: string, more: Partial<PlannedRow> = {}): PlannedRow => ({ id: newToken(), lane, kind: 'post', payload: {}, requestId: newToken(), ...more });

async function plan(...rows: PlannedRow[]): Promise<string[]> {
  await planRows(db, rows);
  return rows.map(({ id }) => id);
}

async function lease(id: string) {
  const leased = await leaseRow(db, id);
  if (!leased) throw new Error('The row could not be leased.');
  return leased;
}

async function stateOf(id: string) {
  const [found] = await db.execute<{ state: string; last_error: string | null }>(sql`select state, last_error from outbox where id = ${id}`);
  return found;
}

describe('within a lane', () => {
  test('rows run in the order in which they were planned', async () => {
    const [first = '', second = '', third = ''] = await plan(row('a'), row('a'), row('a'));
    expect(await leaseRow(db, second)).toBeUndefined();
    await finishRow(db, await lease(first));
    expect(await headOfLane(db, 'a')).toBe(second);
    expect(await leaseRow(db, third)).toBeUndefined();
    await finishRow(db, await lease(second));
    await finishRow(db, await lease(third));
    expect(await headOfLane(db, 'a')).toBeUndefined();
  });

  test('the order follows commits, also when the later transaction began first', async () => {
    const early = row('a');
    const late = row('a');
    const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>();
    const { promise: begun, resolve: hasBegun } = Promise.withResolvers<void>();
    const slow = db.transaction(async (tx) => {
      await tx.execute(sql`select txid_current()`);
      hasBegun();
      await mayGoOn;
      await planRows(tx, [late]);
    });
    await begun;
    await plan(early);
    goOn();
    await slow;
    expect(await orderOf('a')).toEqual([early.id, late.id]);
  });

  test('a writer waits for one that has not committed yet, and comes after it', async () => {
    const first = row('a');
    const second = row('a');
    let waiting: Promise<string[]> | undefined;
    await db.transaction(async (tx) => {
      await planRows(tx, [first]);
      waiting = plan(second);
      await expect.poll(async () => await waitingForLane(tx), { timeout: 10_000 }).toBe(1);
    });
    await waiting;
    expect(await orderOf('a')).toEqual([first.id, second.id]);
  });

  test('a hundred writers with several lanes each do not block each other for ever', async () => {
    const lanes = ['a', 'b', 'c'];
    const write = async (_: unknown, at: number) => await plan(...(at % 2 === 0 ? lanes : lanes.toReversed()).map((lane) => row(lane)));
    await Promise.all(Array.from({ length: 100 }, write));
    for (const lane of lanes) expect(await orderOf(lane)).toHaveLength(100);
  });

  test('a postponed row holds up its own lane, and no other', async () => {
    const [first = '', second = '', other = ''] = await plan(row('a'), row('a'), row('b'));
    await postponeRow(db, await lease(first), { error: 'the platform is down', seconds: 60, unsure: 0 });
    expect(await runnable()).toEqual([other]);
    expect(await leaseRow(db, second)).toBeUndefined();
    expect(await stateOf(first)).toEqual({ state: 'ready', last_error: 'the platform is down' });
  });

  test('a dead row holds up nothing', async () => {
    const [first = '', second = ''] = await plan(row('a'), row('a'));
    await buryRow(db, await lease(first), 'broken');
    expect(await stateOf(first)).toEqual({ state: 'dead', last_error: 'broken' });
    expect(await runnable()).toEqual([second]);
  });
});

test('lanes run side by side', async () => {
  const ids = await plan(row('a'), row('b'), row('c'));
  expect(await Promise.all(ids.map(async (id) => (await lease(id)).lane))).toEqual(['a', 'b', 'c']);
});

async function orderOf(lane: string): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`select id from outbox where lane = ${lane} order by seq`);
  return rows.map(({ id }) => id);
}

async function waitingForLane(tx: Tx): Promise<number> {
  const rows = await tx.execute(
    sql`select 1 from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`,
  );
  return rows.length;
}

test('a request is settled once nothing is left of it but timers that wait for their time', async () => {
  const requestId = newToken();
  await db.execute(sql`insert into inbox (key, request_id, event) values (${requestId}, ${requestId}, '{}')`);
  const [post = ''] = await plan(row('a', { requestId }), row('t', { requestId, kind: 'timer', nextAt: new Date(Date.now() + 60_000) }));
  expect(await requestSettled(db, requestId)).toBe(false);
  const held = await lease(post);
  expect(await requestSettled(db, requestId)).toBe(false);
  await finishRow(db, held);
  expect(await requestSettled(db, requestId)).toBe(true);
  expect(await requestSettled(db, newToken())).toBeUndefined();
});
