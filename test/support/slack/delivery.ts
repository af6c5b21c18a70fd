import type { App, Json } from './state.ts';

/** How one event reached the app. */
export interface Delivered {
  readonly type: string;
  readonly eventId: string;
  /** One for each time it was sent; the last was the one that was taken, if any. */
  readonly attempts: readonly Attempt[];
  readonly isTaken: boolean;
}

export interface Attempt {
  /** Of HTTP; undefined when there was no answer in time, and in Socket Mode. */
  readonly status: number | undefined;
  readonly retryReason: string | undefined;
}

/** What the app answered to what a person did. */
export type Reply =
  | { readonly kind: 'answered'; readonly body: unknown }
  /** The person saw an error. */
  | { readonly kind: 'failed'; readonly status: number | undefined };

/** A way to the app: requests that are signed, or a socket. */
export interface Delivery {
  readonly event: (app: App, envelope: Json) => Promise<Delivered>;
  readonly interact: (app: App, kind: 'interactive' | 'slash_commands', payload: Json) => Promise<Reply>;
  readonly stop: () => void;
}

/** Slack's reasons for sending an event again. */
export type RetryReason = 'http_timeout' | 'http_error' | 'connection_failed' | 'timeout';

/** After the first time an event is sent this often at most. */
export const MOST_RETRIES = 3;

export function typeOf(envelope: Json): string {
  const event = envelope['event'];
  return typeof event === 'object' && event !== null && 'type' in event ? String(event.type) : '';
}
