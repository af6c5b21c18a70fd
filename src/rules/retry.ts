/** Attempts before a row is given up. */
export const MAX_ATTEMPTS = 5;

/**
 * Seconds to wait after the given number of attempts: 1, 4, 16, 64 … at most 15 minutes, give or take a quarter,
 * so that rows that failed together do not come back together.
 * @param random between 0 and 1
 */
export function retryDelay(attempts: number, random: number): number {
  const base = Math.min(4 ** (attempts - 1), 900);
  return base * (0.75 + random / 2);
}
