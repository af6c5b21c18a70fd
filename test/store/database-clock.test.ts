import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDatabaseClock } from '#store/database-clock.ts';
import { createTestDatabase } from '#test/support/database.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});

async function startAt(monotonicMs: number) {
  let monotonic = monotonicMs;
  const clock = await startDatabaseClock(database, () => monotonic);
  afterAll(clock.stop);
  return { clock, pass: (ms: number) => void (monotonic += ms) };
}
const databaseNow = async () => (await database.sql<{ ms: number }[]>`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`)[0]?.ms ?? 0;

test.each([0, 5, 1e12])('the time is the database’s, whatever this machine’s own clock counts from (%d)', async (monotonic) => {
  const before = await databaseNow();
  const { clock } = await startAt(monotonic);
  const after = await databaseNow();
  expect(clock.now().getTime()).toBeGreaterThanOrEqual(before - 1);
  expect(clock.now().getTime()).toBeLessThanOrEqual(after + 1);
});

test('it goes on with the clock that only goes forward', async () => {
  const { clock, pass } = await startAt(1000);
  const start = clock.now().getTime();
  pass(3_600_000);
  expect(clock.now().getTime() - start).toBe(3_600_000);
});
