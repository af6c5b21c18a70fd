import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '#config.ts';
import { chooseBackend } from '#queue/backend.ts';
import { noRedis, startRedis } from '#test/support/redis.ts';
import type { AddStop } from '../desk.ts';
import { measureBareJobs, measureBareTickets } from './bare.ts';
import { startBenchDesk, type BenchDesk, type Surroundings } from './bench-desk.ts';
import { startDatabases } from './databases.ts';
import { measureBusy, measureMost, measureSteady, type Busy, type Steady } from './steady.ts';
import { measureTickets, type Tickets } from './tickets.ts';

/** One way to carry the queue. */
export interface BackendFigures {
  readonly backend: 'redis' | 'postgres';
  /** Bare jobs a second. */
  readonly bareJobs: number;
  /** Resident, in MB, some seconds after the start. */
  readonly idle: ReturnType<BenchDesk['memory']>;
  readonly oneWorker: Tickets;
  readonly twoWorkers: Tickets;
  readonly steady: Steady;
  readonly busy: Busy;
  /** Events a second that a front acknowledges while no worker runs. */
  readonly most: number;
}

export interface Throughput {
  /** Bare tickets a second, before and after everything else. */
  readonly bareTickets: readonly [number, number];
  readonly backends: readonly BackendFigures[];
  /** Why Redis was left out. */
  readonly skipped?: string;
}

/** As many as take some seconds, so that what runs once hardly counts. */
const TICKETS = 1500;
const WARM_UP = 400;
const BARE_JOBS = { redis: 10_000, postgres: 3000 };
const MOST = 4000;
const IDLE_AFTER_MS = 3000;

export async function measureThroughput(folder: string, addStop: AddStop): Promise<Throughput> {
  const databases = await startDatabases(folder, addStop);
  const bare = async () => await measureBareTickets((await databases.fresh()).url);
  const before = await bare();
  const backends: BackendFigures[] = [];
  if (noRedis === '') {
    const redis = await startRedis();
    addStop('redis', redis.end);
    backends.push(await measureBackend({ databases, addStop, redis }));
  }
  backends.push(await measureBackend({ databases, addStop, redis: undefined }));
  return { bareTickets: [before, await bare()], backends, ...(noRedis === '' ? {} : { skipped: noRedis.trim() }) };
}

async function measureBackend(surroundings: Surroundings): Promise<BackendFigures> {
  const { redis, databases } = surroundings;
  const backend = redis ? 'redis' : 'postgres';
  const { url } = await databases.fresh();
  const bareJobs = await measureBareJobs(chooseBackend({ ...readConfig({ REDIS_URL: redis?.url }), databaseUrl: url }), BARE_JOBS[backend]);
  return { backend, bareJobs, ...(await withDesk(surroundings, 1, measureAlone)), twoWorkers: await withDesk(surroundings, 2, measureWarm) };
}

async function measureAlone(desk: BenchDesk) {
  await sleep(IDLE_AFTER_MS);
  const idle = desk.memory();
  const oneWorker = await measureWarm(desk);
  const steady = await measureSteady(desk);
  const busy = await measureBusy(desk, TICKETS);
  await desk.stopWorkers();
  return { idle, oneWorker, steady, busy, most: await measureMost(desk, MOST) };
}

async function measureWarm(desk: BenchDesk): Promise<Tickets> {
  await measureTickets(desk, WARM_UP);
  return await measureTickets(desk, TICKETS);
}

async function withDesk<T>(surroundings: Surroundings, workers: number, measure: (desk: BenchDesk) => Promise<T>): Promise<T> {
  const desk = await startBenchDesk(surroundings, workers);
  const figures = await measure(desk);
  await desk.stop();
  return figures;
}
