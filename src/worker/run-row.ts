import type { Log } from '#lib/log.ts';
import { headOfLane, type LeasedRow } from '#store/outbox.ts';
import { attempt } from './attempt.ts';
import type { WorkerDeps } from './deps.ts';

/** A lane with much to do gives way to others after so many rows. */
const ROWS_IN_A_ROW = 20;

/** Does one outbox row, if it is to be done, and then those that wait behind it in its lane. Never throws. */
export async function runRow(deps: WorkerDeps, id: string): Promise<void> {
  await runLane(deps, async () => await deps.together.lease(id), performance.now(), id);
}

async function runLane(deps: WorkerDeps, take: () => Promise<LeasedRow | undefined>, askedFirst: number, id: string): Promise<void> {
  try {
    let asked = askedFirst;
    let row = await take();
    for (let count = 1; row; count += 1) {
      await runLeased(deps, row, asked);
      if (count === ROWS_IN_A_ROW || deps.hands.finishing()) return await passOn(deps, row.lane);
      asked = performance.now();
      row = await deps.together.leaseNext(row.lane);
    }
  } catch (error) {
    deps.log.error({ err: error, row: id }, 'row not run; the sweep will try again');
  }
}

async function passOn(deps: WorkerDeps, lane: string): Promise<void> {
  const next = await headOfLane(deps.database.db, lane);
  if (next !== undefined) deps.ring([next]);
}

async function runLeased(deps: WorkerDeps, leased: LeasedRow, asked: number): Promise<void> {
  const log: Log = deps.log.child({ request: leased.requestId, row: leased.id, kind: leased.kind });
  const row = deps.hands.hold(leased, asked);
  deps.border('row leased', row.kind);
  const started = performance.now();
  try {
    const outcome = await attempt(deps, row, log, (next, when) => {
      deps.hands.besides(async () => await runLane(deps, async () => await Promise.resolve(next), when, next.id));
    });
    deps.border('row done', row.kind);
    const ms = performance.now() - started;
    deps.metrics.rows.inc({ kind: row.kind, outcome });
    deps.metrics.took.observe({ kind: row.kind }, ms / 1000);
    deps.metrics.waited.observe({ kind: row.kind }, row.waited);
    log.info({ outcome, ms: Math.round(ms) }, 'row run');
  } finally {
    deps.hands.drop(row);
  }
}
