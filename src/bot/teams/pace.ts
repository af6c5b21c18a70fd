import { OutsideError } from '#core/errors.ts';

/** In one conversation, so many calls within so many seconds; learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit. */
const PER_ROOM = [
  [1, 7],
  [2, 8],
  [30, 60],
  [3600, 1800],
] as const;
/** Of one app in one tenant. */
const PER_TENANT = [[1, 50]] as const;
const REMEMBERED = 10_000;

type Rule = readonly [seconds: number, calls: number];

/** Counts a call. @throws OutsideError `not_done` with how long to wait, before anything is asked of Teams */
export type Pace = (tenant: string, room: string) => void;

/**
 * Keeps this process below what Teams takes, so that it hardly ever has to say so. What several processes do together
 * is not counted: then Teams says when to go on.
 * @param now in milliseconds, never going back
 */
export function createPace(now: () => number = () => performance.now()): Pace {
  const [rooms, tenants] = [new Map<string, number[]>(), new Map<string, number[]>()];
  return (tenant, room) => {
    const at = now();
    const kept = [
      [rooms, `${tenant}/${room}`, PER_ROOM],
      [tenants, tenant, PER_TENANT],
    ] as const;
    const wait = Math.max(...kept.map(([calls, key, rules]) => waitOf(calls.get(key) ?? [], rules, at)));
    if (wait > 0)
      throw new OutsideError('I have posted there so much that Teams would refuse more for now.', { outcome: 'not_done', retryAfterSeconds: wait / 1000 });
    for (const [calls, key, rules] of kept) count(calls, key, at, Math.max(...rules.map(([, most]) => most)));
  };
}

/** In milliseconds, until every rule lets one more through. */
function waitOf(before: readonly number[], rules: readonly Rule[], at: number): number {
  return Math.max(0, ...rules.map(([seconds, most]) => (before.at(-most) ?? -Infinity) + seconds * 1000 - at));
}

/** The last calls only, and those of the rooms used last. */
function count(calls: Map<string, number[]>, key: string, at: number, most: number): void {
  const before = calls.get(key) ?? [];
  calls.delete(key);
  before.push(at);
  if (before.length > most) before.shift();
  calls.set(key, before);
  const [oldest] = calls.keys();
  if (calls.size > REMEMBERED && oldest !== undefined) calls.delete(oldest);
}
