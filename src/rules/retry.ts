/** Attempts before a row is given up, when the fault is ours or its workers died of it. */
export const MAX_ATTEMPTS = 5;

/** Waits before a row is given up, when the other side cannot be reached: about a day. */
export const MAX_WAITS = 1500;

/** For an outside that is away we look again at least that often: when it is back, nobody should wait long. */
const LONGEST_WAIT_SECONDS = 60;

/**
 * Seconds to wait after the given number of attempts: 1, 4, 16, 64 … at most 15 minutes, give or take a quarter,
 * so that rows that failed together do not come back together.
 * @param random between 0 and 1
 */
export function retryDelay(attempts: number, random: number): number {
  return spread(Math.min(4 ** (attempts - 1), 900), random);
}

/**
 * Seconds to wait for an outside that is away: 1, 4, 16 and then 60, give or take a quarter; or what it asked for,
 * and up to a tenth more.
 * @param waits how often in a row it has been away, this time included
 */
export function outsideDelay(waits: number, retryAfterSeconds: number | undefined, random: number): number {
  if (retryAfterSeconds !== undefined) return retryAfterSeconds * (1 + random / 10);
  return spread(Math.min(4 ** (waits - 1), LONGEST_WAIT_SECONDS), random);
}

function spread(seconds: number, random: number): number {
  return seconds * (0.75 + random / 2);
}
