import type { Doorbell } from '#queue/doorbell.ts';
import { runnableRows, type RunnableRow } from '#store/outbox.ts';
import type { WorkerDeps } from './deps.ts';
import { runRow } from './run-row.ts';

const ROWS = 500;
/** What is still not taken after so many seconds was rung for at least once. */
const UNHEARD_SECONDS = 2;

/**
 * Looks for rows whose time has come or whose ring was lost, and rings for them. What nobody takes all the same, this
 * worker does itself as far as it has hands free: so a queue that is empty, frozen, unreachable or deaf delays work by
 * seconds and stops none. Returns for how long the oldest row has been due. @throws what the database throws
 */
export async function sweep(deps: WorkerDeps, doorbell: Doorbell): Promise<number> {
  const rows = await runnableRows(deps.database.db, ROWS);
  const unheard = rows.filter(({ overdue }) => overdue >= UNHEARD_SECONDS);
  for (let hand = deps.hands.free(); hand > 0; hand -= 1) deps.hands.besides(async () => await runAll(deps, unheard));
  void doorbell.ring(rows.map(({ id }) => id));
  return Math.max(0, ...rows.map(({ overdue }) => overdue));
}

/** Takes one after another off a list that other hands take from as well. */
async function runAll(deps: WorkerDeps, rows: RunnableRow[]): Promise<void> {
  for (let row = rows.shift(); row && !deps.hands.finishing(); row = rows.shift()) await runRow(deps, row.id);
}
