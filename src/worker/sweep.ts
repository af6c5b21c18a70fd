import type { Doorbell } from '#queue/doorbell.ts';
import { runnableRows } from '#store/outbox.ts';
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
  const unheard = rows.filter(({ overdue }) => overdue >= UNHEARD_SECONDS).slice(0, deps.hands.free());
  for (const { id } of unheard) deps.hands.besides(async () => await runRow(deps, id));
  const here = new Set(unheard.map(({ id }) => id));
  void doorbell.ring(rows.flatMap(({ id }) => (here.has(id) ? [] : [id])));
  return Math.max(0, ...rows.map(({ overdue }) => overdue));
}
