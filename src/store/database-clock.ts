import { sql } from 'drizzle-orm';
import type { Clock } from '#lib/clock.ts';
import { repeat } from '#lib/repeat.ts';
import type { Database, Tx } from './database.ts';

const SYNC_EVERY_MS = 30_000;

/**
 * The database's time, carried on by a clock that only goes forward. All processes so agree on it, whatever their own
 * clocks say and however those are set meanwhile. Asked for anew every half minute; without an answer it runs on.
 */
export async function startDatabaseClock(
  database: Pick<Database, 'sql'>,
  now: () => number = () => performance.now(),
): Promise<Clock & { stop(): Promise<void> }> {
  const ask = async () => {
    const asked = now();
    const [row] = await database.sql<{ ms: number }[]>`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`;
    const answered = now();
    if (!row) throw new Error('The database does not tell the time.');
    // It was told somewhere between question and answer.
    return row.ms - (asked + answered) / 2;
  };
  let ahead = await ask();
  const syncing = repeat(SYNC_EVERY_MS, async () => {
    ahead = await ask().catch(() => ahead);
  });
  return { now: () => new Date(ahead + now()), stop: syncing.stop };
}

/** The database's time at this moment, for what runs once. */
export async function databaseTime(tx: Tx): Promise<Date> {
  const [row] = await tx.execute<{ ms: number }>(sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`);
  if (!row) throw new Error('The database does not tell the time.');
  return new Date(row.ms);
}
