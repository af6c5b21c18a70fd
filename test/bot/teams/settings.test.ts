import { describe, expect, test } from 'vitest';
import { readConfig } from '#config.ts';

const APP = '6f9c1d0a-52f1-4d5b-8a6e-0d6c2c8e7b11';
const TENANT = '0b7f3c3e-1f57-4d43-9c0e-7a0f5f3f2a11';
const OTHER = '99999999-9999-4999-8999-999999999999';
const KEY = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';
const secret = { TEAMS_APP_ID: APP, TEAMS_TENANT_ID: TENANT, TEAMS_APP_PASSWORD: 'a-secret' };
const managed = { TEAMS_APP_ID: APP, TEAMS_TENANT_ID: TENANT, TEAMS_MANAGED_IDENTITY: 'yes', TEAMS_SEAL_KEY: KEY };
const read = (env: Readonly<Record<string, string>>) => readConfig(env).teams;

describe('the settings of Teams', () => {
  test('without any, Teams is left out', () => {
    expect(read({})).toBeUndefined();
    expect(read({ TEAMS_PORT: '5000', TEAMS_CLOUD: 'us_government', TEAMS_APP_ID: '' })).toBeUndefined();
  });

  test('with a secret: people of the app’s own tenant are let in, at an address on loopback', () => {
    expect(read(secret)).toMatchObject({
      appId: APP,
      tenantId: TENANT,
      tenants: [TENANT],
      credentials: { kind: 'secret', secret: 'a-secret' },
      cloud: 'public',
      host: '127.0.0.1',
      port: 4182,
    });
  });

  test('with a managed identity there is no secret', () => {
    expect(read(managed)).toMatchObject({ credentials: { kind: 'managed_identity' } });
    expect(read(managed)?.sealKey).toHaveLength(32);
  });

  test('ids are the same in small and capital letters, and other tenants can be let in', () => {
    const tenants = `${TENANT.toUpperCase()}, ${OTHER}`;
    expect(read({ ...secret, TEAMS_APP_ID: APP.toUpperCase(), TEAMS_TENANT_ID: TENANT.toUpperCase(), TEAMS_TENANTS: tenants })).toMatchObject({
      appId: APP,
      tenantId: TENANT,
      tenants: [TENANT, OTHER],
    });
  });

  test('all processes seal with one key: the one that is set, or one made of the secret', () => {
    expect(read(secret)?.sealKey).toEqual(read(secret)?.sealKey);
    expect(read(secret)?.sealKey).not.toEqual(read({ ...secret, TEAMS_APP_PASSWORD: 'another' })?.sealKey);
    expect(read({ ...secret, TEAMS_SEAL_KEY: KEY })?.sealKey).toEqual(Buffer.alloc(32));
  });

  test('the browser page, which has no sign-in, is off by itself where there is Teams', () => {
    expect(readConfig(secret).page).toBe(false);
    expect(readConfig({}).page).toBe(true);
  });
});

describe('Deskside does not start', () => {
  const without = (env: Readonly<Record<string, string>>, name: string) => Object.fromEntries(Object.entries(env).filter(([key]) => key !== name));

  test.each([
    ['without an app id', without(secret, 'TEAMS_APP_ID'), 'TEAMS_APP_ID is needed'],
    ['without a tenant', without(secret, 'TEAMS_TENANT_ID'), 'TEAMS_TENANT_ID is needed'],
    ['without a secret', without(secret, 'TEAMS_APP_PASSWORD'), 'TEAMS_APP_PASSWORD is needed, or TEAMS_MANAGED_IDENTITY=yes'],
    ['with nothing but a list of tenants', { TEAMS_TENANTS: TENANT }, 'TEAMS_APP_ID is needed'],
    ['with a secret and a managed identity', { ...managed, TEAMS_APP_PASSWORD: 'a-secret' }, 'take one of them out'],
    ['with a managed identity and no key to seal with', without(managed, 'TEAMS_SEAL_KEY'), 'TEAMS_SEAL_KEY is needed with a managed identity'],
    ['with half an id', { ...secret, TEAMS_APP_ID: '6f9c' }, 'TEAMS_APP_ID must be an id such as'],
    ['with an empty list of tenants', { ...secret, TEAMS_TENANTS: ' , ' }, 'must be an id such as'],
    ['with everybody’s tenant', { ...secret, TEAMS_TENANT_ID: 'common' }, 'TEAMS_TENANT_ID must be an id such as'],
    ['with a short key', { ...secret, TEAMS_SEAL_KEY: 'AAAA' }, 'TEAMS_SEAL_KEY must be 32 bytes in base64'],
    ['with authentication off where others reach it', { TEAMS_AUTH: 'off', TEAMS_HOST: '0.0.0.0' }, 'anybody could speak for anybody'],
    ['with authentication off and an app id', { ...secret, TEAMS_AUTH: 'off' }, 'TEAMS_APP_ID, TEAMS_TENANT_ID, TEAMS_APP_PASSWORD would not be used'],
    ['with authentication off and a list of tenants', { TEAMS_AUTH: 'off', TEAMS_TENANTS: TENANT }, 'TEAMS_TENANTS would not be used'],
    ['with authentication off and a managed identity', { TEAMS_AUTH: 'off', TEAMS_MANAGED_IDENTITY: 'yes' }, 'TEAMS_MANAGED_IDENTITY would not be used'],
    ['with authentication half off', { ...secret, TEAMS_AUTH: 'false' }, 'TEAMS_AUTH must be on or off'],
  ])('%s', (_, env, sentence) => {
    expect(() => read(env)).toThrow(sentence);
    expect(() => read(env)).toThrow(/^These settings need mending: /);
  });

  test('and what it says holds no secret', () => {
    expect(() => read({ ...secret, TEAMS_APP_PASSWORD: 'do-not-show', TEAMS_SEAL_KEY: 'do-not-show-either', TEAMS_PORT: 'x' })).not.toThrow(/do-not-show/);
  });
});

test.each(['127.0.0.1', '::1', 'localhost'])('authentication can be off at %s', (host) => {
  expect(read({ TEAMS_AUTH: 'off', TEAMS_HOST: host })).toMatchObject({ credentials: { kind: 'off' }, appId: '', tenants: [] });
});
