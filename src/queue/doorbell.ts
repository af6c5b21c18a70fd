import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Log } from '#lib/log.ts';
import { within } from '#lib/within.ts';
import type { QueueBackend } from './backend.ts';

/**
 * Tells workers that an outbox row is to be done. It carries ids only and promises nothing: a ring may be lost, late
 * or doubled. The row alone says whether there is work, and the sweep finds what was missed.
 */
export interface Doorbell {
  /** Resolves once the ring is out, or has failed. Never throws: a failed ring is logged and left to the sweep. */
  ring(rowIds: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** Answers rings. */
export interface Listener {
  /** Takes no more rings, and resolves when the running ones are answered. */
  close(): Promise<void>;
}

const QUEUE = 'deskside';
/** How long a queue may take to answer when a process starts. Without it work goes on, a little later each time. */
const READY_WITHIN_MS = 5000;
/** A frozen queue must not keep anybody waiting. */
const RING_WITHIN_MS = 2000;
/** A queue that is away may never say that a connection between two tries has ended; no more tries follow, so it is left to itself. */
const CLOSE_WITHIN_MS = 2000;

export async function createDoorbell(backend: QueueBackend, log: Log): Promise<Doorbell> {
  const queue = backend.queue(QUEUE);
  let closing = false;
  let silent = false;
  let waiting: string[] = [];
  let ringing: Promise<void> | undefined;
  queue.on('error', (error) => closing || log.warn({ err: error }, 'queue error'));
  await ready(queue, log);

  const ringFor = async (ids: readonly string[]) => {
    try {
      const jobs = ids.map((id) => ({ name: 'row', data: { id }, opts: { jobId: `row-${id}`, removeOnComplete: true, removeOnFail: true } }));
      await within(RING_WITHIN_MS, queue.addBulk(jobs));
      if (silent) log.warn('the queue takes rings again');
      silent = false;
    } catch (error) {
      if (!silent) log.warn({ err: error }, 'the queue takes no rings; the sweep finds what is to be done');
      silent = true;
    }
  };
  /** What is asked for while a ring is on its way goes out with the next one. */
  const ringAll = async () => {
    await nextTurn();
    while (waiting.length > 0) {
      const ids = [...new Set(waiting)];
      waiting = [];
      await ringFor(ids);
    }
    ringing = undefined;
  };
  return {
    ring: async (rowIds) => {
      if (rowIds.length === 0) return;
      waiting.push(...rowIds);
      await (ringing ??= ringAll());
    },
    close: async () => {
      closing = true;
      await ringing;
      await closed(queue.close(), log);
    },
  };
}

async function ready(queue: { waitUntilReady(): Promise<unknown> }, log: Log): Promise<void> {
  try {
    await within(READY_WITHIN_MS, queue.waitUntilReady());
  } catch (error) {
    log.error({ err: error }, 'The queue does not answer. Is REDIS_URL right, and does Redis run? Going on without it: work is found by looking every second.');
  }
}

async function closed(closing: Promise<void>, log: Log): Promise<void> {
  try {
    await within(CLOSE_WITHIN_MS, closing);
  } catch (error) {
    log.warn({ err: error }, 'the queue does not answer, so its connection is left to itself');
  }
}

/** @param run must not throw: what went wrong belongs in the row. */
export async function listen(backend: QueueBackend, log: Log, concurrency: number, run: (rowId: string) => Promise<void>): Promise<Listener> {
  const running = new Set<Promise<void>>();
  const answer = async (rowId: string) => {
    const answered = run(rowId);
    running.add(answered);
    await answered.finally(() => running.delete(answered));
  };
  const worker = backend.worker(QUEUE, async (job) => await answer((job.data as { id: string }).id), concurrency);
  let closing = false;
  // While it closes, connections that break are no news.
  worker.on('error', (error) => closing || log.warn({ err: error }, 'worker error'));
  await ready(worker, log);
  return {
    close: async () => {
      closing = true;
      const end = worker.close();
      await Promise.all(running);
      await closed(end, log);
    },
  };
}
