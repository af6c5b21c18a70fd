import { constants, randomUUID, sign, type KeyObject } from 'node:crypto';

interface Assertion {
  readonly clientId: string;
  /** The address that the token is asked at. */
  readonly audience: string;
  readonly key: KeyObject;
  readonly algorithm: 'RS256' | 'PS256';
  /** By which the other side finds the public key. */
  readonly keyHeader: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const LIFETIME_SECONDS = 300;

/** What a client proves itself with in place of a secret: `private_key_jwt` of OpenID Connect Core, section 9 (RFC 7523). */
export function clientAssertion({ clientId, audience, key, algorithm, keyHeader, now }: Assertion): string {
  const seconds = Math.floor(now / 1000);
  const header = { alg: algorithm, typ: 'JWT', ...keyHeader };
  const claims = { iss: clientId, sub: clientId, aud: audience, jti: randomUUID(), nbf: seconds, iat: seconds, exp: seconds + LIFETIME_SECONDS };
  const said = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const padding =
    algorithm === 'PS256'
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : { padding: constants.RSA_PKCS1_PADDING };
  return `${said}.${sign('sha256', Buffer.from(said), { key, ...padding }).toString('base64url')}`;
}

/** The form of RFC 7523, section 2.2. */
export function assertionForm(assertion: string): Readonly<Record<string, string>> {
  return { client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: assertion };
}
