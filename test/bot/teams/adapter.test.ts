import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { pino } from 'pino';
import { createAdapter, type TeamsAdapter } from '#bot/teams/adapter.ts';
import { NotFromTeams } from '#bot/teams/token-check.ts';
import type { TeamsSettings } from '#bot/teams/settings.ts';
import { startFakeTeams } from '#test/support/teams/fake-teams.ts';
import type { Json } from '#test/support/teams/state.ts';
import { FORGERIES, forgeriesWith, OTHER_APP } from './forgeries.ts';

const TENANT = '0b7f3c3e-1f57-4d43-9c0e-7a0f5f3f2a11';
const log = pino({ level: 'silent' });
let teams: Awaited<ReturnType<typeof startFakeTeams>>;
let serviceUrl: string;
beforeAll(async () => {
  teams = await startFakeTeams();
  serviceUrl = `${teams.stand.service}/emea/`;
});
afterAll(async () => await teams.stop());
afterEach(() => {
  teams.keys.endorsements = ['msteams'];
});

function settings(more: Partial<TeamsSettings> = {}): TeamsSettings {
  const credentials = { kind: 'secret', secret: 'never sent' } as const;
  const common = { cloud: 'public', host: '127.0.0.1', port: 0, sealKey: new Uint8Array(32), stand: teams.stand } as const;
  return { appId: teams.appId, tenantId: TENANT, tenants: [TENANT], credentials, ...common, ...more };
}

const activity = (more: Json = {}): Json => ({
  type: 'message',
  id: '1',
  channelId: 'msteams',
  serviceUrl,
  from: { id: '29:maria' },
  recipient: { id: `28:${teams.appId}` },
  conversation: { id: 'a:1' },
  text: 'hello',
  ...more,
});

/** What comes of a request, and whatever was written to the terminal meanwhile. */
async function sent(adapter: TeamsAdapter, authorization: string, given: Json = activity()) {
  const written: unknown[] = [];
  const spies = (['log', 'info', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name).mockImplementation((...args) => void written.push(args)));
  const taken: object[] = [];
  try {
    await adapter.receive(given, authorization, async (it) => await Promise.resolve(void taken.push(it)));
    return { verdict: 'taken', taken, written };
  } catch (error) {
    return { verdict: error instanceof NotFromTeams ? 'not from Teams' : 'cannot tell', taken, written };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

const REFUSED = { verdict: 'not from Teams', taken: [], written: [] };
const UNKNOWN = { verdict: 'cannot tell', taken: [], written: [] };
const seconds = () => Math.floor(Date.now() / 1000);

describe('a request from Teams', () => {
  test('is handed on as it came', async () => {
    const given = activity({ value: { deep: [1, null] }, unheardOf: true });
    const before = structuredClone(given);
    expect(await sent(createAdapter(settings(), log), `Bearer ${teams.keys.sign(teams.keys.claims(serviceUrl))}`, given)).toEqual({
      verdict: 'taken',
      taken: [before],
      written: [],
    });
  });

  test('that fails in our own hands fails with our own error', async () => {
    const failure = new Error('the database is away');
    const received = createAdapter(settings(), log).receive(activity(), `Bearer ${teams.keys.sign(teams.keys.claims(serviceUrl))}`, async () => {
      await Promise.reject(failure);
    });
    await expect(received).rejects.toBe(failure);
  });

  test('may be five minutes off by its clock, and no more', async () => {
    const adapter = createAdapter(settings(), log);
    const at = (claims: Json) => `Bearer ${teams.keys.sign(teams.keys.claims(serviceUrl, claims))}`;
    expect(await sent(adapter, at({ exp: seconds() - 240, nbf: seconds() - 3600 }))).toMatchObject({ verdict: 'taken' });
    expect(await sent(adapter, at({ nbf: seconds() + 240 }))).toMatchObject({ verdict: 'taken' });
    expect(await sent(adapter, at({ exp: seconds() - 360, nbf: seconds() - 3600 }))).toEqual(REFUSED);
    expect(await sent(adapter, at({ nbf: seconds() + 360 }))).toEqual(REFUSED);
  });
});

const forgeries = () => forgeriesWith(teams, serviceUrl);

const claims = (changes: Json = {}) => teams.keys.claims(serviceUrl, changes);
const good = () => `Bearer ${teams.keys.sign(claims())}`;

describe('a request is not taken', () => {
  test.each(FORGERIES)('%s, and nothing is written of it', async (name) => {
    const { authorization, activity: given } = forgeries()[name](activity());
    expect(await sent(createAdapter(settings(), log), authorization, given)).toEqual(REFUSED);
  });

  test.each([[['directline', 'webchat']], [[]]])('signed with a key that is endorsed for %j', async (endorsements) => {
    teams.keys.endorsements = endorsements;
    expect(await sent(createAdapter(settings(), log), good())).toEqual(REFUSED);
  });
});

describe('Microsoft’s keys', () => {
  test.each([
    ['metadata', { status: 500 }],
    ['keys', { status: 503 }],
    ['metadata', { cut: true }],
  ] as const)('when %s cannot be had: nobody is refused for it, and it works again once they can', async (operation, how) => {
    const fault = teams.fault({ operation, times: 1000, ...how });
    try {
      expect(await sent(createAdapter(settings(), log), good())).toEqual(UNKNOWN);
    } finally {
      fault.end();
    }
    expect(await sent(createAdapter(settings(), log), good())).toMatchObject({ verdict: 'taken' });
  });

  test('are asked for once, however many requests name keys that are not there', async () => {
    const adapter = createAdapter(settings(), log);
    const before = { ...teams.keys.asked };
    const forged = Array.from({ length: 200 }, (_, at) => `Bearer ${teams.keys.sign(claims(), { kid: `key-${at}` })}`);
    for (const { verdict } of await Promise.all(forged.map(async (authorization) => await sent(adapter, authorization))))
      expect(verdict).toBe('not from Teams');
    for (const authorization of forged.slice(0, 50)) expect(await sent(adapter, authorization)).toEqual(REFUSED);
    expect(teams.keys.asked).toEqual({ metadata: before.metadata + 1, keys: before.keys + 1 });
  });

  test('are not asked for at all for what is plainly wrong', async () => {
    const adapter = createAdapter(settings(), log);
    const before = { ...teams.keys.asked };
    for (const changes of [{ aud: OTHER_APP }, { iss: 'https://evil.example' }, { exp: 1 }, { serviceurl: 'https://evil.example/' }])
      expect(await sent(adapter, `Bearer ${teams.keys.sign(claims(changes))}`)).toEqual(REFUSED);
    expect(teams.keys.asked).toEqual(before);
  });
});

describe('with authentication off', () => {
  const off = () => createAdapter(settings({ appId: '', tenantId: '', tenants: [], credentials: { kind: 'off' }, stand: undefined }), log);

  test('anybody is taken, and there is no token for calls', async () => {
    expect(await sent(off(), '')).toMatchObject({ verdict: 'taken' });
    expect(await off().token()).toBeUndefined();
  });
});
