import { createVerify } from 'node:crypto';
import { expect, test } from 'vitest';
import { startFakeTeams } from './fake-teams.ts';

test('the key set is where the metadata says, endorsed for Teams, and its tokens are signed by it', async () => {
  const fake = await startFakeTeams();
  const metadata = (await (await fetch(fake.stand.openIdMetadataUrl)).json()) as { jwks_uri: string };
  const { keys } = (await (await fetch(metadata.jwks_uri)).json()) as { keys: { kid: string; endorsements: string[] }[] };
  expect(keys).toMatchObject([{ kid: fake.keys.kid, endorsements: ['msteams'] }]);
  const holds = (token: string) => {
    const [header = '', claims = '', signature = ''] = token.split('.');
    return createVerify('RSA-SHA256').update(`${header}.${claims}`).verify(fake.keys.publicKey, signature, 'base64url');
  };
  const claims = fake.keys.claims('http://127.0.0.1/');
  expect(claims).toMatchObject({ aud: fake.appId, serviceurl: 'http://127.0.0.1/' });
  expect(holds(fake.keys.sign(claims))).toBe(true);
  expect(holds(fake.keys.sign(claims, { wrongKey: true }))).toBe(false);
  expect(holds(fake.keys.sign(claims, { alg: 'none' }))).toBe(false);
  expect(holds(fake.keys.sign(claims, { alg: 'HS256' }))).toBe(false);
  await fake.stop();
});
