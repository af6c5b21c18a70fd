import type { Somebody } from './people.ts';
import type { Doing, Scene } from './scene.ts';
import { lasting } from './wait.ts';

const LOOK_MS = 100;

/**
 * People who talk until they are stopped, each one thing after another, and wait while more than `most` rows are open.
 * `stop` resolves when the last word of each is acknowledged.
 */
export function keepTalking({ world, act }: Scene, people: readonly Somebody[], doings: readonly Doing[], most: number): { stop(): Promise<void> } {
  const over = new AbortController();
  const room = { crowded: false };
  const look = async () => {
    while (!over.signal.aborted) {
      room.crowded = (await world.open().catch(() => Number.POSITIVE_INFINITY)) > most;
      await lasting(LOOK_MS);
    }
  };
  const talk = async (who: Somebody, offset: number) => {
    for (let turn = offset; !over.signal.aborted; turn += 1) {
      if (room.crowded) await lasting(LOOK_MS);
      else await act(who, doings[turn % doings.length] ?? 'echo', true);
    }
  };
  const all = Promise.all([look(), ...people.map(talk)]);
  // Whoever stops them hears of it.
  all.catch(() => undefined);
  return {
    stop: async () => {
      over.abort();
      await all;
    },
  };
}
