import { OutsideError } from '#core/errors.ts';
import type { WorkerDeps } from './deps.ts';
import type { HeldRow } from './hands.ts';

/** Any call to the outside ends after so long; well within a lease, so that nobody else begins meanwhile. */
const DEADLINE_MS = 8000;
/** Or, where files are fetched or put up, after so long: the row's lease is renewed meanwhile. */
export const FILE_DEADLINE_MS = 50_000;

/** A call that changes something outside has failed: what is known of it decides how the row goes on. */
export class EffectFailed extends Error {
  readonly reason: OutsideError;

  constructor(reason: OutsideError) {
    super(reason.message, { cause: reason });
    this.reason = reason;
  }
}

/** A call that only reads. @throws OutsideError */
export async function reading<T>(deps: WorkerDeps, row: HeldRow, target: string, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  try {
    return await limited(row, call);
  } catch (error) {
    throw counted(deps, target, asOutside(error, 'not_done'));
  }
}

interface Effect<T> {
  /** What is talked to, for the metrics: a platform, or a step. */
  readonly target: string;
  readonly perform: (signal: AbortSignal) => Promise<T>;
  /** What there is of it already; undefined when it has not been done. */
  readonly readBack: (signal: AbortSignal) => Promise<T | undefined>;
  /** For what takes longer than words do; it must end well before a row is taken from its worker. */
  readonly deadlineMs?: number;
}

/**
 * Does something outside once, as far as the outside allows. The lease has written down that it may be begun. When an
 * earlier call's outcome is not known, the outside is asked before anything is repeated.
 * @throws EffectFailed, or OutsideError when it could not be read back
 */
export async function once<T>(deps: WorkerDeps, row: HeldRow, { target, perform, readBack, deadlineMs }: Effect<T>): Promise<T> {
  if (row.unsure > 1) {
    const found = await reading(deps, row, target, readBack);
    deps.metrics.readBack.inc({ target, answer: found === undefined ? 'not_done' : 'done' });
    if (found !== undefined) return found;
  }
  return await effect(deps, row, target, perform, deadlineMs);
}

/** A call that changes something outside, and may be repeated. @throws EffectFailed */
export async function effect<T>(
  deps: WorkerDeps,
  row: HeldRow,
  target: string,
  call: (signal: AbortSignal) => Promise<T>,
  deadlineMs: number = DEADLINE_MS,
): Promise<T> {
  deps.border('effect begins', row.kind);
  row.mustBeOurs();
  row.outside.begun = true;
  try {
    const result = await limited(row, call, deadlineMs);
    deps.border('effect done', row.kind);
    return result;
  } catch (error) {
    throw new EffectFailed(counted(deps, target, asOutside(error, 'unknown')));
  }
}

/** The call's end, or the deadline's, or the lease's, whichever comes first. */
async function limited<T>(row: HeldRow, call: (signal: AbortSignal) => Promise<T>, deadlineMs: number = DEADLINE_MS): Promise<T> {
  const signal = AbortSignal.any([row.signal, AbortSignal.timeout(deadlineMs)]);
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const end = () => reject(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));
  signal.addEventListener('abort', end, { once: true });
  try {
    return await Promise.race([call(signal), ended]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

function asOutside(error: unknown, outcome: OutsideError['outcome']): OutsideError {
  if (error instanceof OutsideError) return error;
  return new OutsideError(error instanceof Error ? error.message : String(error), { outcome, cause: error });
}

function counted(deps: WorkerDeps, target: string, error: OutsideError): OutsideError {
  const reason = error.retryAfterSeconds !== undefined ? 'rate_limited' : error.lasting ? 'lasting' : error.outcome;
  deps.metrics.outsideErrors.inc({ target, reason });
  return error;
}
