import { setTimeout as sleep } from 'node:timers/promises';
import { spreadOf, type Spread } from './figures.ts';

export const PER_SECOND = 200;
/** The first second only warms up. */
const WARM_UP = PER_SECOND;

export interface Pace {
  readonly sent: readonly number[];
  readonly acknowledged: readonly number[];
}

/** Sends events at an even pace, whether or not those before are acknowledged. @param post resolves once the nth is */
export async function keepPace(seconds: number, post: (n: number) => Promise<void>): Promise<Pace> {
  const [sent, acknowledged]: [number[], number[]] = [[], []];
  const posts: Promise<void>[] = [];
  const start = now();
  for (let n = 0; n < seconds * PER_SECOND; n++) {
    const wait = start + (n * 1000) / PER_SECOND - now();
    if (wait > 0) await sleep(wait);
    sent[n] = now();
    posts.push(post(n).then(() => void (acknowledged[n] = now())));
  }
  await Promise.all(posts);
  return { sent, acknowledged };
}

export function since(sent: readonly number[], times: readonly number[]): Spread {
  return spreadOf(times.map((at, n) => at - (sent[n] ?? 0)).slice(WARM_UP));
}

/** Milliseconds on the machine's own clock that only goes forward: the same for every process. */
export function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
