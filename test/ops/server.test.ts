import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '#lib/free-port.ts';
import { createMetrics } from '#lib/metrics.ts';
import { newToken } from '#lib/ids.ts';
import { createOps, type Ops } from '#ops/server.ts';
import { openDatabase } from '#store/database.ts';
import { planRows } from '#store/outbox.ts';
import { createTestDatabase } from '#test/support/database.ts';

const log = pino({ level: 'silent' });
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let ops: Ops;
let base: string;
beforeAll(async () => {
  database = await createTestDatabase();
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  ops = createOps({ database, metrics: createMetrics(), log });
  const stop = await ops.listen('127.0.0.1', port);
  afterAll(stop);
});
const get = async (path: string, at = base) => {
  const response = await fetch(`${at}${path}`);
  return { status: response.status, text: await response.text() };
};

test('a process is alive as soon as it answers', async () => {
  expect(await get('/healthz')).toEqual({ status: 200, text: 'alive\n' });
});

describe('a process is ready', () => {
  test('from when all has started until it begins to stop', async () => {
    expect((await get('/readyz')).status).toBe(503);
    ops.ready();
    expect(await get('/readyz')).toEqual({ status: 200, text: 'ready\n' });
    ops.unready();
    expect((await get('/readyz')).status).toBe(503);
  });

  test('only while the database answers', async () => {
    const nowhere = openDatabase('postgres://nobody@127.0.0.1:1/nothing', 1);
    const blind = createOps({ database: nowhere, metrics: createMetrics(), log });
    const port = await freePort();
    const stop = await blind.listen('127.0.0.1', port);
    blind.ready();
    expect(await get('/readyz', `http://127.0.0.1:${port}`)).toEqual({ status: 503, text: 'the database does not answer\n' });
    expect((await get('/healthz', `http://127.0.0.1:${port}`)).status).toBe(200);
    const metrics = await get('/metrics', `http://127.0.0.1:${port}`);
    expect(metrics).toMatchObject({ status: 200, text: expect.stringContaining('process_resident_memory_bytes') as string });
    expect(metrics.text).not.toMatch(/^deskside_dead_rows \d/m);
    await stop();
    await nowhere.close();
  });
});

test('the metrics tell how much waits, for how long, and what was given up', async () => {
  const row = (lane: string, kind: 'post' | 'timer') => ({ id: newToken(), lane, kind, payload: {}, requestId: newToken() });
  await planRows(database.db, [row('a', 'post'), row('b', 'post'), row('c', 'timer'), row('d', 'post')]);
  await database.db.execute(sql`update outbox set created_at = now() - interval '90 seconds', next_at = now() - interval '90 seconds' where lane = 'a'`);
  await database.db.execute(sql`update outbox set state = 'dead', done_at = now() where lane = 'd'`);
  const { status, text } = await get('/metrics');
  expect(status).toBe(200);
  expect(text).toContain('deskside_queue_rows{kind="post"} 2');
  expect(text).toContain('deskside_queue_rows{kind="timer"} 1');
  expect(text).toContain('deskside_dead_rows 1');
  expect(Number(/^deskside_queue_age_seconds (\S+)$/m.exec(text)?.[1])).toBeGreaterThanOrEqual(90);
  expect(text).toContain('process_resident_memory_bytes');
});

test('anything else is not there', async () => {
  expect((await get('/')).status).toBe(404);
  expect((await fetch(`${base}/metrics`, { method: 'POST' })).status).toBe(404);
});

test('a port that somebody has is named in a sentence', async () => {
  const again = createOps({ database, metrics: createMetrics(), log });
  await expect(again.listen('127.0.0.1', Number(new URL(base).port))).rejects.toThrow(/is in use\. Stop what uses it, or set OPS_PORT/);
});
