import { request } from 'node:http';
import type { Receipt } from '#core/front-end.ts';
import type { Delivery } from '#test/outside/front-end.ts';
import { lasting } from './wait.ts';

/** How long a chat platform waits for an answer before it delivers again. */
const PATIENCE_MS = 3000;
const GIVE_UP_MS = 120_000;

export interface Answered {
  readonly status: number;
  readonly kind: Receipt['kind'] | 'unavailable' | undefined;
  readonly ms: number;
}

/** One delivery to one front end. Status 0: nobody answered. */
export async function post(port: number, delivery: Delivery): Promise<Answered> {
  const since = performance.now();
  const { status, body } = await exchange(port, JSON.stringify(delivery));
  const kind = body === '' ? undefined : (JSON.parse(body) as { kind: Receipt['kind'] }).kind;
  return { status, kind, ms: performance.now() - since };
}

async function exchange(port: number, body: string): Promise<{ status: number; body: string }> {
  return await new Promise((resolve) => {
    const nobody = () => resolve({ status: 0, body: '' });
    const sending = request({ port, host: '127.0.0.1', method: 'POST', agent: false, timeout: PATIENCE_MS }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
      response.on('error', nobody);
    });
    sending.on('timeout', () => sending.destroy());
    sending.on('error', nobody);
    sending.end(body);
  });
}

/**
 * Delivers as a platform does: to any front end, and again under the same key until one of them says that it has it.
 * @param ports those that may be tried now
 * @param heard is told of every answer
 */
export async function deliver(ports: () => readonly number[], delivery: Delivery, heard: (answered: Answered) => void): Promise<Answered> {
  const deadline = performance.now() + GIVE_UP_MS;
  for (let attempt = Math.floor(Math.random() * 100); performance.now() < deadline; attempt += 1) {
    const open = ports();
    const port = open[attempt % open.length];
    const answered = port === undefined ? { status: 0, kind: undefined, ms: 0 } : await post(port, delivery);
    heard(answered);
    if (answered.status === 200) return answered;
    await lasting(100);
  }
  throw new Error(`Nobody took ${delivery.key} in.`);
}
