import { DeskError } from '#core/errors.ts';
import type { Log } from '#lib/log.ts';
import { MAX_ATTEMPTS, retryDelay } from '#rules/retry.ts';
import { buryRow, LeaseLost, leaseRow, nextInLane, postponeRow, type LeasedRow } from '#store/outbox.ts';
import { deliverCard, deliverPost } from './deliver.ts';
import type { WorkerDeps } from './deps.ts';
import { explain, runEvent, runTimer } from './handle.ts';

const LEASE_SECONDS = 30;

/** A lane with much to do gives way to others after so many rows. */
const ROWS_IN_A_ROW = 20;

/**
 * Does one outbox row, if it is to be done, and then those that wait behind it in its lane.
 * Never throws: the second of the two places where errors become answers.
 */
export async function runRow(deps: WorkerDeps, id: string): Promise<void> {
  try {
    let next: string | undefined = id;
    for (let count = 0; next !== undefined && count < ROWS_IN_A_ROW; count += 1) next = await runOne(deps, next);
    if (next !== undefined) deps.ring([next]);
  } catch (error) {
    deps.log.error({ err: error, row: id }, 'row not run; the sweep will try again');
  }
}

/** Returns the row that has come to the head of the lane, if any. */
async function runOne(deps: WorkerDeps, id: string): Promise<string | undefined> {
  const row = await leaseRow(deps.database.db, id, LEASE_SECONDS);
  if (!row) return undefined;
  const log = deps.log.child({ request: row.requestId, row: row.id, kind: row.kind });
  const started = performance.now();
  const outcome = await attempt(deps, row, log);
  log.info({ outcome, ms: Math.round(performance.now() - started) }, 'row run');
  const next = await nextInLane(deps.database.db, row.lane);
  return next === row.id ? undefined : next;
}

async function attempt(deps: WorkerDeps, row: LeasedRow, log: Log): Promise<'done' | 'refused' | 'postponed' | 'dead' | 'lost'> {
  try {
    if (row.attempts > MAX_ATTEMPTS) throw new Error('Its workers died too often.');
    await run(deps, row);
    return 'done';
  } catch (error) {
    if (error instanceof LeaseLost) return 'lost';
    if (error instanceof DeskError && row.kind === 'event') {
      await explain(deps, row, error);
      return 'refused';
    }
    log.error({ err: error, attempts: row.attempts }, 'row failed');
    return await failed(deps, row, error);
  }
}

async function run(deps: WorkerDeps, row: LeasedRow): Promise<void> {
  switch (row.kind) {
    case 'event':
      return await runEvent(deps, row);
    case 'timer':
      return await runTimer(deps, row);
    case 'post':
      return await deliverPost(deps, row);
    case 'card':
      return await deliverCard(deps, row);
  }
}

async function failed(deps: WorkerDeps, row: LeasedRow, error: unknown): Promise<'postponed' | 'dead'> {
  const message = (error instanceof Error ? error.message : String(error)).replaceAll('\u0000', '').slice(0, 500);
  if (row.attempts < MAX_ATTEMPTS) {
    await postponeRow(deps.database.db, row, message, retryDelay(row.attempts, Math.random()));
    return 'postponed';
  }
  if (row.kind === 'event') await explain(deps, row, new DeskError('invalid', { userMessage: BROKEN, log: message }), message);
  else await buryRow(deps.database.db, row, message);
  return 'dead';
}

const BROKEN = 'Something went wrong on our side, so this did not happen. I kept what you wrote, and your IT team can see it. Please try again in a while.';
