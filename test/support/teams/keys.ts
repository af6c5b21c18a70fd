import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json } from './state.ts';

/** What the fake's tokens say where Microsoft's say `https://api.botframework.com`. */
export const ISSUER = 'https://api.botframework.com';

interface How {
  /** Sign with a key that is in no key set, under the name of the one that is. */
  readonly wrongKey?: boolean;
  /** In the header, in place of the key's own; null leaves it out. */
  readonly kid?: string | null;
  /** `none` leaves the signature out; `HS256` takes the public key for a secret. */
  readonly alg?: 'RS256' | 'HS256' | 'none';
  /** More of the header. */
  readonly header?: Json;
}

export interface Keys {
  readonly kid: string;
  readonly publicKey: KeyObject;
  /** A token with exactly these claims. */
  readonly sign: (claims: Json, how?: How) => string;
  /** What a good token for this bot says, valid for an hour from now. */
  readonly claims: (serviceUrl: string, changes?: Json) => Json;
  /** Answers the addresses of the OpenID metadata and of the key set; false when it is another. */
  readonly serve: (request: IncomingMessage, response: ServerResponse, origin: string) => boolean;
  /** How often metadata and keys were asked for. */
  readonly asked: { metadata: number; keys: number };
  /** Set to other than `['msteams']` for a key that Teams may not sign with. */
  endorsements: readonly string[];
}

export const METADATA_PATH = '/v1/.well-known/openidconfiguration';
const KEYS_PATH = '/v1/.well-known/keys';

export function createKeys(appId: string, now: () => Date): Keys {
  const [own, other] = [pair(), pair()];
  const kid = 'fake-key-1';
  const keys: Keys = {
    kid,
    publicKey: own.publicKey,
    endorsements: ['msteams'],
    asked: { metadata: 0, keys: 0 },
    sign: (claims, how = {}) => signed(claims, how, { kid, publicKey: own.publicKey, privateKey: how.wrongKey === true ? other.privateKey : own.privateKey }),
    claims: (serviceUrl, changes = {}) => {
      const seconds = Math.floor(now().getTime() / 1000);
      return { iss: ISSUER, aud: appId, serviceurl: serviceUrl, nbf: seconds - 300, exp: seconds + 3600, ...changes };
    },
    serve: (request, response, origin) => {
      const { pathname } = new URL(request.url ?? '/', origin);
      if (pathname === METADATA_PATH) {
        keys.asked.metadata += 1;
        sendJson(response, { issuer: ISSUER, jwks_uri: `${origin}${KEYS_PATH}`, id_token_signing_alg_values_supported: ['RS256'] });
      } else if (pathname === KEYS_PATH) {
        keys.asked.keys += 1;
        const jwk = own.publicKey.export({ format: 'jwk' });
        sendJson(response, { keys: [{ ...jwk, use: 'sig', kid, x5t: kid, endorsements: keys.endorsements }] });
      } else return false;
      return true;
    },
  };
  return keys;
}

function pair() {
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

interface Signing {
  readonly kid: string;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

function signed(claims: Json, { alg = 'RS256', kid: named, header = {} }: How, { kid, publicKey, privateKey }: Signing): string {
  const key = named === null ? {} : { kid: named ?? kid, x5t: named ?? kid };
  const body = [{ typ: 'JWT', alg, ...key, ...header }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${body}.${signatureOf(body)}`;

  function signatureOf(text: string): string {
    if (alg === 'none') return '';
    if (alg === 'HS256')
      return createHmac('sha256', publicKey.export({ format: 'pem', type: 'spki' }))
        .update(text)
        .digest('base64url');
    return createSign('RSA-SHA256').update(text).sign(privateKey).toString('base64url');
  }
}

function sendJson(response: ServerResponse, body: Json): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
