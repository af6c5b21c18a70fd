import { Redis } from 'ioredis';
import { expect } from 'vitest';
import { fault } from '../support/fault.ts';
import { percentile } from '../support/restarts.ts';
import type { Scene } from '../support/scene.ts';
import { lasting, long } from '../support/wait.ts';
import type { Here, World } from '../support/world.ts';

/** Rows 9 to 14: what befalls Redis. Where there is none there is nothing to befall. */
export function theQueue(world: Here): void {
  const redis = () => world().redis as NonNullable<World['redis']>;
  const pending = long ? 10_000 : 1000;
  const people = () => world().people.slice(0, 40);

  fault(world, { number: '9', fault: 'FLUSHALL with 10,000 rows pending', begins: [1, 0], within: long ? 400 : 120 }, async (scene) => {
    await scene.crowd(['echo'], pending / 40, people());
    await redis().flush();
    const since = performance.now();
    await world().has(1, 2);
    await world().settled(60);
    const note = `${pending} rows done ${((performance.now() - since) / 1000).toFixed(0)} s later, start of two workers included`;
    return { note: long ? note : `${note}; the long form has 10,000` };
  });

  fault(world, { number: '10', fault: 'Redis killed and restarted, empty', begins: [1, 2] }, async (scene) => {
    const talk = scene.crowd(['echo', 'join', 'report'], 6);
    await redis().stop();
    await redis().start();
    await talk;
  });

  fault(
    world,
    { number: '11', fault: `Redis down for ${long ? '10 min' : '10 min (short form: 5 s)'}`, begins: [1, 2], within: long ? 800 : 90 },
    async (scene) => {
      await redis().stop();
      const note = await goesOn(scene, long ? 600_000 : 5000);
      await redis().start();
      return { note };
    },
  );

  fault(world, { number: '12', fault: 'an older snapshot of Redis restored', begins: [1, 0] }, async (scene) => {
    await scene.crowd(['echo', 'join', 'report'], 1);
    const client = new Redis(redis().url);
    await client.save();
    client.disconnect();
    await world().has(1, 2);
    await world().settled();
    await redis().stop();
    // What it saved then is what it finds now.
    await redis().start();
    await scene.crowd(['echo'], 1);
    const after = new Redis(redis().url);
    await after.config('SET', 'save', '');
    after.disconnect();
  });

  fault(world, { number: '13', fault: 'Redis is full', begins: [1, 2] }, async (scene) => {
    const client = new Redis(redis().url);
    await client.config('SET', 'maxmemory', '1mb');
    const note = await goesOn(scene, long ? 20_000 : 4000);
    await client.config('SET', 'maxmemory', '0');
    client.disconnect();
    return { note };
  });

  fault(
    world,
    { number: '14', fault: `Redis frozen for ${long ? '60 s' : '60 s (short form: 5 s)'}`, begins: [1, 2], within: long ? 200 : 90 },
    async (scene) => {
      redis().freeze(true);
      try {
        return { note: await goesOn(scene, long ? 60_000 : 5000) };
      } finally {
        redis().freeze(false);
      }
    },
  );
}

/** While it lasts, everything is acknowledged soon, and done. */
async function goesOn(scene: Scene, ms: number): Promise<string> {
  const deadline = performance.now() + ms;
  let last = '';
  while (performance.now() < deadline) {
    last = await scene.act(scene.world.people[scene.count() % 40] ?? expect.unreachable('nobody'), 'echo', true);
    await lasting(50);
  }
  const waited = await scene.happened(last, 10);
  const answers = scene.answered();
  const p99 = percentile(
    answers.map((answer) => answer.ms),
    0.99,
  );
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  expect(p99).toBeLessThan(500);
  return `${answers.length} acknowledged meanwhile, p99 ${p99.toFixed(0)} ms; the last was done after ${waited.toFixed(1)} s`;
}
