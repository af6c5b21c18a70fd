import type { FakeTeams } from '#test/support/teams/fake-teams.ts';
import type { Json } from '#test/support/teams/state.ts';

export const OTHER_APP = '11111111-2222-4333-8444-555555555555';
const EMULATOR = 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/';

/** What is sent, and under which header. */
interface Request {
  readonly authorization: string;
  readonly activity: Json;
}

const seconds = () => Math.floor(Date.now() / 1000);
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const changed = (given: Json, more: Json): Json => ({ ...given, ...more });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

type Make = (means: { readonly teams: FakeTeams; readonly claims: (changes?: Json) => Json; readonly good: () => string }, given: Json) => Partial<Request>;

/** Each is wrong in one thing. None may be taken, whoever the activity is from. */
const MADE = {
  'without a header': () => ({ authorization: '' }),
  'without a token': () => ({ authorization: 'Bearer ' }),
  'of another scheme': ({ good }) => ({ authorization: `Basic ${good()}` }),
  'of the scheme in small letters': ({ good }) => ({ authorization: `bearer ${good()}` }),
  'with two tokens': ({ good }) => ({ authorization: `Bearer ${good()} ${good()}` }),
  'with something that is no token': () => bearer('pigeon'),
  'with a token of two parts': ({ good }) => bearer(good().split('.').slice(0, 2).join('.')),
  'with a token of four parts': ({ good }) => bearer(`${good()}.x`),
  'with an endless token': ({ teams, claims }) => bearer(teams.keys.sign(claims({ filler: 'x'.repeat(10_000) }))),
  'for another app': ({ teams, claims }) => bearer(teams.keys.sign(claims({ aud: OTHER_APP }))),
  'for several apps': ({ teams, claims }) => bearer(teams.keys.sign(claims({ aud: [teams.appId, OTHER_APP] }))),
  'for no app': ({ teams, claims }) => bearer(teams.keys.sign(claims({ aud: undefined }))),
  'of another issuer': ({ teams, claims }) => bearer(teams.keys.sign(claims({ iss: 'https://evil.example' }))),
  'of no issuer': ({ teams, claims }) => bearer(teams.keys.sign(claims({ iss: undefined }))),
  'of the other cloud': ({ teams, claims }) => bearer(teams.keys.sign(claims({ iss: 'https://api.botframework.us' }))),
  'that has run out': ({ teams, claims }) => bearer(teams.keys.sign(claims({ exp: seconds() - 3600, nbf: seconds() - 7200 }))),
  'that never runs out': ({ teams, claims }) => bearer(teams.keys.sign(claims({ exp: undefined }))),
  'that runs out in words': ({ teams, claims }) => bearer(teams.keys.sign(claims({ exp: 'never' }))),
  'that does not hold yet': ({ teams, claims }) => bearer(teams.keys.sign(claims({ nbf: seconds() + 3600, exp: seconds() + 7200 }))),
  'for another service': ({ teams, claims }) => bearer(teams.keys.sign(claims({ serviceurl: 'https://evil.example/' }))),
  'for no service': ({ teams, claims }) => bearer(teams.keys.sign(claims({ serviceurl: undefined }))),
  'whose activity was made for another service': ({ good }, given) => ({
    ...bearer(good()),
    activity: changed(given, { serviceUrl: 'https://evil.example/' }),
  }),
  'whose activity has no service': ({ good }, given) => ({ ...bearer(good()), activity: changed(given, { serviceUrl: undefined }) }),
  'signed with another key': ({ teams, claims }) => bearer(teams.keys.sign(claims(), { wrongKey: true })),
  'signed with a key nobody knows': ({ teams, claims }) => bearer(teams.keys.sign(claims(), { kid: 'unheard-of' })),
  'without the name of its key': ({ teams, claims }) => bearer(teams.keys.sign(claims(), { kid: null })),
  'not signed at all': ({ teams, claims }) => bearer(teams.keys.sign(claims(), { alg: 'none' })),
  'not signed, but with something in its place': ({ teams, claims }) => bearer(`${teams.keys.sign(claims(), { alg: 'none' })}AAAA`),
  'signed with the public key as a secret': ({ teams, claims }) => bearer(teams.keys.sign(claims(), { alg: 'HS256' })),
  'of which the payload was changed': ({ claims, good }) => {
    const [head = '', , signature = ''] = good().split('.');
    return bearer(`${head}.${part(claims({ exp: seconds() + 999_999 }))}.${signature}`);
  },
  'of which the header was changed': ({ teams, good }) => {
    const [, body = '', signature = ''] = good().split('.');
    return bearer(`${part({ typ: 'JWT', alg: 'RS256', kid: teams.keys.kid, jku: 'https://evil.example/keys' })}.${body}.${signature}`);
  },
  'of which the signature is spelled otherwise': ({ good }) => {
    const token = good();
    const last = token.at(-1) ?? 'A';
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    // The last letter says two bits more than there are.
    return bearer(`${token.slice(0, -1)}${alphabet[alphabet.indexOf(last) ^ 1] ?? ''}`);
  },
  'of an emulator': ({ teams, claims }) => bearer(teams.keys.sign(claims({ iss: EMULATOR, ver: '1.0', appid: teams.appId }))),
  'of a skill': ({ teams, claims }) => bearer(teams.keys.sign(claims({ iss: EMULATOR, ver: '1.0', appid: OTHER_APP, aud: teams.appId }))),
  'of a skill that says it is the channel': ({ teams, claims }) => bearer(teams.keys.sign({ ...claims(), ver: '1.0', appid: OTHER_APP })),
  'by way of the channel of App Service': ({ good }, given) => ({ ...bearer(good()), activity: changed(given, { channelId: 'AseChannel' }) }),
  'by way of the emulator': ({ good }, given) => ({
    ...bearer(good()),
    activity: changed(given, { channelId: 'emulator', recipient: { id: 'x', role: 'skill' } }),
  }),
  'by way of another channel': ({ good }, given) => ({ ...bearer(good()), activity: changed(given, { channelId: 'directline' }) }),
  'by way of no channel': ({ good }, given) => ({ ...bearer(good()), activity: changed(given, { channelId: undefined }) }),
} satisfies Readonly<Record<string, Make>>;

export type Forgery = keyof typeof MADE;
export const FORGERIES = Object.keys(MADE) as Forgery[];

/** @param serviceUrl what true tokens are for */
export function forgeriesWith(teams: FakeTeams, serviceUrl: string): Readonly<Record<Forgery, (given: Json) => Request>> {
  const claims = (changes: Json = {}) => teams.keys.claims(serviceUrl, changes);
  const means = { teams, claims, good: () => teams.keys.sign(claims()) };
  const made = Object.entries<Make>(MADE).map(
    ([name, make]) => [name, (given: Json) => ({ authorization: '', activity: given, ...make(means, given) })] as const,
  );
  return Object.fromEntries(made) as Readonly<Record<Forgery, (given: Json) => Request>>;
}
