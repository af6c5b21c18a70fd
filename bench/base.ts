import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { postgresBackend } from '#queue/backend.ts';

/** What the machine and its database give at this moment, for comparison: milliseconds, one value per try. */
export interface Base {
  /** `select 1` and its answer. */
  readonly roundTrip: readonly number[];
  /** A job without work, from adding it until it is run. */
  readonly hop: readonly number[];
}

const TRIES = 100;
/** As calm as the messages are: a busy loop would find processor and database awake. */
const PAUSE_MS = 50;

export async function measureBase(sql: Sql, databaseUrl: string): Promise<Base> {
  const roundTrip = await repeat(async () => void (await sql`select 1`));
  return { roundTrip, hop: await measureHops(databaseUrl) };
}

/** In a queue of its own, on the backend and with the options that the desk uses. */
async function measureHops(databaseUrl: string): Promise<number[]> {
  const backend = postgresBackend(databaseUrl);
  const name = `bench-${randomUUID()}`;
  let arrived: () => void = () => undefined;
  const queue = backend.queue(name);
  const worker = backend.worker(name, async () => await Promise.resolve(arrived()), 1);
  queue.on('error', () => undefined);
  worker.on('error', () => undefined);
  try {
    await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
    return await repeat(async () => {
      const arrival = new Promise<void>((resolve) => (arrived = resolve));
      await queue.addBulk([{ name: 'hop', data: {}, opts: { removeOnComplete: true, removeOnFail: true } }]);
      await arrival;
    });
  } finally {
    await worker.close();
    await queue.close();
  }
}

/** The first tenth warms up and does not count. */
async function repeat(task: () => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < TRIES * 1.1; at++) {
    const since = performance.now();
    await task();
    times.push(performance.now() - since);
    await sleep(PAUSE_MS);
  }
  return times.slice(-TRIES);
}
