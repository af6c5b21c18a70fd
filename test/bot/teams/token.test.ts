import { randomUUID } from 'node:crypto';
import { http, HttpResponse } from 'msw';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createAdapter } from '#bot/teams/adapter.ts';
import { checkTeams } from '#bot/teams/doctor.ts';
import { readConfig } from '#config.ts';
import { interceptHttp } from '#test/support/intercept-http.ts';

const TENANT = '0b7f3c3e-1f57-4d43-9c0e-7a0f5f3f2a11';
const SECRET = 'the-secret-itself';
const log = pino({ level: 'silent' });
const server = interceptHttp();

/** Microsoft Entra, of one cloud. */
function entra(host: string, answer: () => Response) {
  const asked: Record<string, string>[] = [];
  const base = `https://${host}/${TENANT}`;
  server.use(
    http.get(`https://${host}/common/discovery/instance`, () =>
      HttpResponse.json({
        tenant_discovery_endpoint: `${base}/v2.0/.well-known/openid-configuration`,
        'api-version': '1.1',
        metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
      }),
    ),
    http.get(`${base}/v2.0/.well-known/openid-configuration`, () =>
      HttpResponse.json({
        token_endpoint: `${base}/oauth2/v2.0/token`,
        authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
        issuer: `${base}/v2.0`,
        jwks_uri: `${base}/discovery/v2.0/keys`,
      }),
    ),
    http.post(`${base}/oauth2/v2.0/token`, async ({ request }) => {
      asked.push(Object.fromEntries(new URLSearchParams(await request.text())));
      return answer();
    }),
  );
  return asked;
}

/** Each app is one that the SDK has not kept a token of. */
function settingsOf(more: Readonly<Record<string, string>> = {}) {
  const { teams } = readConfig({ TEAMS_APP_ID: randomUUID(), TEAMS_TENANT_ID: TENANT, TEAMS_APP_PASSWORD: SECRET, ...more });
  if (!teams) throw new Error('There are no settings.');
  return teams;
}

const given = () => HttpResponse.json({ token_type: 'Bearer', expires_in: 3600, ext_expires_in: 3600, access_token: 'a-token' });

test.each([
  ['public', 'login.microsoftonline.com', 'https://api.botframework.com/.default'],
  ['us_government', 'login.microsoftonline.us', 'https://api.botframework.us/.default'],
])('in the cloud %s a token is got with the secret, from the app’s own tenant, and kept', async (cloud, host, scope) => {
  const asked = entra(host, given);
  const settings = settingsOf({ TEAMS_CLOUD: cloud });
  const adapter = createAdapter(settings, log);
  expect(await Promise.all(Array.from({ length: 20 }, adapter.token))).toEqual(Array.from({ length: 20 }, () => 'a-token'));
  expect(await adapter.token()).toBe('a-token');
  expect(asked).toMatchObject([{ client_id: settings.appId, client_secret: SECRET, grant_type: 'client_credentials', scope }]);
});

test.each([
  ['AADSTS7000222', 'the client secret has run out'],
  ['AADSTS7000215', 'not its Secret ID'],
])('when Entra says %s, the doctor says what it means, and nothing of the secret', async (code, advice) => {
  entra('login.microsoftonline.com', () =>
    HttpResponse.json({ error: 'invalid_client', error_description: `${code}: No. Trace ID: 1`, error_codes: [Number(code.slice(6))] }, { status: 401 }),
  );
  server.use(
    http.get('https://login.botframework.com/v1/.well-known/openidconfiguration', () =>
      HttpResponse.json({ jwks_uri: 'https://login.botframework.com/v1/.well-known/keys' }),
    ),
    http.get('https://login.botframework.com/v1/.well-known/keys', () =>
      HttpResponse.json({ keys: [{ kty: 'RSA', kid: '1', n: 'u1W2', e: 'AQAB', endorsements: ['msteams'] }] }),
    ),
  );
  const findings = await checkTeams({ config: { teams: settingsOf() }, database: undefined, clock: { now: () => new Date() } });
  expect(findings).toContainEqual({ what: 'Microsoft’s keys at https://login.botframework.com/v1/.well-known/openidconfiguration: 1 of 1 are for Teams' });
  expect(findings).toContainEqual({ what: 'A token for calls to Teams', mend: expect.stringContaining(advice) as string });
  expect(JSON.stringify(findings)).not.toContain(SECRET);
});
