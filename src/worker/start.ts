import type { QueueBackend } from '#queue/backend.ts';
import { listen, type Doorbell } from '#queue/doorbell.ts';
import { runnableRows } from '#store/outbox.ts';
import type { WorkerDeps } from './deps.ts';
import { runRow } from './run-row.ts';

const CONCURRENCY = 8;
/** What follows from a row is done here and now, unless so many such rows are in hand already. */
const FOLLOW_UPS = 8;
const SWEEP_MS = 1000;
const SWEEP_ROWS = 200;

/** Starts answering rings, and sweeping for rows whose ring was lost or whose time has come. */
export async function startWorker(deps: Omit<WorkerDeps, 'ring'>, backend: QueueBackend, doorbell: Doorbell): Promise<{ stop(): Promise<void> }> {
  const inHand = new Set<Promise<void>>();
  const run = async (id: string) => await runRow({ ...deps, ring }, id);
  const ring = (ids: readonly string[]) => {
    const here = ids.slice(0, Math.max(0, FOLLOW_UPS - inHand.size));
    for (const id of here) {
      const running = run(id).finally(() => inHand.delete(running));
      inHand.add(running);
    }
    void doorbell.ring(ids.slice(here.length));
  };
  const listener = await listen(backend, deps.log, CONCURRENCY, run);
  const sweeper = repeat(SWEEP_MS, async () => {
    try {
      await doorbell.ring(await runnableRows(deps.database.db, SWEEP_ROWS));
    } catch (error) {
      deps.log.warn({ err: error }, 'sweep failed');
    }
  });
  return {
    stop: async () => {
      await sweeper.stop();
      await listener.close();
      while (inHand.size > 0) await Promise.all(inHand);
    },
  };
}

/** Runs `task` again and again, with `ms` between the end of one run and the start of the next. */
function repeat(ms: number, task: () => Promise<void>): { stop(): Promise<void> } {
  let running = Promise.resolve();
  let timer: NodeJS.Timeout;
  let stopped = false;
  const once = async () => {
    await task();
    if (!stopped) schedule();
  };
  const schedule = () => {
    timer = setTimeout(() => {
      running = once();
    }, ms);
  };
  schedule();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
