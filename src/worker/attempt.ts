import { DeskError, OutsideError } from '#core/errors.ts';
import type { Log } from '#lib/log.ts';
import { MAX_ATTEMPTS, MAX_WAITS, outsideDelay, retryDelay } from '#rules/retry.ts';
import { buryRow, LeaseLost, postponeRow } from '#store/outbox.ts';
import { isLoss } from '#store/wire.ts';
import { carryFile } from './carry.ts';
import { deliverCard, deliverPost } from './deliver.ts';
import type { WorkerDeps } from './deps.ts';
import { explain, NotKnownHere, runEvent, runTimer, type GoOn } from './handle.ts';
import type { HeldRow } from './hands.ts';
import { EffectFailed } from './outside.ts';
import { giveUpStep, runStep } from './step.ts';
import { tellUndelivered } from './undelivered.ts';

type Outcome = 'done' | 'refused' | 'postponed' | 'dead' | 'lost';

/** Tries a row once. The second of the two places where errors become answers. */
export async function attempt(deps: WorkerDeps, row: HeldRow, log: Log, goOn: GoOn): Promise<Outcome> {
  try {
    if (row.attempts > MAX_ATTEMPTS) throw new Error('Its workers died too often.');
    await run(deps, row, goOn);
    return 'done';
  } catch (error) {
    if (error instanceof LeaseLost || row.signal.aborted) return 'lost';
    if (error instanceof DeskError && row.event) {
      await explain(deps, row, goOn, error);
      return 'refused';
    }
    const failure = understand(row, error);
    const outcome = failure.seconds === undefined ? 'dead' : 'postponed';
    log[outcome === 'dead' ? 'error' : 'warn']({ err: error, outcome, attempts: row.attempts, waits: failure.waits }, 'row failed');
    if (failure.seconds === undefined) await giveUp(deps, row, goOn, failure);
    else
      await postponeRow(deps.database.db, row, {
        error: failure.message,
        seconds: failure.seconds,
        unsure: failure.unsure,
        ...(failure.waits === undefined ? {} : { waits: failure.waits }),
      });
    return outcome;
  }
}

async function run(deps: WorkerDeps, row: HeldRow, goOn: GoOn): Promise<void> {
  switch (row.kind) {
    case 'event':
      return await runEvent(deps, row, goOn);
    case 'timer':
      return await runTimer(deps, row, goOn);
    case 'step':
      return await runStep(deps, row, goOn);
    case 'post':
      return await deliverPost(deps, row);
    case 'card':
      return await deliverCard(deps, row);
    case 'file':
      return await carryFile(deps, row, goOn);
  }
}

interface Failure {
  readonly message: string;
  /** Undefined: it is given up. */
  readonly seconds: number | undefined;
  /** Outside calls whose outcome nobody knows. */
  readonly unsure: number;
  /** Set when it was not the row's fault. */
  readonly waits?: number;
  /** Why nothing reaches that place any more, in words for people. */
  readonly unreachable?: string | undefined;
}

const UNKNOWN_HERE_SECONDS = 30;

/** What an error means for the row: how long to wait, what is known of the outside, or that it is given up. */
function understand(row: HeldRow, error: unknown): Failure {
  const message = textOf(error);
  const reason = error instanceof EffectFailed ? error.reason : error;
  const unsure = error instanceof EffectFailed ? (error.reason.outcome === 'unknown' ? row.unsure : 0) : unsureAfter(row);
  const waits = row.waits + 1;
  const tired = waits > MAX_WAITS;
  if (reason instanceof OutsideError) {
    const seconds = reason.lasting || tired ? undefined : outsideDelay(waits, reason.retryAfterSeconds, Math.random());
    return { message, unsure, waits, seconds, unreachable: reason.unreachable };
  }
  // The database went away in the middle, and is back if this can be written down.
  if (isLoss(error) && !tired) return { message, unsure, waits, seconds: outsideDelay(1, undefined, Math.random()) };
  if (error instanceof NotKnownHere && !tired) return { message, unsure, waits, seconds: UNKNOWN_HERE_SECONDS };
  return { message, unsure, seconds: row.attempts < MAX_ATTEMPTS ? retryDelay(row.attempts, Math.random()) : undefined };
}

/** When it was not the call outside that failed: it may have been done and not written down, or not been begun. */
function unsureAfter(row: HeldRow): number {
  return row.outside.begun ? row.unsure : Math.max(0, row.unsure - 1);
}

function textOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll('\u0000', '').toWellFormed().slice(0, 500);
}

/** Tells whoever should know. If even that fails, the row is put away without words rather than tried for ever. */
async function giveUp(deps: WorkerDeps, row: HeldRow, goOn: GoOn, { message, unsure, unreachable: why }: Failure): Promise<void> {
  try {
    if (row.kind === 'event') return await explain(deps, row, goOn, new DeskError('invalid', { userMessage: BROKEN, log: message }), message);
    if (row.kind === 'step') return await giveUpStep(deps, row, goOn, message, unsure);
    if (why !== undefined && (await tellUndelivered(deps, row, goOn, { error: message, unsure, why }))) return;
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    deps.log.error({ err: error, row: row.id }, 'nobody could be told that a row was given up');
  }
  await buryRow(deps.database.db, row, message, unsure);
}

const BROKEN = 'Something went wrong on our side, so this did not happen. I kept what you wrote, and your IT team can see it. Please try again in a while.';
