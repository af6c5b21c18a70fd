import { expect } from 'vitest';
import { fault } from '../support/fault.ts';
import type { Somebody } from '../support/people.ts';
import { startProxy } from '../support/proxy.ts';
import type { Here } from '../support/world.ts';

/** Row 19: the connection on which a worker hears of work goes silent, and nobody says so. */
export function listening(world: Here): void {
  fault(world, { number: '19', fault: 'the listening connection dropped silently', begins: [1, 0] }, async (scene) => {
    const { redis, env, people } = world();
    const proxy = await startProxy(redis?.url ?? env.DATABASE_URL, ['LISTEN', 'listen']);
    try {
      await world().start('worker', redis ? { REDIS_URL: proxy.url } : { DATABASE_URL: proxy.url });
      const [who] = people as [Somebody];
      await scene.happened(await scene.act(who, 'echo'), 10);
      if (redis) proxy.silence();
      else for (const word of ['LISTEN', 'listen']) proxy.silence(word);
      expect(proxy.silenced()).toBeGreaterThan(0);
      const waits: number[] = [];
      for (let at = 0; at < 3; at += 1) waits.push(await scene.happened(await scene.act(who, 'echo'), 10));
      expect(Math.max(...waits)).toBeLessThan(5);
      return { runs: waits.length, note: `taken up after ${Math.max(...waits).toFixed(1)} s at most` };
    } finally {
      await world().has(1, 0);
      await world().has(1, 1);
      await proxy.end();
    }
  });
}
