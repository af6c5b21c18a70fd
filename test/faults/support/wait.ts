import { setTimeout as sleep } from 'node:timers/promises';

/** FAULTS=long: the whole matrix at full length. Otherwise the short form, for every submission. */
export const long = process.env['FAULTS'] === 'long';
/** FAULTS=both: as short as the short form, but everything on both backends, as in the long form. */
export const onBoth = long || process.env['FAULTS'] === 'both';

/** How long a fault lasts: the only place where this suite lets time pass without looking at anything. */
export async function lasting(ms: number): Promise<void> {
  await sleep(ms);
}

/** Looks again and again until it is so. @throws Error that says what did not happen */
export async function until(what: string, seconds: number, look: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (performance.now() < deadline) {
    if (await look()) return;
    await sleep(50);
  }
  throw new Error(`Not within ${seconds} s: ${what}.`);
}
