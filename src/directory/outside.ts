import { OutsideError } from '#core/errors.ts';
import { shorten } from '#lib/text.ts';
import { wasNeverSent } from '#lib/unsent.ts';

/** What was asked of a directory over HTTP, as its errors tell it. */
export interface Call {
  /** As people call it. */
  readonly directory: string;
  /** What was asked for; reads after “to”. */
  readonly what: string;
  /** Whether it changes something: then nobody knows what became of a call without a clear answer. */
  readonly writes: boolean;
  /** What is missing where it is not allowed; reads after a colon. */
  readonly needs: string;
}

/** An answer other than success. */
interface Refusal {
  readonly status: number;
  /** The directory's own code and words. */
  readonly said: string | undefined;
  /** How long it asked us to wait. */
  readonly waitSeconds: number | undefined;
}

/** Where it says to wait and not for how long. */
const WAIT_SECONDS = 10;
/** Whatever it says: somebody waits for the outcome. */
const LONGEST_WAIT_SECONDS = 900;
const WORDS = 200;
/** Too slow, or in the way of another change: it may go well the next time. */
const PASSING = new Set([408, 409, 412, 423, 425]);

/** What an answer other than success says of a call. */
export function refused({ directory, what, writes, needs }: Call, { status, said, waitSeconds }: Refusal): OutsideError {
  const words = said === undefined ? '' : ` (${shorten(said, WORDS)})`;
  if (status === 429 || (status === 503 && waitSeconds !== undefined)) {
    const retryAfterSeconds = Math.min(Math.max(waitSeconds ?? WAIT_SECONDS, 1), LONGEST_WAIT_SECONDS);
    return new OutsideError(`${directory} asks us to wait with ${what}.`, { outcome: 'not_done', retryAfterSeconds });
  }
  const message = `${directory} answered ${status}${words} to ${what}.`;
  if (status >= 500 || status === 408) return new OutsideError(message, { outcome: writes ? 'unknown' : 'not_done' });
  // What was found a moment ago is not there: gone, or not known yet to the copy that was asked.
  if (PASSING.has(status) || (writes && status === 404)) return new OutsideError(message, { outcome: 'not_done' });
  if (status === 403) return lasting(`${directory} does not allow ${what}${words}: ${needs}.`);
  return lasting(message);
}

/** What is known of a call that got no answer, or half of one. */
export function unanswered({ directory, what, writes }: Call, error: unknown): OutsideError {
  const outcome = !writes || wasNeverSent(error) ? 'not_done' : 'unknown';
  return new OutsideError(`${directory} cannot be reached for ${what}.`, { outcome, cause: error });
}

/** It will not be different the next time. */
export function lasting(message: string): OutsideError {
  return new OutsideError(message, { outcome: 'not_done', lasting: true });
}

/** Of `Retry-After`, in seconds; the other form, a date, is not used by the directories here. */
export function retryAfter(headers: Headers): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}
