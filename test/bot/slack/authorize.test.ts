import { randomBytes } from 'node:crypto';
import { LogLevel, type Installation } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { authorizeWith } from '#bot/slack/authorize.ts';
import { createInstallations, type Installations } from '#bot/slack/installations.ts';
import { openDatabase, type Database } from '#store/database.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { ofOrganization, ofWorkspace } from './installation.ts';
import { interceptHttp } from '#test/support/intercept-http.ts';
import { API, method } from './web-api.ts';

const slack = interceptHttp();
const nobody = async () => await Promise.reject(new Error('auth.test is not asked'));
const at = (teamId: string, enterpriseId?: string) => ({ teamId, enterpriseId, isEnterpriseInstall: false });

describe('with the token of one workspace', () => {
  const settings = { apiUrl: API, botToken: 'xoxb-one', oauth: undefined };
  const clock = { now: () => new Date() };
  const answer = { ok: true, team_id: 'T1', enterprise_id: 'E1', bot_id: 'B1', user_id: 'U1' };

  test('Slack is asked once whose it is', async () => {
    const asked: string[] = [];
    const authTest = async (token: string) => await Promise.resolve((asked.push(token), answer));
    const authorize = authorizeWith({ settings, installations: undefined, authTest, clock });
    const [first] = await Promise.all([authorize(at('T1')), authorize(at('T1', 'E1'))]);
    expect(first).toEqual({ botToken: 'xoxb-one', botId: 'B1', botUserId: 'U1', teamId: 'T1', enterpriseId: 'E1' });
    await authorize(at('T1'));
    expect(asked).toEqual(['xoxb-one']);
  });

  test.each([at('T2'), at('T2', 'E1'), { isEnterpriseInstall: true, enterpriseId: 'E1' }, { isEnterpriseInstall: false }])('%j is refused', async (source) => {
    const authorize = authorizeWith({ settings, installations: undefined, authTest: async () => await Promise.resolve(answer), clock });
    await expect(authorize(source)).rejects.toMatchObject({ message: expect.stringMatching(/^SLACK_BOT_TOKEN is for T1, not for/) as string, lasting: true });
  });

  test('a token of a whole organization is for its workspaces and no others', async () => {
    const authTest = async () => await Promise.resolve({ ...answer, team_id: 'E1', is_enterprise_install: true });
    const authorize = authorizeWith({ settings, installations: undefined, authTest, clock });
    expect(await authorize(at('T7', 'E1'))).toMatchObject({ teamId: 'T7', enterpriseId: 'E1' });
    await expect(authorize(at('T7', 'E2'))).rejects.toThrow('SLACK_BOT_TOKEN is for E1, not for E2.');
    await expect(authorize(at('T7'))).rejects.toThrow('SLACK_BOT_TOKEN is for E1');
  });

  test('a failure is not remembered', async () => {
    let times = 0;
    const authTest = async () => ((times += 1) === 1 ? await Promise.reject(new Error('no network')) : await Promise.resolve(answer));
    const authorize = authorizeWith({ settings, installations: undefined, authTest, clock });
    await expect(authorize(at('T1'))).rejects.toThrow('no network');
    expect(await authorize(at('T1'))).toMatchObject({ botToken: 'xoxb-one' });
  });
});

describe('with workspaces that install Deskside themselves', () => {
  const key = randomBytes(32);
  const oauth = { clientId: '1.2', clientSecret: 'client-secret', stateSecret: 'state-secret', tokenKey: key };
  const settings = { apiUrl: API, botToken: undefined, oauth };
  const clock = { now: () => new Date() };
  const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
  let url: string;
  let installations: Installations;
  const opened: Database[] = [];
  const logged: string[] = [];
  const log = (...words: unknown[]) => void logged.push(words.join(' '));
  const logger = {
    debug: () => undefined,
    info: () => undefined,
    warn: log,
    error: log,
    setLevel: () => undefined,
    getLevel: () => LogLevel.ERROR,
    setName: () => undefined,
  };

  beforeEach(async () => {
    const database = await createTestDatabase();
    opened.push(database);
    ({ url } = database);
    installations = createInstallations({ database, clock, key });
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map(async (database) => await database.close()));
    logged.splice(0);
  });

  /** As in a process of its own: other connections, and nothing remembered. */
  function startProcess() {
    const database = openDatabase(url, 4);
    opened.push(database);
    return authorizeWith({ settings, installations: createInstallations({ database, clock, key }), authTest: nobody, clock, logger });
  }

  /** Slack's side: a refresh token is good for one trade, and a second try is refused. */
  function tradeTokens(first: string) {
    let current = first;
    const trades: string[] = [];
    slack.use(
      method('oauth.v2.access', ({ values }) => {
        trades.push(values['refresh_token'] ?? '');
        if (values['client_secret'] !== 'client-secret' || values['refresh_token'] !== current) return { ok: false, error: 'invalid_refresh_token' };
        current = `refresh-${trades.length}`;
        return { ok: true, token_type: 'bot', access_token: `xoxe.xoxb-${trades.length}`, refresh_token: current, expires_in: 43_200 };
      }),
    );
    return trades;
  }

  const rotating = (expiresAt: number): Installation => ofWorkspace('T1', { token: 'xoxe.xoxb-0', refreshToken: 'refresh-0', expiresAt });

  test('each has its own token', async () => {
    await installations.storeInstallation(ofWorkspace('T1'));
    await installations.storeInstallation(ofOrganization('E1'));
    const authorize = startProcess();
    expect(await authorize(at('T1'))).toEqual({ botToken: 'xoxb-T1', botId: 'B-T1', botUserId: 'U-T1', teamId: 'T1' });
    expect(await authorize(at('T7', 'E1'))).toEqual({ botToken: 'xoxb-E1', botId: 'B-E1', botUserId: 'U-E1', teamId: 'T7', enterpriseId: 'E1' });
    expect(await authorize({ enterpriseId: 'E1', isEnterpriseInstall: true })).toEqual({
      botToken: 'xoxb-E1',
      botId: 'B-E1',
      botUserId: 'U-E1',
      enterpriseId: 'E1',
    });
    await expect(authorize(at('T2'))).rejects.toMatchObject({ message: 'Deskside is not installed in T2.', outcome: 'not_done', lasting: true });
  });

  test('a token that is good for hours is left alone', async () => {
    await installations.storeInstallation(rotating(inSeconds(10_000)));
    expect(await startProcess()(at('T1'))).toMatchObject({ botToken: 'xoxe.xoxb-0' });
  });

  test.each([
    ['runs out soon', 3600],
    ['has run out', -3600],
  ])('a token that %s is traded in once, however many processes need it at the same time', async (_, seconds) => {
    const trades = tradeTokens('refresh-0');
    await installations.storeInstallation(rotating(inSeconds(seconds)));
    const processes = [startProcess(), startProcess(), startProcess()];
    const answers = await Promise.all(processes.flatMap((authorize) => Array.from({ length: 8 }, async () => await authorize(at('T1')))));
    expect(trades).toEqual(['refresh-0']);
    expect(new Set(answers.map(({ botToken }) => botToken))).toEqual(new Set(['xoxe.xoxb-1']));
    const { bot } = await installations.fetchInstallation(at('T1'));
    expect(bot).toMatchObject({ token: 'xoxe.xoxb-1', refreshToken: 'refresh-1' });
    expect(bot?.expiresAt).toBeGreaterThan(inSeconds(43_000));
  });

  test('when the new one runs out it is traded in with the new refresh token', async () => {
    const trades = tradeTokens('refresh-0');
    await installations.storeInstallation(rotating(inSeconds(60)));
    const authorize = startProcess();
    await authorize(at('T1'));
    const { bot, ...rest } = await installations.fetchInstallation(at('T1'));
    await installations.storeInstallation({ ...rest, bot: { ...bot, expiresAt: inSeconds(60) } } as Installation);
    expect(await authorize(at('T1'))).toMatchObject({ botToken: 'xoxe.xoxb-2' });
    expect(trades).toEqual(['refresh-0', 'refresh-1']);
  });

  test('Slack does not answer: the old token does until it runs out, and nothing is lost', async () => {
    slack.use(method('oauth.v2.access', () => ({ ok: false, error: 'internal_error' })));
    const authorize = startProcess();
    await installations.storeInstallation(rotating(inSeconds(60)));
    expect(await authorize(at('T1'))).toMatchObject({ botToken: 'xoxe.xoxb-0' });
    await installations.storeInstallation(rotating(inSeconds(-60)));
    await expect(authorize(at('T1'))).rejects.toMatchObject({
      message: 'The token of T1 has run out and Slack gave no new one.',
      outcome: 'not_done',
      lasting: false,
    });
    expect((await installations.fetchInstallation(at('T1'))).bot).toMatchObject({ refreshToken: 'refresh-0' });
    expect(logged.join('\n')).toContain('internal_error');
    expect(logged.filter((line) => /refresh-0|client-secret|xoxe/.test(line))).toEqual([]);
  });

  test('a workspace that is removed while its token is traded in stays removed', async () => {
    await installations.storeInstallation(rotating(inSeconds(60)));
    let removed: Promise<void> | undefined;
    const removedAt = new Date();
    slack.use(
      method('oauth.v2.access', () => {
        removed = installations.markGone('T1', 'uninstalled', removedAt);
        return { ok: true, token_type: 'bot', access_token: 'xoxe.xoxb-1', refresh_token: 'refresh-1', expires_in: 43_200 };
      }),
    );
    await startProcess()(at('T1')).catch(() => undefined);
    await removed;
    expect(await installations.list()).toMatchObject([{ id: 'T1', state: 'uninstalled' }]);
  });
});
