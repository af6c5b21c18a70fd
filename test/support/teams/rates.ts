import type { Operation } from './faults.ts';

/** As documented, per bot and conversation: at most so many calls within so many seconds. */
const PER_CONVERSATION: Partial<Record<Operation, readonly (readonly [seconds: number, calls: number])[]>> = {
  post: [
    [1, 7],
    [2, 8],
    [30, 60],
    [3600, 1800],
  ],
  update: [
    [1, 7],
    [2, 8],
    [30, 60],
    [3600, 1800],
  ],
  create: [
    [1, 7],
    [2, 8],
    [30, 60],
    [3600, 1800],
  ],
  members: [
    [1, 14],
    [2, 16],
    [30, 120],
    [3600, 3600],
  ],
};
const PER_APP = [[1, 50]] as const;

/** In seconds, until the call would be let through; undefined when it is, and counted. */
export type Rates = (operation: Operation, conversation: string, tenant: string) => number | undefined;

export function createRates(now: () => Date): Rates {
  const calls = new Map<string, number[]>();
  return (operation, conversation, tenant) => {
    const at = now().getTime();
    const kept = [
      [`${operation} ${conversation}`, PER_CONVERSATION[operation] ?? []],
      [tenant, PER_APP],
    ] as const;
    for (const [key, rules] of kept) {
      const before = calls.get(key) ?? [];
      for (const [seconds, most] of rules) if (before.filter((then) => then > at - seconds * 1000).length >= most) return seconds;
    }
    for (const [key] of kept) calls.set(key, [...(calls.get(key) ?? []), at].slice(-2000));
    return undefined;
  };
}
