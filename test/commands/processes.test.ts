import { describe, expect, test } from 'vitest';
import type { Accepted, RequestView } from '#bot/browser/api.ts';
import { createSmallCompany, LEE, MARIA, PRIYA, SAM } from '#test/support/company.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { runDeskside, temporaryFolder, type Run } from '#test/support/process.ts';
import { noRedis, startRedis } from '#test/support/redis.ts';
import { freePort } from '#lib/free-port.ts';
import { newToken } from '#lib/ids.ts';

const PEOPLE = [MARIA, SAM, PRIYA, LEE];

async function ready(...runs: readonly Run[]): Promise<void> {
  for (const run of runs) await expect.poll(run.output, { timeout: 30_000, interval: 20 }).toContain('is ready');
}

/** Says hello many times, to front ends in turn; returns the ids of the requests. */
async function sayHello(ports: readonly number[], times: number): Promise<string[]> {
  const say = async (_: unknown, at: number) => {
    const as = PEOPLE[at % PEOPLE.length] ?? '';
    const headers = { 'deskside-as': as, 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify({ text: 'hello', key: newToken() }) };
    const send = async () => await fetch(`http://127.0.0.1:${ports[at % ports.length]}/api/rooms/dm-${as}/messages`, init);
    let response = await send();
    // As a platform does: what is not acknowledged in time is delivered again, under the same key.
    while (response.status === 503) response = await send();
    expect(response.status).toBe(202);
    return ((await response.json()) as Accepted).requestId;
  };
  return await Promise.all(Array.from({ length: times }, say));
}

async function open(port: number, requests: readonly string[]): Promise<number> {
  const settled = async (id: string) => ((await (await fetch(`http://127.0.0.1:${port}/api/requests/${id}`)).json()) as RequestView).settled;
  return (await Promise.all(requests.map(settled))).filter((done) => !done).length;
}

async function playWithManyProcesses(env: Readonly<Record<string, string>>): Promise<void> {
  const database = await createTestDatabase();
  await createSmallCompany(database);
  const ports = [await freePort(), await freePort()];
  const shared = { DESKSIDE_DATA: temporaryFolder(), LIMIT_PERSON_PER_MINUTE: '100000', LIMIT_WAITING: '100000', DATABASE_URL: database.url, ...env };
  const fronts = ports.map((port) => runDeskside(['front'], { ...shared, PORT: String(port) }));
  const workers = [runDeskside(['worker'], shared), runDeskside(['worker'], shared)];
  await ready(...fronts, ...workers);

  // While people talk one worker is stopped in order, and one front end is killed.
  const first = await sayHello(ports, 60);
  const [stopped] = workers;
  const asked = performance.now();
  stopped?.child.kill('SIGTERM');
  const second = await sayHello(ports, 60);
  expect(await stopped?.ended).toBe(0);
  expect(performance.now() - asked).toBeLessThan(20_000);
  fronts[1]?.child.kill('SIGKILL');

  const [port = 0] = ports;
  await expect.poll(async () => await open(port, [...first, ...second]), { timeout: 60_000 }).toBe(0);
  const [greetings] = await database.sql<
    { count: number }[]
  >`select count(*)::int as count from browser_messages where author_id is null and text like 'Hello %'`;
  expect(greetings?.count).toBe(120);
}

describe('many processes lose nothing and say nothing twice', { timeout: 120_000 }, () => {
  test('on Postgres alone', async () => {
    await playWithManyProcesses({});
    expect.hasAssertions();
  });

  test.skipIf(noRedis)(`with Redis${noRedis}`, async () => {
    const redis = await startRedis();
    await playWithManyProcesses({ REDIS_URL: redis.url });
    await redis.end();
    expect.hasAssertions();
  });
});
