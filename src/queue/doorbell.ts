import type { Log } from '#lib/log.ts';
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
  await queue.waitUntilReady();
  return {
    ring: async (rowIds) => {
      if (rowIds.length === 0) return;
      try {
        await queue.addBulk(rowIds.map((id) => ({ name: 'row', data: { id }, opts: { jobId: `row-${id}`, removeOnComplete: true, removeOnFail: true } })));
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
