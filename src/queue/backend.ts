import { createPostgresBackend, Queue, Worker, type Processor } from 'bullmq';

/** What carries BullMQ's jobs. This file is the one place that knows which it is. */
export interface QueueBackend {
  queue(name: string): Pick<Queue, 'addBulk' | 'close' | 'on' | 'waitUntilReady'>;
  worker(name: string, run: Processor, concurrency: number): Pick<Worker, 'close' | 'on' | 'waitUntilReady'>;
}

/** BullMQ's own Postgres backend, in the schema `bullmq` of the same database. Needs real sessions (LISTEN). */
export function postgresBackend(databaseUrl: string): QueueBackend {
  // A ring that a crash of the server swallows is rung again, so nobody waits for the disk on its behalf.
  const connection = () => ({ connectionString: databaseUrl, schema: 'bullmq', migrate: true, max: 4, options: '-c synchronous_commit=off' });
  return {
    queue: (name) => new Queue(name, { connection: connection() }, createPostgresBackend) as unknown as Queue,
    worker: (name, run, concurrency) =>
      new Worker(name, run, { connection: connection(), concurrency, ...WORKER_OPTIONS }, createPostgresBackend) as unknown as Worker,
  };
}

// Retries are counted in rows, so a stalled job may be started again as often as it likes, and nothing is kept.
const WORKER_OPTIONS = { maxStalledCount: 10, removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } };
