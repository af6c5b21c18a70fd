import type { Sql } from 'postgres';
import { freePort } from '#lib/free-port.ts';
import { HIGH_LIMITS, type AddStop } from '../desk.ts';
import { cpuOf, cpuOfFamily, MEASURABLE, memoryOf, type Cpu } from './cpu.ts';
import type { Databases } from './databases.ts';
import { launchOutside, launchPart } from './processes.ts';

/** A desk of several processes on a database of its own. */
export interface BenchDesk {
  /** Where its front takes deliveries. */
  readonly port: number;
  /** Of the fake outside. */
  readonly outside: string;
  readonly sql: Sql;
  /** Undefined where it cannot be measured. */
  cpu(): Cpu | undefined;
  /** Resident, in MB. */
  memory(): { readonly front: number | undefined; readonly worker: number | undefined };
  stopWorkers(): Promise<void>;
  stop(): Promise<void>;
}

/** What all desks of one backend share. */
export interface Surroundings {
  readonly databases: Databases;
  readonly addStop: AddStop;
  /** Undefined: the queue is in Postgres. */
  readonly redis: { readonly url: string; readonly pid: () => number; flush(): Promise<void> } | undefined;
}

export async function startBenchDesk({ databases, redis, addStop }: Surroundings, workerCount: number): Promise<BenchDesk> {
  const database = await databases.fresh();
  await redis?.flush();
  const [port, outside] = [await freePort(), await launchOutside(addStop)];
  const env = { ...HIGH_LIMITS, DATABASE_URL: database.url, REDIS_URL: redis?.url ?? '', PORT: String(port), OUTSIDE: outside.base, LOG_LEVEL: 'warn' };
  const front = await launchPart('front', env, addStop);
  const workers = await Promise.all(Array.from({ length: workerCount }, async () => await launchPart('worker', env, addStop)));
  const stopWorkers = async () => void (await Promise.all(workers.map(async (worker) => await worker.stop())));
  const load = () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  };
  return {
    port,
    outside: outside.base,
    sql: database.sql,
    cpu: () =>
      MEASURABLE
        ? {
            front: cpuOf(front.pid),
            workers: workers.reduce((sum, { pid }) => sum + cpuOf(pid), 0),
            postgres: cpuOfFamily(databases.pid),
            queue: redis ? cpuOf(redis.pid()) : 0,
            outside: cpuOf(outside.pid),
            load: load(),
          }
        : undefined,
    memory: () => ({ front: memoryOf(front.pid), worker: memoryOf(workers[0]?.pid ?? 0) }),
    stopWorkers,
    stop: async () => {
      await front.stop();
      await stopWorkers();
      await outside.stop();
      await database.close();
    },
  };
}
