import { createHmac } from 'node:crypto';
import { MOST_RETRIES, typeOf, type Attempt, type Delivered, type Delivery, type Reply, type RetryReason } from './delivery.ts';
import type { App, Json } from './state.ts';

export interface Signing {
  /** Seconds since 1970; the fake's clock when it is not said. */
  readonly timestamp?: number;
  readonly secret?: string;
}

/** The headers with which Slack vouches for a body. */
export function signed(body: string, secret: string, timestamp: number): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(timestamp), 'x-slack-signature': `v0=${signature}` };
}

interface Settings {
  /** The address that takes everything, such as `http://127.0.0.1:3000/slack/events`. */
  readonly url: string;
  /** How long Slack waits for an answer, in milliseconds. */
  readonly patience: number;
}

interface Sent {
  readonly status: number | undefined;
  readonly headers: Headers;
  readonly body: string;
  readonly reason: RetryReason;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

export function deliverByHttp(settings: Settings): Delivery {
  const ending = new AbortController();
  const send = (app: App, body: string, headers: Record<string, string>) => post(settings, ending.signal, { app, body, headers });
  return {
    event: (app, envelope) => sendEvent((body, headers) => send(app, body, headers), envelope),
    interact: async (app, kind, payload) => {
      const fields = kind === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>);
      return replyOf(await send(app, new URLSearchParams(fields).toString(), FORM_TYPE));
    },
    stop: () => ending.abort(),
  };
}

async function sendEvent(send: (body: string, headers: Record<string, string>) => Promise<Sent>, envelope: Json): Promise<Delivered> {
  const attempts: Attempt[] = [];
  let reason: RetryReason | undefined;
  for (let retry = 0; retry <= MOST_RETRIES; retry += 1) {
    const again: Record<string, string> = reason === undefined ? {} : { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': reason };
    const sent = await send(JSON.stringify(envelope), { ...JSON_TYPE, ...again });
    attempts.push({ status: sent.status, retryReason: reason });
    const isTaken = sent.status !== undefined && sent.status >= 200 && sent.status < 300;
    if (isTaken || sent.headers.get('x-slack-no-retry') === '1') return { type: typeOf(envelope), eventId: String(envelope['event_id']), attempts, isTaken };
    reason = sent.reason;
  }
  return { type: typeOf(envelope), eventId: String(envelope['event_id']), attempts, isTaken: false };
}

interface Outgoing {
  readonly app: App;
  readonly body: string;
  readonly headers: Record<string, string>;
}

async function post({ url, patience }: Settings, ending: AbortSignal, { app, body, headers }: Outgoing): Promise<Sent> {
  // The app judges the time stamp by the real clock, whatever the fake's own says.
  const signature = signed(body, app.signingSecret, Math.floor(Date.now() / 1000));
  const signal = AbortSignal.any([ending, AbortSignal.timeout(patience)]);
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { ...headers, ...signature, 'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)' },
      signal,
    });
    return { status: response.status, headers: response.headers, body: await response.text(), reason: 'http_error' };
  } catch {
    return { status: undefined, headers: new Headers(), body: '', reason: signal.aborted ? 'http_timeout' : 'connection_failed' };
  }
}

function replyOf({ status, headers, body }: Sent): Reply {
  if (status !== 200) return { kind: 'failed', status };
  if (body === '') return { kind: 'answered', body: '' };
  if (!(headers.get('content-type') ?? '').includes('json')) return { kind: 'answered', body };
  try {
    return { kind: 'answered', body: JSON.parse(body) as unknown };
  } catch {
    return { kind: 'failed', status };
  }
}
