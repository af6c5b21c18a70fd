import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newToken } from '#lib/ids.ts';
import { LeaseLost, leaseRow, planRows } from '#store/outbox.ts';
import { createHands } from '#worker/hands.ts';
import { createTestDatabase } from '#test/support/database.ts';

let db: Awaited<ReturnType<typeof createTestDatabase>>['db'];
beforeAll(async () => {
  ({ db } = await createTestDatabase());
});

let time: number;
let hands: ReturnType<typeof createHands>;
beforeEach(async () => {
  await db.execute(sql`delete from outbox`);
  time = 0;
  hands = createHands(2, () => time);
});

async function hold() {
  const id = newToken();
  await planRows(db, [{ id, lane: id, kind: 'post', payload: {}, requestId: newToken() }]);
  const leased = await leaseRow(db, id);
  if (!leased) throw new Error('The row could not be leased.');
  return hands.hold(leased, time);
}
const ends = async (id: string) => {
  const [row] = await db.execute<{ left: number }>(sql`select extract(epoch from leased_until - now())::float8 as left from outbox where id = ${id}`);
  return row?.left ?? 0;
};
const almostOver = async () => await db.execute(sql`update outbox set leased_until = now() + interval '1 second'`);
const takenByAnother = async () => await db.execute(sql`update outbox set fence = fence + 1`);

describe('a row in hand', () => {
  test('is held for another lease with each renewal', async () => {
    const row = await hold();
    await almostOver();
    time = 9000;
    await hands.renew(db);
    expect(await ends(row.id)).toBeGreaterThan(9);
    time = 18_000;
    expect(() => row.mustBeOurs()).not.toThrow();
  });

  test('that somebody else has by now is let go when its own time is over', async () => {
    const row = await hold();
    await takenByAnother();
    time = 5000;
    await hands.renew(db);
    expect(row.signal.aborted).toBe(false);
    time = 10_000;
    await hands.renew(db);
    expect(row.signal.reason).toBeInstanceOf(LeaseLost);
  });

  test('is not ours any more when this process stood still for longer than a lease, though nobody has said so yet', async () => {
    const row = await hold();
    time = 10_001;
    expect(() => row.mustBeOurs()).toThrow(LeaseLost);
    expect(row.signal.aborted).toBe(true);
  });

  test('that is just being finished by its own transaction is passed over, and does not hold up the others', async () => {
    const [one, other] = [await hold(), await hold()];
    await almostOver();
    await db.transaction(async (tx) => {
      await tx.execute(sql`select from outbox where id = ${one.id} for update`);
      await hands.renew(db);
    });
    expect(await ends(one.id)).toBeLessThan(2);
    expect(await ends(other.id)).toBeGreaterThan(9);
  });

  test('that is in hand for a minute is left to others, however often it was renewed', async () => {
    const row = await hold();
    for (time = 3000; time < 60_000; time += 3000) await hands.renew(db);
    expect(row.signal.aborted).toBe(false);
    await almostOver();
    time = 60_000;
    await hands.renew(db);
    expect(await ends(row.id)).toBeLessThan(2);
    time = 67_000;
    await hands.renew(db);
    expect(row.signal.reason).toBeInstanceOf(LeaseLost);
  });

  test('that was put down is not renewed', async () => {
    const row = await hold();
    await almostOver();
    hands.drop(row);
    await hands.renew(db);
    expect(await ends(row.id)).toBeLessThan(2);
  });
});

test('a worker that finishes takes nothing more up, and ends when all is done', async () => {
  const { promise: work, resolve: done } = Promise.withResolvers<void>();
  expect(hands.free()).toBe(2);
  hands.besides(async () => await work);
  expect(hands.free()).toBe(1);
  let finished = false;
  const finish = hands.finish().then(() => (finished = true));
  expect(hands.free()).toBe(0);
  await Promise.resolve();
  expect(finished).toBe(false);
  done();
  await finish;
  expect(finished).toBe(true);
});
