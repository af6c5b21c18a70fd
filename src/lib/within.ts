import { setTimeout as sleep } from 'node:timers/promises';

export class TooLate extends Error {}

/** What `work` comes to, if it comes to it within so many milliseconds; the work itself is not stopped. @throws TooLate */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const patience = new AbortController();
  const late = sleep(ms, undefined, { signal: patience.signal }).then(() => {
    throw new TooLate(`No answer within ${ms} ms.`);
  });
  late.catch(() => undefined);
  // Should it fail after we have gone, nobody is there to hear.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    patience.abort();
  }
}
