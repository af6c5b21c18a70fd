import type { Timing } from '#directory/timing.ts';

/** A time that moves when it is told to, or when somebody waits; nobody waits in earnest. */
export function createTestTiming(start = Date.parse('2026-11-25T09:00:00Z')) {
  let time = start;
  const pauses: number[] = [];
  const timing: Timing = {
    now: () => time,
    pause: async (ms, signal) => {
      signal?.throwIfAborted();
      pauses.push(ms);
      time += ms;
      await Promise.resolve();
    },
  };
  return { ...timing, pauses, advance: (ms: number) => void (time += ms) };
}
