import { expect } from 'vitest';
import { fault } from '../support/fault.ts';
import type { Somebody } from '../support/people.ts';
import type { Doing, Scene } from '../support/scene.ts';
import { long, until } from '../support/wait.ts';
import type { Here } from '../support/world.ts';

/** Rows 45 and 46: processes that are stopped in order, and ones that stand still. */
export function stops(world: Here): void {
  fault(world, { number: '45', short: 'Redis', fault: 'SIGTERM during work, everything restarted in turn', begins: [2, 2], within: 180 }, async (scene) => {
    const talk = scene.crowd(['echo', 'join', 'report', 'ring'], long ? 25 : 8);
    const old = [...world().of('front'), ...world().of('worker')];
    const took: number[] = [];
    for (const member of old) {
      await world().start(member.part);
      const since = performance.now();
      member.signal('SIGTERM');
      expect(await member.ended).toBe(0);
      took.push((performance.now() - since) / 1000);
    }
    await talk;
    expect(Math.max(...took)).toBeLessThan(20);
    return { runs: old.length, note: `gone within ${Math.max(...took).toFixed(1)} s, exit code 0` };
  });

  for (const [doing, border] of long ? STANDS : STANDS.slice(0, 1)) {
    fault(
      world,
      {
        number: '46',
        short: 'Postgres',
        fault: 'a worker stands still for longer than its lease',
        title: `a worker stands still at ${border}`,
        begins: [1, 0],
      },
      async (scene) => {
        await standStill(scene, doing, border);
      },
    );
  }
}

const STANDS: readonly (readonly [Doing, string])[] = [
  ['echo', 'effect begins/post'],
  ['report', 'row leased/card'],
  ['join', 'handler run/step'],
  ['echo', 'handler run/event'],
];

async function standStill(scene: Scene, doing: Doing, border: string): Promise<void> {
  const { world } = scene;
  const sleeper = await world.start('worker', { STOP: `${border}/1` });
  await scene.act(world.people[6] as Somebody, doing);
  await sleeper.says('stops', 20);
  await world.start('worker');
  await until('another worker has done it', 30, async () => (await world.open()) === 0);
  sleeper.signal('SIGCONT');
  // It is awake again when it has done something else.
  await Promise.all(world.of('worker').map(async (worker) => await (worker === sleeper ? undefined : worker.kill())));
  await scene.happened(await scene.act(world.people[7] as Somebody, 'echo'), 20);
}

/**
 * A worker that stood still at a card comes back while another is about to post it, having looked and found nothing. Only
 * its lease keeps the first from going on: it knows that it ran out, and the fence in the database says so, too.
 */
export async function crossedWorkers(scene: Scene, special: Readonly<Record<string, string>> = {}): Promise<void> {
  const { world } = scene;
  const first = await world.start('worker', { STOP: 'row leased/card/1', ...special });
  await scene.act(world.people[8] as Somebody, 'report');
  await first.says('stops', 20);
  const second = await world.start('worker', { STOP: 'effect begins/card/1' });
  await second.says('stops', 30);
  first.signal('SIGCONT');
  await scene.happened(await scene.act(world.people[9] as Somebody, 'echo'), 20);
  second.signal('SIGCONT');
  // Stopped in order, both end what they still have in hand.
  for (const worker of [first, second]) worker.signal('SIGTERM');
  await Promise.all([first.ended, second.ended]);
  await world.start('worker');
}
