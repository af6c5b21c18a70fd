import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { expect } from 'vitest';
import { startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import type { RequestView } from '#bot/browser/api.ts';
import { freePort } from '#lib/free-port.ts';
import { createClient } from './client.ts';
import { createSmallCompany } from './company.ts';
import { createTestDatabase } from './database.ts';
import { noLimits } from './limits.ts';

/** All of Deskside, as `npm start` runs it, on a database of its own: queue, worker, sockets. Whoever starts it stops it. */
export async function startDeskside(options: { demo?: boolean; redisUrl?: string } = {}) {
  const database = await createTestDatabase();
  if (!options.demo) await createSmallCompany(database);
  const port = await freePort();
  const config = { ...readConfig({ REDIS_URL: options.redisUrl }), port, limits: noLimits, demo: options.demo ?? false };
  const stops: (() => Promise<unknown>)[] = [];
  const surroundings = {
    log: pino({ level: 'silent' }),
    started: (_name: string, stop: () => Promise<unknown>) => void stops.push(stop),
    onStuck: (why: string) => expect.unreachable(why),
  };
  await startApp(config, Promise.resolve(database.url), surroundings, { front: true, worker: true });
  const stop = async () => {
    for (let next = stops.pop(); next; next = stops.pop()) await next();
  };
  const base = `http://127.0.0.1:${port}`;
  const send = async (path: string, init: RequestInit) => await fetch(`${base}${path}`, init);
  return { ...createClient(send, async (id) => await settled(base, id)), base, port, database, stop };
}

async function settled(base: string, requestId: string): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (performance.now() < deadline) {
    const response = await fetch(`${base}/api/requests/${requestId}`);
    if (((await response.json()) as RequestView).settled) return;
    await sleep(5);
  }
  throw new Error(`Request ${requestId} was not settled in time.`);
}
