import { WebClient } from '@slack/web-api';
import { afterEach, describe, expect, test } from 'vitest';
import { setStage, silent, type Stage } from './stage.ts';

let stage: Stage;
afterEach(async () => {
  await stage.stop();
});

const REDIRECT = 'https://desk.example.test/slack/oauth_redirect';

function authorizeUrl(): string {
  const query = new URLSearchParams({ client_id: stage.slack.app.clientId, scope: 'chat:write,users:read', state: 's', redirect_uri: REDIRECT });
  return `https://slack.com/oauth/v2/authorize?${query.toString()}`;
}

function caller(token?: string): WebClient {
  return new WebClient(token, { slackApiUrl: stage.slack.apiUrl, retryConfig: { retries: 0 }, logger: silent });
}

function client() {
  const { clientId, clientSecret } = stage.slack.app;
  return { client_id: clientId, client_secret: clientSecret };
}

describe('installing', () => {
  test('a yes gives a code, which is exchanged once for a token with the scopes that were asked for', async () => {
    stage = await setStage();
    const globex = stage.slack.addWorkspace({ id: 'T2', name: 'Globex', isInstalled: false, users: [{ id: 'U7', name: 'hank' }] });
    const back = new URL(globex.approve(authorizeUrl(), 'U7'));
    expect(back.searchParams.get('state')).toBe('s');
    const ask = { ...client(), code: back.searchParams.get('code') ?? '', redirect_uri: REDIRECT };
    await expect(caller().oauth.v2.access({ ...ask, client_secret: 'wrong' })).rejects.toMatchObject({ data: { error: 'bad_client_secret' } });
    await expect(caller().oauth.v2.access({ ...ask, redirect_uri: 'https://evil.example' })).rejects.toMatchObject({ data: { error: 'bad_redirect_uri' } });
    const got = await caller().oauth.v2.access(ask);
    expect(got).toMatchObject({ team: { id: 'T2' }, scope: 'chat:write,users:read', authed_user: { id: 'U7' }, token_type: 'bot' });
    expect(got.refresh_token).toBeUndefined();
    expect(await caller(got.access_token).auth.test()).toMatchObject({ team_id: 'T2' });
    await expect(caller().oauth.v2.access(ask)).rejects.toMatchObject({ data: { error: 'code_already_used' } });
  });

  test('with rotation a token ends after twelve hours, and each refresh token works once', async () => {
    stage = await setStage({ app: { rotatesTokens: true } });
    const code = new URL(stage.acme.approve(authorizeUrl(), 'U1')).searchParams.get('code') ?? '';
    const first = await caller().oauth.v2.access({ ...client(), code, redirect_uri: REDIRECT });
    stage.later(12 * 3_600_000);
    await expect(caller(first.access_token).auth.test()).rejects.toMatchObject({ data: { error: 'token_expired' } });
    const renew = { ...client(), grant_type: 'refresh_token' as const, refresh_token: first.refresh_token ?? '' };
    const second = await caller().oauth.v2.access(renew);
    expect(await caller(second.access_token).auth.test()).toMatchObject({ ok: true });
    await expect(caller().oauth.v2.access(renew)).rejects.toMatchObject({ data: { error: 'invalid_refresh_token' } });
  });

  test('taking the app away ends its tokens, and tells it', async () => {
    stage = await setStage();
    const app = await stage.boltOverHttp();
    const heard: string[] = [];
    app.use(async ({ body, next }) => {
      heard.push(String((body as { event?: { type?: string } }).event?.type));
      await next();
    });
    await stage.acme.uninstall();
    expect(heard.toSorted()).toEqual(['app_uninstalled', 'tokens_revoked']);
    await expect(stage.client.auth.test()).rejects.toMatchObject({ data: { error: 'account_inactive' } });
  });

  test('the app gives a token back, or goes away by itself', async () => {
    stage = await setStage();
    await stage.client.auth.revoke();
    await expect(stage.client.auth.test()).rejects.toMatchObject({ data: { error: 'token_revoked' } });
    const other = stage.slack.addWorkspace({ id: 'T2' });
    await caller(other.botToken).apps.uninstall(client());
    await expect(caller(other.botToken).auth.test()).rejects.toMatchObject({ data: { error: 'account_inactive' } });
  });
});
