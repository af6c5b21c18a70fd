import { repeat } from '#lib/repeat.ts';
import type { QueueBackend } from '#queue/backend.ts';
import { listen, type Doorbell } from '#queue/doorbell.ts';
import type { WorkerDeps } from './deps.ts';
import { createHands } from './hands.ts';
import { runRow } from './run-row.ts';
import { sweep } from './sweep.ts';
import { createTogether } from './together.ts';
import { createWatchdog } from './watchdog.ts';

const CONCURRENCY = 12;
/** What follows from a row, and what nobody heard of, is done besides what the queue brings. */
const BESIDES = 24;
const SWEEP_MS = 1000;
/** Well within a third of a lease. */
const RENEW_MS = 3000;

/**
 * Starts answering rings, sweeping for rows whose ring was lost or whose time has come, and holding on to the rows in hand.
 * @param onStuck when this worker makes no progress any more and should end
 */
export async function startWorker(
  deps: Omit<WorkerDeps, 'hands' | 'together'>,
  backend: QueueBackend,
  doorbell: Doorbell,
  onStuck: (why: string) => void,
): Promise<{ stop(): Promise<void> }> {
  const hands = createHands(BESIDES);
  const worker = { ...deps, hands, together: createTogether(deps.database.db) };
  const watchdog = createWatchdog(hands.lastTaken);
  const listener = await listen(backend, deps.log, CONCURRENCY, async (id) => await runRow(worker, id));
  const sweeper = repeat(SWEEP_MS, async () => {
    try {
      watchdog.sweepBegins();
      watchdog.sweepEnds(await sweep(worker, doorbell));
    } catch (error) {
      watchdog.sweepEnds(0);
      deps.log.warn({ err: error }, 'sweep failed');
    }
  });
  const keeper = repeat(RENEW_MS, async () => {
    await hands.renew(deps.database.db);
  });
  const watch = setInterval(() => {
    const why = watchdog.verdict();
    if (why === undefined) return;
    clearInterval(watch);
    onStuck(why);
  }, SWEEP_MS);
  return {
    stop: async () => {
      clearInterval(watch);
      await sweeper.stop();
      const finished = hands.finish();
      await listener.close();
      await finished;
      await keeper.stop();
    },
  };
}
