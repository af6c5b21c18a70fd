import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CheckupDeps } from '#bot/checkup.ts';
import type { Finding } from '#core/finding.ts';
import { checkTeams } from '#bot/teams/doctor.ts';
import { teamsConversations, teamsUsers } from '#bot/teams/schema.ts';
import type { TeamsSettings } from '#bot/teams/settings.ts';
import { moveTeam } from '#store/teams.ts';
import { createSmallCompany, MARIA } from '#test/support/company.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { startFakeTeams } from '#test/support/teams/fake-teams.ts';

const SECRET = 'the-secret-itself';
const clock = { now: () => new Date() };
const outside = setupServer();
let teams: Awaited<ReturnType<typeof startFakeTeams>>;
let tenant: ReturnType<typeof teams.addTenant>;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let room: string;
let settings: TeamsSettings;
beforeAll(async () => {
  outside.listen({ onUnhandledFrame: 'bypass' });
  teams = await startFakeTeams();
  tenant = teams.addTenant('Example');
  tenant.addUser({ key: 'sam', name: 'Sam Okafor', email: 'sam@example.test' });
  tenant.addUser({ key: 'lee', name: 'Lee Chen', email: 'lee@example.test' });
  tenant.addTeam({ key: 'it', name: 'IT', members: ['sam', 'lee'], channels: [{ key: 'devices', name: 'Devices' }] });
  room = tenant.channel('devices').id;
});
afterAll(async () => {
  outside.close();
  await teams.stop();
});
beforeEach(async () => {
  database = await createTestDatabase();
  await createSmallCompany(database);
  await moveTeam(database.db, 'devices', { platform: 'teams', workspace: tenant.id, room });
  const common = { tenant: tenant.id, serviceUrl: tenant.serviceUrl, state: 'open', changedAt: new Date() } as const;
  await database.db.insert(teamsConversations).values([
    { ...common, id: room, kind: 'channel', teamId: 'it' },
    { ...common, id: 'a:maria', kind: 'personal', userId: 'maria' },
  ]);
  await database.db
    .insert(teamsUsers)
    .values({ tenant: tenant.id, id: 'maria', teamsId: '29:maria', name: 'Maria Lindqvist', email: MARIA, checkedAt: new Date() });
  settings = {
    appId: teams.appId,
    tenantId: tenant.id,
    tenants: [tenant.id],
    credentials: { kind: 'secret', secret: SECRET },
    cloud: 'public',
    host: '127.0.0.1',
    port: 4182,
    sealKey: new Uint8Array(32),
    stand: teams.stand,
  };
});
afterEach(() => {
  outside.resetHandlers();
  teams.keys.endorsements = ['msteams'];
});

async function check(more: Partial<TeamsSettings> = {}, deps: Partial<CheckupDeps> = {}): Promise<readonly Finding[]> {
  const findings = await checkTeams({ config: { teams: { ...settings, ...more } }, database, clock, ...deps });
  expect(JSON.stringify(findings)).not.toContain(SECRET);
  return findings;
}

async function toMend(...args: Parameters<typeof check>): Promise<readonly Finding[]> {
  return (await check(...args)).filter(({ mend }) => mend !== undefined);
}

const failing = (code: string) => async () => await Promise.reject(new Error(`invalid_client: 7000222 - ${code}: The provided secret is wrong. Trace ID: 1`));

describe('a tenant that is set up', () => {
  test('all is well: a line for each thing that was looked at', async () => {
    outside.use(http.post('https://desk.example.com/api/messages', () => new HttpResponse(null, { status: 401 })));
    const [people] = await database.sql`select count(*)::int as n from people where status = 'active'`;
    const everybody = Number(people?.['n']);
    expect(await check({}, { url: 'https://desk.example.com' })).toEqual([
      { what: 'Settings: a client secret, the public cloud, one tenant; Teams’ requests are expected at http://127.0.0.1:4182/api/messages' },
      { what: `Microsoft’s keys at ${teams.stand.openIdMetadataUrl}: 1 of 1 are for Teams` },
      { what: 'A token for calls to Teams can be got' },
      { what: `Tenant ${tenant.id}: Deskside is in 1 channels of teams and 1 personal chats` },
      { what: `Devices: channel ${room}: Teams answers, 2 people read it` },
      { what: `People: ${everybody - 1} of ${everybody} have no personal chat with Deskside yet` },
      { what: 'Messaging endpoint https://desk.example.com/api/messages: Deskside answers, and turns away what Teams has not signed' },
    ]);
  });

  test('nothing is set: what to set, and nothing is asked of anybody', async () => {
    const findings = await checkTeams({ config: {}, database, clock });
    expect(findings).toEqual([{ what: 'Settings', mend: expect.stringContaining('set TEAMS_APP_ID') as string }]);
  });

  test.each([
    ['AADSTS7000222', /the client secret has run out/],
    ['AADSTS7000215', /copy its Value, not its Secret ID/],
    ['AADSTS700016', /no such app in that tenant/],
    ['AADSTS99999', /Microsoft gives none \(AADSTS99999\)/],
  ])('Microsoft gives no token (%s): what to do', async (code, advice) => {
    expect(await toMend({ stand: { ...teams.stand, token: failing(code) } })).toContainEqual({
      what: 'A token for calls to Teams',
      mend: expect.stringMatching(advice) as string,
    });
  });

  test('the keys cannot be had, or none is for Teams', async () => {
    const fault = teams.fault({ operation: 'metadata', status: 503, times: 10 });
    expect(await toMend()).toMatchObject([{ mend: expect.stringMatching(/cannot be had .*answered 503/) as string }]);
    fault.end();
    teams.keys.endorsements = ['directline'];
    expect(await toMend()).toMatchObject([{ mend: expect.stringMatching(/none of 1 is for Teams.*TEAMS_CLOUD/) as string }]);
  });

  test('no database runs yet: what stands there is not looked at, which is said', async () => {
    expect(await toMend({}, { database: undefined })).toMatchObject([{ what: 'Tenants, teams and people' }]);
  });

  test('authentication is off: that is said, and Microsoft is not asked', async () => {
    const before = { ...teams.keys.asked };
    const findings = await check({ credentials: { kind: 'off' }, tenants: [] });
    expect(findings[0]?.what).toContain('authentication is off');
    expect(teams.keys.asked).toEqual(before);
  });
});

describe('a tenant', () => {
  test('has nobody who added Deskside', async () => {
    const id = '99999999-9999-4999-8999-999999999999';
    expect(await toMend({ tenants: [tenant.id, id] })).toEqual([{ what: `Tenant ${id}`, mend: expect.stringContaining('upload the package') as string }]);
  });

  test('is no longer let in: that is said', async () => {
    const id = '99999999-9999-4999-8999-999999999999';
    await database.db.update(teamsConversations).set({ tenant: id }).where(eq(teamsConversations.kind, 'personal'));
    expect(await check()).toContainEqual({ what: `Tenant ${id}: not in TEAMS_TENANTS, so nobody there is let in any more` });
  });
});

describe('a team’s channel', () => {
  test('has not been heard of', async () => {
    await moveTeam(database.db, 'devices', { platform: 'teams', workspace: tenant.id, room: '19:elsewhere@thread.tacv2' });
    expect(await toMend()).toEqual([
      { what: 'Devices: channel 19:elsewhere@thread.tacv2', mend: expect.stringContaining('add the app to that team') as string },
    ]);
  });

  test('is in a tenant that is not let in', async () => {
    await moveTeam(database.db, 'devices', { platform: 'teams', workspace: 'elsewhere', room });
    expect(await toMend()).toMatchObject([{ mend: expect.stringContaining('add it to TEAMS_TENANTS') as string }]);
  });

  test('does not have Deskside any more, as far as it knows', async () => {
    await database.db.update(teamsConversations).set({ state: 'closed' }).where(eq(teamsConversations.id, room));
    expect(await toMend()).toContainEqual({ what: `Devices: channel ${room}`, mend: 'Deskside was taken out of it: add the app to that team again.' });
  });

  test('does not have Deskside any more, as Teams says', async () => {
    teams.fault({ operation: 'members', status: 403, code: 'BotNotInConversationRoster' });
    expect(await toMend()).toEqual([{ what: `Devices: channel ${room}`, mend: expect.stringContaining('I am not in it, or was removed from it') as string }]);
  });

  test('is kept by a connector that is none of Microsoft’s: nothing is asked there', async () => {
    await database.db.update(teamsConversations).set({ serviceUrl: 'https://evil.example/' }).where(eq(teamsConversations.id, room));
    outside.use(
      http.all('https://evil.example/*', () => {
        throw new Error('The token would have gone there.');
      }),
    );
    expect(await toMend()).toMatchObject([{ what: `Devices: channel ${room}`, mend: expect.stringContaining('Teams does not let Deskside see it') as string }]);
  });

  test('is looked at only if it is in Teams; that there is none is to be mended', async () => {
    await moveTeam(database.db, 'devices', { platform: 'browser', workspace: 'local', room: 'devices' });
    expect(await toMend()).toEqual([{ what: 'Teams: none works in Microsoft Teams', mend: expect.stringContaining('deskside channel') as string }]);
  });
});

test('nobody has a personal chat: how they get the app', async () => {
  await database.db.delete(teamsConversations).where(eq(teamsConversations.kind, 'personal'));
  expect(await toMend()).toMatchObject([
    { what: expect.stringMatching(/^People: \d+ of \d+/) as string, mend: expect.stringContaining('Setup policies') as string },
  ]);
});

test.each([
  [200, /this is not Deskside/],
  [302, /does not follow/],
  [404, /answered 404 instead of 401: let the proxy send \/api\/messages to TEAMS_HOST/],
  [502, /does not reach Deskside \(502\)/],
])('the address that Azure is given answers %d', async (status, advice) => {
  outside.use(http.post('https://desk.example.com/it/api/messages', () => new HttpResponse(null, { status })));
  expect(await toMend({}, { url: 'https://desk.example.com/it' })).toEqual([
    { what: 'Messaging endpoint https://desk.example.com/it/api/messages', mend: expect.stringMatching(advice) as string },
  ]);
});
