import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '#lib/free-port.ts';
import { createMetrics } from '#lib/metrics.ts';
import { createOps } from '#ops/server.ts';
import { figuresAsked, periodsOf } from '#store/kpis/asked.ts';
import { figuresTable } from '#store/kpis/table.ts';
import { personByEmail } from '#store/people.ts';
import { listTeams } from '#store/teams.ts';
import { createSmallCompany, MARIA, SAM } from '#test/support/company.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { reported, tell } from '../store/kpis/stories.ts';

const TOKEN = 'a-token-of-this-test-alone';
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let base: string;
beforeAll(async () => {
  database = await createTestDatabase();
  await createSmallCompany(database);
  const [maria, sam] = [await personByEmail(database.db, MARIA), await personByEmail(database.db, SAM)];
  const teamId = (await listTeams(database.db)).find(({ key }) => key === 'devices')?.id ?? 0;
  await tell(database, 2001, {
    events: [
      ['2026-03-02T23:30:00Z', maria?.id ?? 0, reported({ requesterId: maria?.id ?? 0, teamId })],
      ['2026-03-03T01:30:00Z', sam?.id ?? 0, { type: 'resolved', code: 'fixed', summary: 'done' }],
    ],
  });
  base = await listen(TOKEN);
});

async function listen(kpiToken: string | undefined): Promise<string> {
  const port = await freePort();
  const stop = await createOps({ database, metrics: createMetrics(), log: pino({ level: 'silent' }), kpiToken }).listen('127.0.0.1', port);
  afterAll(stop);
  return `http://127.0.0.1:${port}/kpis`;
}

async function get(query: string, token = TOKEN, at = base) {
  const response = await fetch(`${at}${query}`, { headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

test('figures are told as JSON and as CSV, by the days of a zone, as the command computes them', async () => {
  const about = { teams: ['devices'], departments: ['Sales'] };
  const days = { from: '2026-03-03', to: '2026-03-04', zone: 'Europe/Vienna' };
  const query = '?team=devices&department=Sales&from=2026-03-03&to=2026-03-04&zone=Europe/Vienna';
  const { figures, earlier, period } = await figuresAsked(database.db, about, periodsOf(days, new Date()));
  const json = await get(query);
  expect(json).toMatchObject({ status: 200, type: 'application/json' });
  const told = JSON.parse(json.text) as { figures: { name: string; now: unknown; before: unknown; formula: string }[] };
  expect(told).toMatchObject({ from: '2026-03-02T23:00:00.000Z', to: '2026-03-03T23:00:00.000Z', zone: 'Europe/Vienna', ...about });
  expect(told.figures.map(({ name, now, before }) => ({ name, now, before }))).toEqual(
    figures.map(({ kpi: { name }, figures: now }, index) => ({ name, now, before: earlier[index]?.figures })),
  );
  expect(told.figures.find(({ name }) => name === 'time_to_resolve')).toMatchObject({ now: { n: 1, value: 120 }, before: { n: 0, value: null } });
  const csv = await get(`${query}&format=csv`);
  expect(csv).toEqual({ status: 200, type: 'text/csv; charset=utf-8', text: figuresTable(period, figures, earlier).replace('\uFEFF', '') });
});

test.each([
  ['There is no team “pigeons”. There are: service-desk, devices.', '?team=pigeons'],
  ['There is no department “Pigeons”.', '?department=Pigeons'],
  ['There are team, department, from, to, zone and format.', '?week=9'],
  ['“2026-02-30” is not a date.', '?from=2026-02-30'],
  ['“from” may be said once.', '?from=2026-02-01&from=2026-02-02'],
  ['The first day has to be before the last.', '?from=2026-02-02&to=2026-02-01'],
  ['These are 2192 days. At most it tells of 366 at once.', '?from=2020-01-01&to=2026-01-01'],
  ['“Mars” is not the name of a time zone.', '?zone=Mars'],
  ['“format” is “json” or “csv”.', '?format=xml'],
  ['“team” may be said 20 times at most.', `?${'team=a&'.repeat(21)}`],
  ['That is longer than 2000 characters.', `?team=${'a'.repeat(2000)}`],
])('what is asked wrongly is said: %s', async (sentence, query) => {
  expect(await get(query)).toMatchObject({ status: 400, text: expect.stringContaining(sentence) as string });
});

test('nobody reads them without the token, nor where there is none; one is answered at a time, and nothing can be changed there', async () => {
  expect((await get('', 'another-token-altogether')).status).toBe(401);
  expect((await fetch(base)).headers.get('www-authenticate')).toBe('Bearer');
  expect(await get('', '', await listen(undefined))).toMatchObject({ status: 404, text: 'There is /healthz, /readyz, /metrics.\n' });
  expect((await fetch(base, { method: 'POST', headers: { authorization: `Bearer ${TOKEN}` } })).status).toBe(404);
  const answers = await Promise.all(Array.from({ length: 5 }, async () => (await get('')).status));
  expect(answers).toContain(200);
  expect(answers.every((status) => status === 200 || status === 429)).toBe(true);
  expect((await get('')).status).toBe(200);
});
