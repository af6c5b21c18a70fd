import { beforeAll, describe, expect, test } from 'vitest';
import { listTeamChannels, moveTeam } from '#store/teams.ts';
import { createSmallCompany } from '#test/support/company.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { runDeskside, temporaryFolder } from '#test/support/process.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
  await createSmallCompany(database);
});

async function channel(...args: string[]) {
  const run = runDeskside(['channel', ...args], { DESKSIDE_DATA: temporaryFolder(), DATABASE_URL: database.url });
  return { code: await run.ended, said: run.output() };
}

describe('where a team works', () => {
  test('is listed, for those that have a channel and those that have none', async () => {
    await database.sql`insert into teams (key, name) values ('network', 'Network')`;
    expect(await channel()).toEqual({
      code: 0,
      said: 'service-desk  Service Desk  browser local service-desk\ndevices  Devices  browser local devices\nnetwork  Network  no channel\n',
    });
  });

  test('is changed, and the change is said and audited', async () => {
    expect(await channel('devices', 'browser', 'local', 'devices-2')).toEqual({ code: 0, said: 'devices: browser local devices → browser local devices-2\n' });
    expect(await channel('network', 'browser', 'local', 'network')).toEqual({ code: 0, said: 'network: no channel → browser local network\n' });
    const entries =
      await database.sql`select actor like 'terminal/%' as terminal, subject, outcome, reason from audit where action = 'team.channel' order by id`;
    expect([...entries]).toEqual([
      { terminal: true, subject: 'devices', outcome: 'done', reason: 'browser local devices → browser local devices-2' },
      { terminal: true, subject: 'network', outcome: 'done', reason: 'no channel → browser local network' },
    ]);
  });

  test.each([
    ['a team that is not there', ['pigeons', 'browser', 'local', 'roof'], 'There is no team “pigeons”. There are: service-desk, devices'],
    [
      'a channel that another team has',
      ['devices', 'browser', 'local', 'service-desk'],
      'Service Desk works in that channel. A channel belongs to one team.\n',
    ],
    ['a platform that is not there', ['devices', 'pigeon', 'local', 'roof'], 'There is no platform “pigeon”. There are: slack, teams, browser'],
    ['a link where there are none', ['devices', 'browser', 'https://desk.example.com'], 'Use: channel, to list them'],
    ['half of it', ['devices', 'browser'], 'Use: channel, to list them, or channel <team> <platform> <workspace> <room>'],
  ])('%s is refused in one sentence, and nothing changes', async (_, args, sentence) => {
    const before = await listTeamChannels(database.db);
    const { code, said } = await channel(...args);
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining(sentence) as string });
    expect(await listTeamChannels(database.db)).toEqual(before);
  });

  test('of two teams that are given one channel at the same time, one gets it and the other hears why not', async () => {
    const to = { platform: 'browser', workspace: 'local', room: 'wanted' };
    const give = async (key: string) => await database.db.transaction(async (tx) => await moveTeam(tx, key, to));
    const results = await Promise.allSettled([give('devices'), give('network'), give('service-desk')]);
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    expect(refused).toHaveLength(2);
    expect(refused).toMatchObject([{ code: 'conflict' }, { code: 'conflict' }]);
    expect((await listTeamChannels(database.db)).filter(({ channel: at }) => at?.room === 'wanted')).toHaveLength(1);
  });

  test('may be a channel of Teams, by the link that Teams gives', async () => {
    const [tenant, room] = ['0b7f3c3e-1f57-4d43-9c0e-7a0f5f3f2a11', '19:abc_DEF-1@thread.tacv2'];
    const link = `https://teams.microsoft.com/l/channel/${encodeURIComponent(room)}/Devices?groupId=11111111-2222-4333-8444-555555555555&tenantId=${tenant}&ngc=true`;
    expect(await channel('service-desk', 'teams', link)).toEqual({
      code: 0,
      said: `service-desk: browser local service-desk → teams ${tenant} ${room}\n`,
    });
    // As the shell passes it on without quotes.
    const { code, said } = await channel('devices', 'teams', link.split('&')[0] ?? '');
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('put it in quotes') as string });
  });

  test('is asked of a Deskside that does not run: one sentence', async () => {
    const run = runDeskside(['channel'], { DESKSIDE_DATA: temporaryFolder() });
    expect(await run.ended).toBe(1);
    expect(run.output()).toBe('Deskside does not run here. Start it (npm start), or set DATABASE_URL.\n');
  });
});
