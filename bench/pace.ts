import { setTimeout as sleep } from 'node:timers/promises';
import { spreadOf, type Spread } from './figures.ts';

const PER_SECOND = 200;

export interface Pace {
  readonly perSecond: number;
  readonly sent: readonly number[];
  readonly acknowledged: readonly number[];
}

/** Sends events at an even pace, whether or not those before are acknowledged. @param post resolves once the nth is */
export async function keepPace(seconds: number, post: (n: number) => Promise<void>, perSecond = PER_SECOND): Promise<Pace> {
  const [sent, acknowledged]: [number[], number[]] = [[], []];
  const posts: Promise<void>[] = [];
  const start = now();
  for (let n = 0; n < seconds * perSecond; n++) {
    const wait = start + (n * 1000) / perSecond - now();
    if (wait > 0) await sleep(wait);
    sent[n] = now();
    posts.push(post(n).then(() => void (acknowledged[n] = now())));
  }
  await Promise.all(posts);
  return { perSecond, sent, acknowledged };
}

/** From sending to those times. The first second only warms up. */
export function since({ sent, perSecond }: Pace, times: readonly number[]): Spread {
  return spreadOf(times.map((at, n) => at - (sent[n] ?? 0)).slice(perSecond));
}

/** Milliseconds on the machine's own clock that only goes forward: the same for every process. */
export function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
