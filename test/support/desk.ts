import { Hono } from 'hono';
import { pino } from 'pino';
import { buildApp, trainUnderstander } from '#app.ts';
import { createRoutes } from '#bot/browser/routes.ts';
import { createHub } from '#bot/browser/stream.ts';
import { runnableRows } from '#store/outbox.ts';
import { runRow } from '#worker/run-row.ts';
import { createClient } from './client.ts';
import { createSmallCompany } from './company.ts';
import { createTestDatabase } from './database.ts';

const understander = await trainUnderstander();

/** A clock that stands still until it is moved. */
function createTestClock(start: string) {
  let time = new Date(start).getTime();
  return { now: () => new Date(time), advance: (ms: number) => void (time += ms) };
}

/**
 * The desk on a real database with everything but sockets and queue: rows run when `settle` is called, one after
 * another, so that a test says what happens when.
 */
export async function createTestDesk() {
  const database = await createTestDatabase();
  await createSmallCompany(database);
  const clock = createTestClock(new Date().toISOString());
  const log = pino({ level: 'silent' });
  const { deps, desk, frontEnds } = buildApp({ config: { port: 0 }, database, understander, clock, log, ring: () => undefined });
  const app = new Hono().route('/api', createRoutes({ database, desk, clock, log, hub: createHub({ database, clock, log }) }));
  const worker = { ...deps, frontEnds };

  const settle = async () => {
    for (let rows = await runnableRows(database.db, 100); rows.length > 0; rows = await runnableRows(database.db, 100)) {
      for (const row of rows) await runRow(worker, row);
    }
  };
  const client = createClient((path, init) => app.request(`http://localhost${path}`, init), settle);
  return { ...client, database, clock, desk, worker, settle };
}
