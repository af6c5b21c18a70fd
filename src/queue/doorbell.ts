import { DeskError } from '#core/errors.ts';
import type { Log } from '#lib/log.ts';
import { TooLate, within } from '#lib/within.ts';
import type { QueueBackend } from './backend.ts';

/**
 * Tells workers that an outbox row is to be done. It carries ids only and promises nothing: a ring may be lost, late
 * or doubled. The row alone says whether there is work, and the sweep rings again for what was missed.
 */
export interface Doorbell {
  /** Never throws: a failed ring is logged and left to the sweep. */
  ring(rowIds: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** Answers rings. */
export interface Listener {
  /** Takes no more rings, and resolves when the running ones are answered. */
  close(): Promise<void>;
}

const QUEUE = 'deskside';

export async function createDoorbell(backend: QueueBackend, log: Log): Promise<Doorbell> {
  const queue = backend.queue(QUEUE);
  let closing = false;
  queue.on('error', (error) => closing || log.warn({ err: error }, 'queue error'));
  await ready(queue);
  return {
    ring: async (rowIds) => {
      if (rowIds.length === 0) return;
      try {
        const jobs = rowIds.map((id) => ({ name: 'row', data: { id }, opts: { jobId: `row-${id}`, removeOnComplete: true, removeOnFail: true } }));
        await within(RING_WITHIN_MS, queue.addBulk(jobs));
      } catch (error) {
        log.warn({ err: error, rows: rowIds.length }, 'could not ring; the sweep will');
      }
    },
    close: async () => {
      closing = true;
      await queue.close();
    },
  };
}

/** A frozen queue must not keep anybody waiting. */
const RING_WITHIN_MS = 2000;

/** How long a queue may take to answer when a process starts. */
const READY_WITHIN_MS = 10_000;

/** @throws DeskError `setup` when it does not answer. */
async function ready(queue: { waitUntilReady(): Promise<unknown>; close(): Promise<void> }): Promise<void> {
  try {
    await within(READY_WITHIN_MS, queue.waitUntilReady());
  } catch (error) {
    if (!(error instanceof TooLate)) throw error;
    void queue.close();
    throw new DeskError('setup', { userMessage: 'The queue does not answer. Is REDIS_URL right, and does Redis run?' });
  }
}

/** @param run must not throw: what went wrong belongs in the row. */
export async function listen(backend: QueueBackend, log: Log, concurrency: number, run: (rowId: string) => Promise<void>): Promise<Listener> {
  const worker = backend.worker(QUEUE, async (job) => await run((job.data as { id: string }).id), concurrency);
  let closing = false;
  // While it closes, connections that break are no news.
  worker.on('error', (error) => closing || log.warn({ err: error }, 'worker error'));
  await worker.waitUntilReady();
  return {
    close: async () => {
      closing = true;
      await worker.close();
    },
  };
}
