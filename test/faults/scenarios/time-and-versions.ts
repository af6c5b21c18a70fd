import { randomBytes, randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { fault } from '../support/fault.ts';
import type { Somebody } from '../support/people.ts';
import type { Scene } from '../support/scene.ts';
import { lasting, long, until } from '../support/wait.ts';
import type { Here, World } from '../support/world.ts';

const HOUR_MS = 3_600_000;
const MIX = ['echo', 'join', 'report'] as const;

/** Plans timers by the database's clock, each of which says something once. Returns their tokens. */
async function planTimers({ database, people }: World, count: number, seconds: number): Promise<string[]> {
  const tokens = Array.from({ length: count }, () => `t${randomBytes(6).toString('hex')}`);
  for (const [at, token] of tokens.entries()) {
    const { id } = people[at % people.length] as Somebody;
    const payload = JSON.stringify({ timer: 'probe.ring', subject: `${id}/${token}` });
    await database.sql`insert into outbox (id, lane, kind, payload, request_id, next_at)
      values (${randomUUID()}, ${`timer:${token}`}, 'timer', ${payload}::text::jsonb, ${randomUUID()}, clock_timestamp() + make_interval(secs => ${seconds}))`;
  }
  return tokens;
}

/** Each rang once, and none before its time. */
async function expectRung({ world, effects }: Scene, tokens: readonly string[]): Promise<void> {
  await until('all timers have rung', 60, () => tokens.every((token) => effects().some(({ text }) => text.includes(token))));
  expect(tokens.filter((token) => effects().filter(({ text }) => text.includes(token)).length !== 1)).toEqual([]);
  const early = await world.database.sql`
    select 1 from outbox o join lease_log l on l.row_id = o.id where o.kind = 'timer' and o.lane in ${world.database.sql(tokens.map((token) => `timer:${token}`))} and l.at < o.next_at`;
  expect(early).toHaveLength(0);
}

/** Rows 38, 39, 42, 43: clocks that are wrong, time that passed unseen, and releases side by side. */
export function timeAndVersions(world: Here): void {
  fault(world, { number: '38', short: 'Postgres', fault: 'clocks an hour and a minute wrong, each process another', begins: [1, 0] }, async (scene) => {
    const ahead = [HOUR_MS, -HOUR_MS, 60_000, -60_000];
    const [began] = await world().database.sql<{ now: Date }[]>`select clock_timestamp() as now`;
    await Promise.all(ahead.map(async (ms) => await world().start('worker', { CLOCK_AHEAD_MS: String(ms) })));
    const tokens = await planTimers(world(), 20, 3);
    await scene.crowd(MIX, 3);
    await expectRung(scene, tokens);
    await world().settled();
    const stolen = await world().database.sql`select 1 from outbox where fence > 1 and created_at > ${began?.now ?? 0} and last_error is null and attempts > 1`;
    expect(stolen).toHaveLength(0);
    return { runs: ahead.length };
  });

  fault(world, { number: '39', short: 'Redis', fault: 'clocks step back an hour', begins: [1, 0] }, async (scene) => {
    const steps = { CLOCK_AHEAD_MS: String(HOUR_MS), CLOCK_STEP_MS: String(-HOUR_MS) };
    const workers = await Promise.all([world().start('worker', steps), world().start('worker', steps)]);
    const tokens = await planTimers(world(), 20, 3);
    const talk = scene.crowd(MIX, 4);
    await lasting(500);
    for (const worker of workers) worker.signal('SIGUSR2');
    await talk;
    await expectRung(scene, tokens);
    return { runs: workers.length };
  });

  fault(world, { number: '42', fault: 'timers due while everything was down', begins: [0, 0] }, async (scene) => {
    const tokens = await planTimers(world(), 50, 0);
    await world().has(1, 2);
    await expectRung(scene, tokens);
    return { note: 'timers; summaries by calendar come later' };
  });

  fault(world, { number: '43', fault: 'rows of a newer release', begins: [1, 2] }, async (scene) => {
    const { database, people } = world();
    const [who] = people as [Somebody];
    const plan = async (kind: string, payload: object, v: number) => {
      const id = randomUUID();
      await database.sql`insert into outbox (id, lane, kind, payload, request_id, v) values (${id}, ${`newer:${id}`}, ${kind}, ${JSON.stringify(payload)}::text::jsonb, ${randomUUID()}, ${v})`;
      return id;
    };
    const newer = await plan('post', { what: 'this release knows nothing of' }, 2);
    const unknown = [await plan('timer', { timer: 'pigeon.due', subject: '1' }, 1), await plan('step', { step: 'pigeon.fly', subject: '1', values: {} }, 1)];
    await scene.crowd(MIX, long ? 25 : 2);
    await scene.happened(await scene.act(who, 'echo'), 10);
    const rows = async (ids: readonly string[]) =>
      await database.sql<
        { state: string; attempts: number; fence: number; waits: number }[]
      >`select state, attempts, fence, waits from outbox where id in ${database.sql(ids)}`;
    await until('the unknown are put off', 20, async () => (await rows(unknown)).every(({ waits }) => waits > 0));
    expect(await rows([newer])).toEqual([{ state: 'ready', attempts: 0, fence: 0, waits: 0 }]);
    expect((await rows(unknown)).map(({ state, attempts }) => ({ state, attempts }))).toEqual(unknown.map(() => ({ state: 'ready', attempts: 0 })));
    await database.sql`update outbox set state = 'dropped', done_at = now() where id in ${database.sql([newer, ...unknown])}`;
    return { note: 'newer rows, timers and steps stay for newer workers; processes of two releases come with the next release' };
  });
}
