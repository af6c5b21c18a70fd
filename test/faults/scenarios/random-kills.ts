import { expect } from 'vitest';
import { keepTalking } from '../support/crowd.ts';
import { fault } from '../support/fault.ts';
import { restartNote } from '../support/restarts.ts';
import type { Doing } from '../support/scene.ts';
import { lasting, long } from '../support/wait.ts';
import type { Here } from '../support/world.ts';

const DOINGS: readonly Doing[] = ['echo', 'join', 'report', 'ring', 'mail'];
const BATCHES = long ? 10 : 1;
const KILLS = long ? 50 : 6;
/** How many processes are down at a time, at most. */
const KILLERS = 2;

/** Numbers between 0 and 1 that follow from a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Everything at once: forty people, and any process may die at any moment. */
export function randomKills(world: Here): void {
  let requests = 0;
  let mails = 0;
  const seed = Number(process.env['FAULTS_SEED'] ?? Date.now() % 1_000_000);
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const name = `random kills${BATCHES > 1 ? `, batch ${batch + 1} of ${BATCHES}` : ''} (seed ${seed + batch})`;
    fault(
      world,
      { number: 'R', fault: 'front ends and workers killed at random', title: name, within: KILLS * 15 + 60, begins: [2, 3], mayGiveUp: true },
      async (scene) => {
        const random = randomFrom(seed + batch);
        let left = KILLS;
        const crowd = keepTalking(scene, world().people, DOINGS, 60);
        const kill = async () => {
          for (; left > 0;) {
            left -= 1;
            await lasting(random() * 1000);
            const part = random() < 0.4 ? 'front' : 'worker';
            const victims = world()
              .of(part)
              .filter(({ ready }) => ready());
            await victims[Math.floor(random() * victims.length)]?.kill();
            world().leases.killed();
            await world().start(part);
          }
        };
        try {
          await Promise.all(Array.from({ length: KILLERS }, kill));
        } finally {
          await crowd.stop();
        }
        await world().settled(120);
        const { givenUp } = await scene.verdict();
        // Only what cannot be looked up may be left to a person.
        expect(givenUp.filter((one) => !one.startsWith('mail'))).toEqual([]);
        requests += scene.count();
        mails += givenUp.length;
        if (batch < BATCHES - 1) return { runs: KILLS, note: '' };
        const leftTo = mails > 0 ? `; ${mails} mails of unknown outcome left to a person` : '';
        return { runs: KILLS, note: `seed ${seed}; ${requests} requests; ${await restartNote(world().leases)}${leftTo}` };
      },
    );
  }
}
