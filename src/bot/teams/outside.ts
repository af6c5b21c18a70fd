import { z } from 'zod';
import { OutsideError } from '#core/errors.ts';
import { wasNeverSent } from '#lib/unsent.ts';

/** For a bot that Teams was told to keep away. */
const KEPT_OUT = 'Teams does not let me write there';

/** Teams' words for rooms and people that nothing reaches any more, and ours for them. */
const UNREACHABLE: ReadonlyMap<string, string> = new Map([
  ['BotNotInConversationRoster', 'I am not in it, or was removed from it'],
  ['ConversationNotFound', 'it is gone, or I was removed from it'],
  ['ForbiddenOperationException', 'they do not have my app in Teams'],
  ['ConversationBlockedByUser', 'they have blocked me in Teams'],
  ['MessageWritesBlocked', 'they have blocked me in Teams'],
  ['BotDisabledByAdmin', 'an administrator has blocked my app in Teams'],
  ['NotEnoughPermissions', KEPT_OUT],
]);

const failure = z.object({ error: z.object({ code: z.string() }) });
/** Where Teams says to wait and not for how long. */
const WAIT_SECONDS = 5;
/** Teams says them when it could not do what it was asked to; Microsoft wants the call to be made again. */
const NOT_DONE = new Set([502, 503]);
/** It is not the message's fault: a secret that ran out, or somebody who writes to the same room at the same moment. */
const PASSING = new Set([401, 412]);

/** What an answer other than success says of a call. Reads the answer. */
export async function refused(what: string, response: Response): Promise<OutsideError> {
  const code = await codeOf(response);
  const { status } = response;
  const message = `Teams answered ${[status, ...(code === undefined ? [] : [code])].join(' ')} to ${what}.`;
  if (status === 429) return new OutsideError(`Teams asks us to wait with ${what}.`, { outcome: 'not_done', retryAfterSeconds: waitOf(response) });
  if (status >= 500 || status === 408) {
    // A word of the connector's own; anything else comes from what stands before it, which does not know what became of the call.
    return new OutsideError(message, { outcome: NOT_DONE.has(status) && code !== undefined ? 'not_done' : 'unknown' });
  }
  if (PASSING.has(status)) return new OutsideError(message, { outcome: 'not_done' });
  return new OutsideError(message, { outcome: 'not_done', lasting: true, unreachable: UNREACHABLE.get(code ?? '') ?? (status === 403 ? KEPT_OUT : undefined) });
}

/** What is known of a call that got no answer. */
export function unanswered(what: string, error: unknown): OutsideError {
  if (error instanceof OutsideError) return error;
  return new OutsideError(`Teams cannot be reached for ${what}.`, { outcome: wasNeverSent(error) ? 'not_done' : 'unknown', cause: error });
}

/** Nothing reaches that room or person. @param why in words that people read after a colon */
export function unreachable(message: string, why: string): OutsideError {
  return new OutsideError(message, { outcome: 'not_done', lasting: true, unreachable: why });
}

/** It will not be different the next time. */
export function given(message: string): OutsideError {
  return new OutsideError(message, { outcome: 'not_done', lasting: true });
}

async function codeOf(response: Response): Promise<string | undefined> {
  try {
    return failure.safeParse(await response.json()).data?.error.code.slice(0, 100);
  } catch {
    return undefined;
  }
}

function waitOf({ headers }: Response): number {
  const seconds = Number(headers.get('retry-after') ?? NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : WAIT_SECONDS;
}
