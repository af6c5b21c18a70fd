import { constants, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';

const claims = z.strictObject({
  iss: z.string(),
  sub: z.string(),
  aud: z.string(),
  jti: z.string().min(16),
  nbf: z.number(),
  iat: z.number(),
  exp: z.number(),
});

interface Expected {
  readonly clientId: string;
  readonly audience: string;
  readonly publicKey: KeyObject;
  /** With `alg` and what names the key. */
  readonly header: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Looks at assertions as an authorization server does, and takes each one once. Says what is wrong; undefined: nothing. */
export function createAssertionCheck(): (assertion: string, expected: Expected) => string | undefined {
  const seen = new Set<string>();
  return (assertion, { clientId, audience, publicKey, header, now }) => {
    const [head = '', body = '', signature = ''] = assertion.split('.');
    const parse = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    const said = claims.parse(parse(body));
    if (JSON.stringify(parse(head)) !== JSON.stringify({ alg: header['alg'], typ: 'JWT', ...header })) return 'another header';
    const padding = header['alg'] === 'PS256' ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
    // RFC 7518, 3.5: the salt is as long as the hash.
    const saltLength = constants.RSA_PSS_SALTLEN_DIGEST;
    if (!verify('sha256', Buffer.from(`${head}.${body}`), { key: publicKey, padding, saltLength }, Buffer.from(signature, 'base64url')))
      return 'a wrong signature';
    if (said.iss !== clientId || said.sub !== clientId || said.aud !== audience) return 'for somebody else';
    if (said.nbf * 1000 > now || said.exp * 1000 <= now || said.exp - said.iat > 3600) return 'at another time';
    if (seen.has(said.jti)) return 'a second time';
    seen.add(said.jti);
    return undefined;
  };
}
