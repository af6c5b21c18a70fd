import { randomBytes } from 'node:crypto';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, test } from 'vitest';
import type { CheckupDeps } from '#bot/checkup.ts';
import type { Finding } from '#core/finding.ts';
import { checkSlack } from '#bot/slack/doctor.ts';
import { createInstallations } from '#bot/slack/installations.ts';
import { scopeNames } from '#bot/slack/scopes.ts';
import type { SlackSettings } from '#bot/slack/settings.ts';
import { moveTeam } from '#store/teams.ts';
import { createSmallCompany } from '#test/support/company.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { ofOrganization, ofWorkspace } from './installation.ts';
import { interceptHttp } from '#test/support/intercept-http.ts';
import { API, method, type Call } from './web-api.ts';

const TOKEN = 'xoxb-of-fernwood';
const SIGNING = 'f00dfeedf00dfeedf00dfeedf00dfeed';
const slack = interceptHttp();
const clock = { now: () => new Date() };
let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeEach(async () => {
  database = await createTestDatabase();
  await createSmallCompany(database);
  await moveTeam(database.db, 'devices', { platform: 'slack', workspace: 'T1', room: 'C1' });
});

const overHttp: SlackSettings = { apiUrl: API, host: '127.0.0.1', port: 4181, signingSecret: SIGNING, appToken: undefined, botToken: TOKEN, oauth: undefined };
const DEVICES = { id: 'C1', name: 'it-devices', is_member: true, is_archived: false, is_ext_shared: false };

/** A workspace in which everything is right, but for what a test says otherwise. */
function workspace({ scopes = scopeNames, channel = DEVICES }: { scopes?: readonly string[]; channel?: object } = {}) {
  const whose = ({ token }: Call) => (token === TOKEN ? { ok: true, team: 'Fernwood', team_id: 'T1', user: 'deskside' } : { ok: false, error: 'invalid_auth' });
  slack.use(
    method('api.test', () => ({ ok: true })),
    method('auth.test', whose, { 'x-oauth-scopes': scopes.join(',') }),
    method('conversations.info', ({ values }) => (values['channel'] === 'C1' ? { ok: true, channel } : { ok: false, error: 'channel_not_found' })),
  );
}

async function check(settings: SlackSettings | undefined, more: Partial<CheckupDeps> = {}): Promise<readonly Finding[]> {
  return await checkSlack({ config: { slack: settings }, database, clock, ...more });
}

async function toMend(...args: Parameters<typeof check>): Promise<readonly Finding[]> {
  return (await check(...args)).filter(({ mend }) => mend !== undefined);
}

describe('one workspace over HTTP', () => {
  test('all is well: a line for each thing that was looked at', async () => {
    workspace();
    slack.use(http.post('https://desk.example.com/slack/events', () => new HttpResponse(null, { status: 401 })));
    expect(await check(overHttp, { url: 'https://desk.example.com' })).toEqual([
      { what: 'Settings: one workspace, HTTP' },
      { what: 'Slack’s API at https://slack.com/api/ answers' },
      { what: 'Signing secret: set; Slack’s requests are expected at 127.0.0.1:4181' },
      { what: 'SLACK_BOT_TOKEN: Deskside is @deskside in Fernwood (T1)' },
      { what: 'Scopes in Fernwood: all there are needed' },
      { what: 'Devices: channel C1 (#it-devices): Deskside is in it' },
      { what: 'Request URL https://desk.example.com/slack/events: Deskside answers, and turns away what Slack has not signed' },
    ]);
  });

  test('nothing is set: what to set, and nothing is asked of anybody', async () => {
    expect(await check(undefined)).toEqual([{ what: 'Settings', mend: expect.stringContaining('set SLACK_BOT_TOKEN') as string }]);
  });

  test('the token is not taken', async () => {
    workspace();
    expect(await toMend({ ...overHttp, botToken: 'xoxb-wrong' })).toMatchObject([
      { what: 'SLACK_BOT_TOKEN', mend: expect.stringContaining('Slack does not take it (invalid_auth)') as string },
      { what: 'Devices: channel C1', mend: expect.stringContaining('no working token for T1') as string },
    ]);
  });

  test('a scope is missing, and one is too many', async () => {
    workspace({ scopes: [...scopeNames.filter((scope) => scope !== 'reactions:read'), 'users:write'] });
    expect(await toMend(overHttp)).toEqual([
      { what: 'Scopes in Fernwood: without reactions:read', mend: 'put the manifest into the app’s page once more, and reinstall the app there.' },
    ]);
    workspace({ scopes: [...scopeNames, 'users:write'] });
    expect(await check(overHttp)).toContainEqual({ what: 'Scopes in Fernwood: all there are needed; Deskside never uses users:write' });
  });

  test('Slack does not say which scopes there are: that is not enough', async () => {
    workspace({ scopes: [] });
    expect(await toMend(overHttp)).toMatchObject([{ what: `Scopes in Fernwood: without ${scopeNames.join(', ')}` }]);
  });

  test('Slack cannot be reached: nothing else is tried, and no token leaves', async () => {
    slack.use(http.post(`${API}api.test`, () => HttpResponse.error()));
    expect(await check(overHttp)).toMatchObject([
      { what: 'Slack’s API at https://slack.com/api/', mend: expect.stringContaining('it does not answer') as string },
    ]);
  });

  test('tokens are not sent over a connection that others can read', async () => {
    expect(await check({ ...overHttp, apiUrl: 'http://proxy.example.com/api/' })).toMatchObject([{ mend: expect.stringContaining('https://') as string }]);
  });

  test('no database runs yet: the channels are not looked at, which is said', async () => {
    workspace();
    expect(await toMend(overHttp, { database: undefined })).toMatchObject([{ what: 'Teams' }]);
  });
});

describe('a team’s channel', () => {
  test.each([
    ['is archived', { is_archived: true }, /unarchive it/],
    ['is shared with another company', { is_ext_shared: true }, /another company reads along/],
    ['is about to be shared', { is_pending_ext_shared: true }, /another company reads along/],
    ['does not have Deskside in it', { is_member: false }, /“\/invite @Deskside”/],
    ['does not say whether Deskside is in it', { is_member: undefined }, /“\/invite @Deskside”/],
  ])('%s', async (_, channel, advice) => {
    workspace({ channel: { ...DEVICES, ...channel } });
    expect(await toMend(overHttp)).toEqual([{ what: 'Devices: channel C1 (#it-devices)', mend: expect.stringMatching(advice) as string }]);
  });

  test('is not there, or was given by its name', async () => {
    workspace();
    await moveTeam(database.db, 'devices', { platform: 'slack', workspace: 'T1', room: '#it-devices' });
    expect(await toMend(overHttp)).toEqual([{ what: 'Devices: channel #it-devices', mend: expect.stringContaining('use the channel’s id') as string }]);
  });

  test('is in a workspace that has not installed Deskside', async () => {
    workspace();
    await moveTeam(database.db, 'devices', { platform: 'slack', workspace: 'T9', room: 'C1' });
    expect(await toMend(overHttp)).toMatchObject([{ mend: expect.stringContaining('no working token for T9') as string }]);
  });

  test('is looked at only if it is in Slack; that there is none is to be mended', async () => {
    workspace();
    await moveTeam(database.db, 'devices', { platform: 'browser', workspace: 'local', room: 'devices' });
    expect(await toMend(overHttp)).toEqual([{ what: 'Teams: none works in Slack', mend: expect.stringContaining('deskside channel') as string }]);
  });
});

describe('Socket Mode', () => {
  const overSocket = { ...overHttp, signingSecret: undefined, appToken: 'xapp-of-fernwood' };

  test('a connection can be opened', async () => {
    workspace();
    slack.use(method('apps.connections.open', ({ token }) => ({ ok: token === 'xapp-of-fernwood', url: 'wss://wss.slack.com/link/?ticket=secret-ticket' })));
    const findings = await check(overSocket);
    expect(findings).toContainEqual({ what: 'SLACK_APP_TOKEN: a connection can be opened' });
    expect(JSON.stringify(findings)).not.toContain('secret-ticket');
  });

  test('none can be opened', async () => {
    workspace();
    slack.use(method('apps.connections.open', () => ({ ok: false, error: 'missing_scope' })));
    expect(await toMend(overSocket)).toMatchObject([{ what: 'SLACK_APP_TOKEN', mend: expect.stringMatching(/missing_scope.*connections:write/) as string }]);
  });
});

describe('the address that Slack is given', () => {
  test.each([
    [200, /this is not Deskside/],
    [302, /does not follow/],
    [404, /answered 404 instead of 401/],
    [502, /does not reach Deskside \(502\)/],
  ])('answers %d', async (status, advice) => {
    workspace();
    slack.use(http.post('https://desk.example.com/slack/events', () => new HttpResponse(null, { status })));
    expect(await toMend(overHttp, { url: 'https://desk.example.com/' })).toEqual([
      { what: 'Request URL https://desk.example.com/slack/events', mend: expect.stringMatching(advice) as string },
    ]);
  });

  test('does not answer', async () => {
    workspace();
    slack.use(http.post('https://desk.example.com/slack/events', () => HttpResponse.error()));
    expect(await toMend(overHttp, { url: 'https://desk.example.com' })).toMatchObject([
      { mend: expect.stringContaining('nothing answers from here') as string },
    ]);
  });

  test.each(['http://desk.example.com', 'desk.example.com'])('%s is none', async (url) => {
    workspace();
    expect(await toMend(overHttp, { url })).toEqual([{ what: `Request URL ${url}`, mend: 'Slack wants an address that starts with https://.' }]);
  });
});

describe('workspaces that install Deskside themselves', () => {
  const tokenKey = randomBytes(32);
  const settings: SlackSettings = {
    ...overHttp,
    botToken: undefined,
    oauth: { clientId: '1.2', clientSecret: 'client-secret', stateSecret: 'state', tokenKey },
  };
  const install = () => createInstallations({ database, clock, key: tokenKey });

  test('each is asked with its own token; those that removed it are only named', async () => {
    workspace();
    await install().storeInstallation(ofWorkspace('T1', { token: TOKEN }));
    await install().storeInstallation(ofWorkspace('T2'));
    await install().storeInstallation(ofWorkspace('T3'));
    await install().markGone('T3', 'uninstalled');
    const findings = await check(settings);
    expect(findings.slice(3)).toEqual([
      { what: 'Fernwood T1 (T1): Deskside is @deskside in Fernwood (T1)' },
      { what: 'Scopes in Fernwood: all there are needed' },
      { what: 'Fernwood T2 (T2)', mend: expect.stringContaining('invalid_auth') as string },
      { what: 'Fernwood T3 (T3): uninstalled, nothing is done there' },
      { what: 'Devices: channel C1 (#it-devices): Deskside is in it' },
    ]);
  });

  test('the token of an organization reaches the channels of its workspaces', async () => {
    slack.use(
      method('api.test', () => ({ ok: true })),
      method('auth.test', () => ({ ok: true, team: 'Group', team_id: 'E1', enterprise_id: 'E1', is_enterprise_install: true, user: 'deskside' }), {
        'x-oauth-scopes': scopeNames.join(', '),
      }),
      method('conversations.info', ({ token }) => ({ ok: token === 'xoxb-E1', channel: DEVICES })),
    );
    await install().storeInstallation(ofOrganization('E1'));
    expect(await toMend(settings)).toEqual([]);
  });

  test('nobody has yet', async () => {
    workspace();
    expect(await toMend(settings)).toMatchObject([
      { what: 'Workspaces', mend: expect.stringContaining('/slack/install') as string },
      { what: 'Devices: channel C1' },
    ]);
  });

  test('the key is another one than when it was installed', async () => {
    workspace();
    await createInstallations({ database, clock, key: randomBytes(32) }).storeInstallation(ofWorkspace('T1', { token: TOKEN }));
    expect(await toMend(settings)).toMatchObject([
      { what: 'Fernwood T1 (T1)', mend: expect.stringContaining('another SLACK_TOKEN_KEY') as string },
      { what: 'Devices: channel C1' },
    ]);
  });

  test('no secret is ever said, whatever is wrong', async () => {
    workspace({ scopes: [] });
    await install().storeInstallation(ofWorkspace('T1', { token: TOKEN }));
    await install().storeInstallation(ofWorkspace('T2', { token: 'xoxb-other', refreshToken: 'xoxe-refresh', expiresAt: 1 }));
    slack.use(
      method('oauth.v2.access', () => ({ ok: false, error: 'invalid_refresh_token' })),
      method('apps.connections.open', () => ({ ok: false, error: 'invalid_auth' })),
    );
    const said = JSON.stringify(await check({ ...settings, appToken: 'xapp-app-token' }));
    expect(said).toContain('has run out and Slack gave no new one');
    expect(said).not.toMatch(new RegExp(`${TOKEN}|xoxb-other|xoxe-refresh|xapp-app-token|client-secret|${SIGNING}`));
  });
});
