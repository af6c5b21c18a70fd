import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newToken } from '#lib/ids.ts';
import { finishRow, leaseRow, planRows, runnableRows, type PlannedRow } from '#store/outbox.ts';
import { acceptEvent } from '#store/inbox.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { noLimits } from '#test/support/limits.ts';
import { browserEvent } from '../desk/helpers.ts';

let db: Awaited<ReturnType<typeof createTestDatabase>>['db'];
beforeAll(async () => {
  ({ db } = await createTestDatabase());
});
beforeEach(async () => {
  await db.execute(sql`delete from outbox`);
});

const runnable = async (limit = 10) => (await runnableRows(db, limit)).map(({ id }) => id);

const MINUTE = 60_000;
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * MINUTE);
const timer = (subject: string, nextAt: Date): PlannedRow => {
  const key = `timer:ticket.close:${subject}`;
  return { id: newToken(), lane: key, kind: 'timer', payload: { subject }, requestId: newToken(), nextAt, replaceKey: key };
};

describe('a timer', () => {
  test('runs when its time has come, not before', async () => {
    const late = timer('1', inMinutes(5));
    const due = timer('2', inMinutes(-5));
    await planRows(db, [late, due]);
    expect(await runnable()).toEqual([due.id]);
    expect(await leaseRow(db, late.id)).toBeUndefined();
    await db.execute(sql`update outbox set next_at = now() - interval '1 second' where id = ${late.id}`);
    expect(await leaseRow(db, late.id)).toMatchObject({ id: late.id, kind: 'timer', payload: { subject: '1' } });
  });

  test('takes the place of an unfinished one with the same key, and of no other', async () => {
    const [first, other, second] = [timer('1', inMinutes(5)), timer('2', inMinutes(5)), timer('1', inMinutes(10))];
    await planRows(db, [first, other]);
    await planRows(db, [second]);
    const rows = await db.execute<{ id: string }>(sql`select id from outbox where state = 'ready'`);
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set([other.id, second.id]));
  });

  test('that is done is left as it is when another takes its place', async () => {
    const first = timer('1', inMinutes(-5));
    await planRows(db, [first]);
    const held = await leaseRow(db, first.id);
    if (held) await finishRow(db, held);
    const [before] = await db.execute(sql`select state, done_at from outbox where id = ${first.id}`);
    await planRows(db, [timer('1', inMinutes(5))]);
    expect(await db.execute(sql`select state, done_at from outbox where id = ${first.id}`)).toEqual([before]);
    expect(before).toMatchObject({ state: 'done' });
  });
});

describe('the rows that could run now', () => {
  test('are told oldest first, at most as many as asked for, and only the first of each lane', async () => {
    const rows = [3, 1, 2].map((minutes) => timer(String(minutes), inMinutes(-minutes)));
    await planRows(db, [...rows, { ...timer('x', inMinutes(-9)), lane: rows[0]?.lane ?? '' }]);
    const oldestFirst = [rows[0]?.id, rows[2]?.id, rows[1]?.id];
    expect(await runnable()).toEqual(oldestFirst);
    expect(await runnable(2)).toEqual(oldestFirst.slice(0, 2));
  });

  test('are none when nothing was planned', async () => {
    await planRows(db, []);
    expect(await runnable()).toEqual([]);
  });
});

describe('an event', () => {
  const event = (key: string) => browserEvent('maria@example.test', { type: 'message', key, messageId: '1', text: `said under ${key}` } as const);

  test('is leased together with its own words', async () => {
    const requestId = newToken();
    await acceptEvent(db, { event: event('k1'), requestId, lane: 'talk', limits: noLimits });
    expect(await leaseRow(db, requestId)).toMatchObject({ kind: 'event', requestId, event: { type: 'message', text: 'said under k1' } });
  });

  test('that is delivered a hundred times at once is one row of work', async () => {
    const deliver = async () => await acceptEvent(db, { event: event('k2'), requestId: newToken(), lane: 'talk', limits: noLimits });
    const answers = await Promise.all(Array.from({ length: 100 }, deliver));
    expect(answers.filter(({ kind }) => kind === 'fresh')).toHaveLength(1);
    expect(new Set(answers.map((answer) => (answer.kind === 'over' ? 'over' : answer.requestId))).size).toBe(1);
    expect(await runnable(200)).toHaveLength(1);
  });
});
