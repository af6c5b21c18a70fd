import { createPostgresBackend, Queue, Worker, type Processor } from 'bullmq';
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { RedisServers } from './redis-url.ts';

/** What carries BullMQ's jobs. This file is the one place that knows which it is. */
export interface QueueBackend {
  queue(name: string): Pick<Queue, 'addBulk' | 'close' | 'on' | 'waitUntilReady'>;
  worker(name: string, run: Processor, concurrency: number): Pick<Worker, 'close' | 'on' | 'waitUntilReady'>;
}

/** Redis where the company has one, and BullMQ's own Postgres backend where it has not. */
export function chooseBackend(settings: {
  readonly redis: RedisServers | undefined;
  readonly redisSentinelPassword: string | undefined;
  readonly databaseUrl: string;
}): QueueBackend {
  return settings.redis === undefined ? postgresBackend(settings.databaseUrl) : redisBackend(settings.redis, settings.redisSentinelPassword);
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

/** On one Redis server, on the master that sentinels name, or on a cluster. */
export function redisBackend(servers: RedisServers, sentinelPassword?: string): QueueBackend {
  const open = (manner: Manner, retry: Retry) => connect(servers, manner, retry, sentinelPassword);
  return {
    queue: (name) =>
      withConnection(
        (retry) => open(HASTY, retry),
        (connection) => new Queue(name, { connection, ...REDIS_OPTIONS }),
      ),
    worker: (name, run, concurrency) =>
      withConnection(
        (retry) => open(PATIENT, retry),
        (connection) => new Worker(name, run, { connection, concurrency, ...REDIS_OPTIONS, ...WORKER_OPTIONS }),
      ),
  };
}

/** How long to wait before the next try, in milliseconds; null for no further try. */
type Retry = (tries: number) => number | null;

/** BullMQ does not close a connection that it was handed, so its `close` does that, too. */
function withConnection<T extends Queue | Worker>(open: (retry: Retry) => Redis | Cluster, make: (connection: Redis | Cluster) => T): T {
  let closing = false;
  const connection = open((tries) => (closing ? null : Math.min(tries * 200, 2000)));
  const made = make(connection);
  const close = made.close.bind(made);
  return Object.assign(made, {
    close: async () => {
      closing = true;
      await close();
      await connection.quit().catch(() => connection.disconnect());
    },
  });
}

function connect(servers: RedisServers, { enableOfflineQueue, ...manner }: Manner, retry: Retry, sentinelPassword?: string): Redis | Cluster {
  const { username, password } = servers;
  const tls = servers.tls ? {} : undefined;
  const options = { ...manner, username, password, tls };
  switch (servers.kind) {
    case 'single':
      return new Redis({ ...options, ...servers.server, db: servers.db, enableOfflineQueue, retryStrategy: retry });
    case 'sentinel':
      return new Redis({
        ...options,
        sentinels: [...servers.sentinels],
        name: servers.master,
        db: servers.db,
        sentinelPassword,
        sentinelTLS: tls,
        enableTLSForSentinelMode: servers.tls,
        sentinelCommandTimeout: SILENCE_MS,
        sentinelRetryStrategy: retry,
        enableOfflineQueue,
        retryStrategy: retry,
      });
    case 'cluster':
      return new Cluster([...servers.nodes], {
        redisOptions: options,
        enableOfflineQueue,
        clusterRetryStrategy: retry,
        // A certificate is for a name, so a name is not looked up before it can be compared.
        dnsLookup: tls && ((name, found) => found(null, name)),
      });
  }
}

type Manner = Pick<RedisOptions, 'enableOfflineQueue' | 'maxRetriesPerRequest' | 'commandTimeout' | 'socketTimeout'>;
const SILENCE_MS = 5000;
// A ring that cannot be delivered at once fails at once: the sweep rings again. So does one that a server never answers.
const HASTY: Manner = { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: SILENCE_MS, socketTimeout: SILENCE_MS };
// A worker waits for its server, and up to ten seconds for a ring; a server that is silent for longer is asked anew.
const PATIENT: Manner = { enableOfflineQueue: true, maxRetriesPerRequest: null, socketTimeout: 3 * SILENCE_MS };

// The braces keep all keys of the queue in one slot of a cluster.
const REDIS_OPTIONS = { prefix: '{deskside}' };
// Retries are counted in rows, so a stalled job may be started again as often as it likes, and nothing is kept.
// After a lost connection BullMQ would pause for 15 seconds, and not even close in the meantime.
const WORKER_OPTIONS = { runRetryDelay: 1000, maxStalledCount: 10, removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } };
