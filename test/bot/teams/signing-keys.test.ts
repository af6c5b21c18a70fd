import { generateKeyPairSync } from 'node:crypto';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createSigningKeys } from '#bot/teams/signing-keys.ts';

const METADATA = 'https://login.example.test/openid';
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const jwk = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });

/** A key server on a day of its own, and what was asked of it. */
function keyServer() {
  const state = { ids: ['first'], isAway: false, asked: 0, now: 0 };
  server.use(
    http.get(METADATA, () => {
      state.asked += 1;
      return state.isAway ? new HttpResponse(null, { status: 503 }) : HttpResponse.json({ jwks_uri: 'https://login.example.test/keys' });
    }),
    http.get('https://login.example.test/keys', () =>
      HttpResponse.json({ keys: [...state.ids.map((kid) => ({ ...jwk, kid, endorsements: ['msteams'] })), { kty: 'EC', kid: 'curve', crv: 'P-256' }] }),
    ),
  );
  return { state, keys: createSigningKeys(METADATA, () => state.now) };
}

const MINUTE = 60_000;

describe('keys', () => {
  test('are kept for a day, and then read anew', async () => {
    const { state, keys } = keyServer();
    expect(await keys('first')).toMatchObject({ endorsements: ['msteams'] });
    state.now = 24 * 60 * MINUTE - 1;
    await keys('first');
    expect(state.asked).toBe(1);
    state.now += 1;
    state.ids = ['second'];
    expect(await keys('first')).toBeUndefined();
    expect(state.asked).toBe(2);
  });

  test('that are new are seen within five minutes, and asked for no more often', async () => {
    const { state, keys } = keyServer();
    await keys('first');
    state.ids = ['first', 'second'];
    state.now = 5 * MINUTE - 1;
    expect(await keys('second')).toBeUndefined();
    expect(state.asked).toBe(1);
    state.now += 1;
    expect(await keys('second')).toBeDefined();
    expect(await keys('third')).toBeUndefined();
    expect(state.asked).toBe(2);
  });

  test('are asked for once by many at the same time', async () => {
    const { state, keys } = keyServer();
    const found = await Promise.all(Array.from({ length: 50 }, async (_, at) => await keys(at % 2 === 0 ? 'first' : 'nobody')));
    expect(found.filter((key) => key !== undefined)).toHaveLength(25);
    expect(state.asked).toBe(1);
  });

  test('that cannot be had are not “no such key”; after five seconds they are asked for again', async () => {
    const { state, keys } = keyServer();
    state.isAway = true;
    await expect(keys('first')).rejects.toThrow('answered 503');
    state.isAway = false;
    state.now = 4999;
    await expect(keys('first')).rejects.toThrow('answered 503');
    expect(state.asked).toBe(1);
    state.now = 5000;
    expect(await keys('first')).toBeDefined();
  });

  test('of a kind that is not used are left out', async () => {
    const { keys } = keyServer();
    await keys('first');
    expect(await keys('curve')).toBeUndefined();
  });
});
