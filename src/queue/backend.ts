import { createPostgresBackend, Queue, Worker, type Processor } from 'bullmq';

/** What carries BullMQ's jobs. This file is the one place that knows which it is. */
export interface QueueBackend {
  queue(name: string): Pick<Queue, 'addBulk' | 'close' | 'on' | 'waitUntilReady'>;
  worker(name: string, run: Processor, concurrency: number): Pick<Worker, 'close' | 'on' | 'waitUntilReady'>;
}

/** Redis where the company has one, and BullMQ's own Postgres backend where it has not. */
export function chooseBackend(settings: { readonly redisUrl: string | undefined; readonly databaseUrl: string }): QueueBackend {
  return settings.redisUrl === undefined ? postgresBackend(settings.databaseUrl) : redisBackend(settings.redisUrl);
}

/** In the schema `bullmq` of the desk's own database. Needs real sessions (LISTEN), so no transaction-mode pooler in between. */
export function postgresBackend(databaseUrl: string): QueueBackend {
  // A ring that a crash of the server swallows is rung again, so nobody waits for the disk on its behalf.
  const connection = () => ({ connectionString: databaseUrl, schema: 'bullmq', migrate: true, max: 4, options: '-c synchronous_commit=off' });
  return {
    queue: (name) => new Queue(name, { connection: connection() }, createPostgresBackend) as unknown as Queue,
    worker: (name, run, concurrency) =>
      new Worker(name, run, { connection: connection(), concurrency, ...WORKER_OPTIONS }, createPostgresBackend) as unknown as Worker,
  };
}

/** @param redisUrl `redis://` or, with TLS, `rediss://`; user, password and database number may be part of it. */
export function redisBackend(redisUrl: string): QueueBackend {
  const connection = { url: redisUrl, retryStrategy: (times: number) => Math.min(times * 200, 2000) };
  // A ring that cannot be delivered at once fails at once: the sweep rings again.
  const failFast = { ...connection, maxRetriesPerRequest: 1, enableOfflineQueue: false };
  const patient = { ...connection, maxRetriesPerRequest: null };
  return {
    queue: (name) => new Queue(name, { connection: failFast, ...REDIS_OPTIONS }),
    worker: (name, run, concurrency) => new Worker(name, run, { connection: patient, concurrency, ...REDIS_OPTIONS, ...WORKER_OPTIONS }),
  };
}

// The braces keep all keys of the queue in one slot of a cluster.
const REDIS_OPTIONS = { prefix: '{deskside}' };
// Retries are counted in rows, so a stalled job may be started again as often as it likes, and nothing is kept.
const WORKER_OPTIONS = { maxStalledCount: 10, removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } };
