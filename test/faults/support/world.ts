import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { freePort } from '#lib/free-port.ts';
import { openDatabase } from '#store/database.ts';
import { migrateStore } from '#store/migrate.ts';
import { call, type Effect, type Misbehaviour } from '#test/outside/wire.ts';
import { startRedis } from '#test/support/redis.ts';
import { createPeople } from './people.ts';
import { startPostgres } from './postgres.ts';
import { watchLeases } from './restarts.ts';
import { spawnNode, type Proc } from './spawn.ts';
import { until } from './wait.ts';

export type Backend = 'Postgres' | 'Redis';
export type Part = 'front' | 'worker';

/** A process of Deskside. */
export interface Member extends Proc {
  readonly part: Part;
  readonly port: number;
  /** Started without anything special. */
  readonly plain: boolean;
  readonly ready: () => boolean;
}

/** The world that a scenario plays in, once it is there. */
export type Here = (() => World) & { readonly backend: Backend };

export type World = Awaited<ReturnType<typeof createWorld>>;

const NO_LIMITS = { LIMIT_PERSON_PER_MINUTE: '1000000', LIMIT_ROOM_PER_MINUTE: '1000000', LIMIT_WAITING: '1000000' };

/** A company, its database, its queue, the outside, and any number of processes. Scenarios of one backend share it. */
export async function createWorld(backend: Backend) {
  const folder = mkdtempSync(join(tmpdir(), 'deskside-world-'));
  const record = join(folder, 'outside.jsonl');
  const postgres = await startPostgres();
  const database = openDatabase(postgres.url, 8);
  await migrateStore(database);
  const people = await createPeople(database);
  const leases = await watchLeases(database);
  const redis = backend === 'Redis' ? await startRedis() : undefined;
  const outsidePort = await freePort();
  const outside = spawnNode('test/outside/server.ts', [String(outsidePort), record], {});
  await outside.says('The outside is there.');
  const base = `http://127.0.0.1:${outsidePort}`;
  const members = new Set<Member>();
  const queue: Record<string, string> = redis === undefined ? {} : { REDIS_URL: redis.url };
  const env = { ...NO_LIMITS, UNDERSTANDS: 'little', OUTSIDE: base, DATABASE_URL: postgres.url, DESKSIDE_DATA: folder, ...queue };

  const begin = async (part: Part, special: Readonly<Record<string, string>> = {}): Promise<Member> => {
    const port = await freePort();
    const proc = spawnNode(inject('program'), [part], { ...env, PORT: String(port), ...special });
    let ready = false;
    void proc.says('is ready').then(
      () => (ready = true),
      () => undefined,
    );
    const member = { ...proc, part, port, plain: Object.keys(special).length === 0, ready: () => ready };
    members.add(member);
    void proc.ended.then(() => members.delete(member));
    return member;
  };
  /** Starts a process, with special settings if any, and waits until it is ready. */
  const start = async (part: Part, special: Readonly<Record<string, string>> = {}): Promise<Member> => {
    const member = await begin(part, special);
    await member.says('is ready');
    return member;
  };
  const of = (part: Part) => [...members].filter((member) => member.part === part);
  /** Brings about so many ordinary processes and no others. */
  const has = async (fronts: number, workers: number) => {
    const wanted = { front: fronts, worker: workers };
    await Promise.all([...members].filter(({ plain }) => !plain).map(async (member) => await member.kill()));
    for (const part of ['front', 'worker'] as const) for (const member of of(part).slice(wanted[part])) await member.kill();
    const lacking = (['front', 'worker'] as const).flatMap((part) => Array.from({ length: wanted[part] - of(part).length }, () => part));
    await Promise.all(lacking.map(async (part) => await start(part)));
  };
  const open = async () => {
    const [row] = await database.sql<{ count: number }[]>`
      select count(*)::int as count from outbox where state = 'ready' and v = 1 and (kind <> 'timer' or next_at <= now())`;
    return row?.count ?? 0;
  };

  return {
    backend,
    people,
    database,
    postgres,
    redis,
    env,
    leases,
    begin,
    start,
    has,
    of,
    ports: () =>
      of('front')
        .filter(({ ready }) => ready())
        .map(({ port }) => port),
    open,
    /** Puts away what is still to be done, after a scenario that failed; the processes start afresh. */
    forget: async () => {
      await Promise.all([...members].map(async (member) => await member.kill()));
      await database.sql`update outbox set state = 'dropped', done_at = now(), leased_until = null where state = 'ready'`;
    },
    /** Waits until nothing is left to do but timers whose time has not come. */
    settled: async (seconds = 60) => {
      try {
        await until('everything has been done', seconds, async () => (await open().catch(() => 1)) === 0);
      } catch (error) {
        const left = await database.sql`
          select kind, lane, attempts, waits, unsure, fence, last_error, next_at - now() as due_in, leased_until - now() as held_for from outbox
          where state = 'ready' and v = 1 and (kind <> 'timer' or next_at <= now()) order by created_at limit 3`;
        throw new Error(`${(error as Error).message} Left: ${JSON.stringify(left)}`, { cause: error });
      }
    },
    effects: (from = 0): Effect[] => readLines(record).slice(from),
    misbehave: async (how: readonly Misbehaviour[]) => void (await call(base, 'POST', '/misbehave', how)),
    end: async () => {
      await Promise.all([...members, outside].map(async (proc) => await proc.kill()));
      await database.close();
      await redis?.end();
      await postgres.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function readLines(file: string): Effect[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Effect);
}
