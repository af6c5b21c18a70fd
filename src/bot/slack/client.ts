import type { Logger, WebClient } from '@slack/web-api';
import { OutsideError } from '#core/errors.ts';
import type { Log } from '#lib/log.ts';
import { wasNeverSent } from '#lib/unsent.ts';
import { unreachableBecause } from './unreachable.ts';

/** Ends before the desk's own deadline for a call, so that it is Slack's silence that is reported. */
const TIMEOUT_MS = 7000;

/** Slack says these when the trouble is its own; it may have done what it was asked. */
const TROUBLE = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org']);

/**
 * One client a token. It neither retries nor waits: a row that Slack puts off is scheduled anew, and nobody sleeps in a worker.
 * The library is loaded with the first client, so that a desk without Slack does not carry it.
 */
export function createClients(apiUrl: string, log: Log): (token: string) => Promise<WebClient> {
  const clients = new Map<string, WebClient>();
  return async (token) => {
    const known = clients.get(token);
    if (known) return known;
    const { WebClient } = await import('@slack/web-api');
    const made = new WebClient(token, clientOptions(apiUrl, log));
    clients.set(token, made);
    return made;
  };
}

export function clientOptions(apiUrl: string, log: Log) {
  return {
    slackApiUrl: apiUrl,
    timeout: TIMEOUT_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: quietly(log),
  };
}

/** Slack's libraries print what they send at their lower levels; only what is wrong is of interest. */
export function quietly(log: Log): Logger {
  const nothing = () => undefined;
  const warn = (...words: unknown[]) => log.warn({ slack: words.map(String).join(' ').slice(0, 500) }, 'Slack library');
  return { debug: nothing, info: nothing, warn, error: warn, setLevel: nothing, getLevel: () => levelOf('warn'), setName: nothing };
}

/** The library's own list of levels would have to be loaded for one word of it. */
function levelOf(word: unknown): ReturnType<Logger['getLevel']> {
  return word as ReturnType<Logger['getLevel']>;
}

/** Calls Slack. @throws OutsideError that says what is known */
export async function calling<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw asOutside(what, error);
  }
}

/** Slack's own word for what is wrong, such as `is_archived`; undefined when it did not get so far. */
export function slackError(error: unknown): string | undefined {
  const data = hasData(error) ? error.data : undefined;
  return typeof data?.error === 'string' ? data.error : undefined;
}

/** What is known of a call that failed. Told by their fields: the classes would have to be loaded to be compared with. */
export function asOutside(what: string, error: unknown): OutsideError {
  if (error instanceof OutsideError) return error;
  const word = slackError(error);
  if (word !== undefined) {
    const trouble = TROUBLE.has(word);
    const known = { outcome: trouble ? 'unknown' : 'not_done', lasting: !trouble, unreachable: unreachableBecause(word) } as const;
    return new OutsideError(`Slack answered ${word} to ${what}.`, { ...known, cause: error });
  }
  if (hasNumber(error, 'retryAfter')) {
    return new OutsideError(`Slack asks us to wait with ${what}.`, { outcome: 'not_done', retryAfterSeconds: error.retryAfter, cause: error });
  }
  if (hasNumber(error, 'statusCode')) {
    const ours = error.statusCode < 500;
    return new OutsideError(`Slack answered ${error.statusCode} to ${what}.`, { outcome: ours ? 'not_done' : 'unknown', lasting: ours, cause: error });
  }
  return new OutsideError(`Slack cannot be reached for ${what}.`, { outcome: wasNeverSent(error) ? 'not_done' : 'unknown', cause: error });
}

function hasData(error: unknown): error is { data: { error?: unknown } } {
  return typeof error === 'object' && error !== null && 'data' in error && typeof error.data === 'object' && error.data !== null;
}

function hasNumber<N extends string>(error: unknown, name: N): error is Record<N, number> {
  return typeof error === 'object' && error !== null && name in error && typeof (error as Record<N, unknown>)[name] === 'number';
}
