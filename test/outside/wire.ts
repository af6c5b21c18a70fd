import { Agent, request } from 'node:http';
import { OutsideError } from '#core/errors.ts';

/** What is posted to the fake outside; it keeps exactly this. */
export interface Effect {
  readonly kind: 'message' | 'change' | 'join' | 'mail';
  /** Names the one effect this is meant to be. */
  readonly key: string;
  /** Room, group or mailbox. */
  readonly where: string;
  readonly text: string;
}

/** How the outside misbehaves towards effects whose text contains `match`; the first rule that fits is used up. */
export interface Misbehaviour {
  readonly match: string;
  readonly times: number;
  readonly how:
    | 'apply and cut'
    | 'cut'
    | 'apply and hang'
    | 'hang'
    /** Answers with this status without doing it. */
    | { readonly status: number; readonly retryAfterSeconds?: number };
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** One call to the fake outside. @throws OutsideError that says what is known, as every client of a platform does */
export async function call<T>(base: string, method: 'GET' | 'POST', path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const { status, retryAfter, text } = await exchange(base, method, path, body, signal);
  if (status === 200) return JSON.parse(text) as T;
  if (status === 429) throw new OutsideError('ratelimited', { outcome: 'not_done', retryAfterSeconds: Number(retryAfter ?? 1) });
  if (status < 500) throw new OutsideError(`refused with ${status}`, { outcome: 'not_done', lasting: true });
  throw new OutsideError(`failed with ${status}`, { outcome: 'unknown' });
}

async function exchange(base: string, method: string, path: string, body: unknown, signal?: AbortSignal) {
  return await new Promise<{ status: number; retryAfter: string | undefined; text: string }>((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => {
      // Nobody was there: then nothing was done.
      reject(new OutsideError(error.message, { outcome: error.code === 'ECONNREFUSED' ? 'not_done' : 'unknown', cause: error }));
    };
    const headers = { 'content-type': 'application/json' };
    const sending = request(`${base}${path}`, { method, agent, headers, ...(signal ? { signal } : {}) }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], text }));
      response.on('error', fail);
    });
    sending.on('error', fail);
    sending.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
