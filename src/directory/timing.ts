import { setTimeout as sleep } from 'node:timers/promises';

/** The time, and waiting; tests bring their own. */
export interface Timing {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly pause: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export const realTime: Timing = {
  now: () => Date.now(),
  pause: async (ms, signal) => await sleep(ms, undefined, signal && { signal }),
};
