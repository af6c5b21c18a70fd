import { beforeAll, describe, expect, test } from 'vitest';
import { personByEmail } from '#store/people.ts';
import { listTeams } from '#store/teams.ts';
import { createSmallCompany, MARIA, SAM } from '#test/support/company.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { runDeskside, temporaryFolder } from '#test/support/process.ts';
import { reported, tell } from '../store/kpis/stories.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
  await createSmallCompany(database);
  const [maria, sam] = [await personByEmail(database.db, MARIA), await personByEmail(database.db, SAM)];
  const team = (await listTeams(database.db)).find(({ key }) => key === 'devices');
  const [requesterId, agentId] = [maria?.id ?? 0, sam?.id ?? 0];
  await tell(database, 2001, {
    events: [
      ['2026-03-02T23:30:00Z', requesterId, reported({ requesterId, teamId: team?.id ?? 0 })],
      ['2026-03-03T01:30:00Z', agentId, { type: 'resolved', code: 'fixed', summary: 'done' }],
    ],
  });
});

async function summary(...args: string[]) {
  const run = runDeskside(['summary', ...args], { DESKSIDE_DATA: temporaryFolder(), DATABASE_URL: database.url });
  return { code: await run.ended, said: run.output() };
}

describe('the figures of a period', () => {
  test('are printed for a team, by the days of a zone', async () => {
    const { code, said } = await summary('show', '--team', 'devices', '--from', '2026-03-03', '--to', '2026-03-04', '--zone', 'Europe/Vienna');
    expect(code).toBe(0);
    expect(said).toContain('Time to resolve (MTTR): 2 h (median 2 h · 90 % within 2 h · n 1 · mean with pauses 2 h)\n');
    expect(said).toContain('Change of what is open: 0 tickets (n 0 · 1 reported · 1 resolved)');
  });

  test.each([
    ['a team by its name', ['--team', 'Devices']],
    ['a department', ['--department', 'Sales']],
  ])('are of %s', async (_, about) => {
    const { said } = await summary('show', ...about, '--from', '2026-03-01', '--to', '2026-04-01');
    expect(said).toContain('Time to resolve (MTTR): 2 h');
  });

  test('are of that team only', async () => {
    const { said } = await summary('show', '--team', 'service-desk', '--from', '2026-03-01', '--to', '2026-04-01');
    expect(said).toContain('Time to resolve (MTTR): nothing to measure (n 0)\n');
  });

  test('are the same as CSV', async () => {
    const { code, said } = await summary('show', '--from', '2026-03-01', '--to', '2026-04-01', '--csv');
    expect(code).toBe(0);
    expect(said).toContain('time_to_resolve,Time to resolve (MTTR),minutes,2026-03-01T00:00:00.000Z,2026-04-01T00:00:00.000Z,1,120,120,120,120,,');
  });

  test.each([
    ['nothing to do', [], 'Use: summary show'],
    ['an option that is not there', ['show', '--week', '9'], 'Use: summary show'],
    ['a team that is not there', ['show', '--team', 'pigeons'], 'There is no team “pigeons”. There are: service-desk, devices.'],
  ])('%s is refused in one sentence', async (_, args, sentence) => {
    expect(await summary(...args)).toEqual({ code: 1, said: expect.stringContaining(sentence) as string });
  });
});
