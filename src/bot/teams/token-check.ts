import { verify } from 'node:crypto';
import { z } from 'zod';
import type { SigningKeys } from './signing-keys.ts';

/** To be answered with 401; the message says why, for the log only. */
export class NotFromTeams extends Error {}

/** What a token must be for. */
export interface Expected {
  readonly issuer: string;
  /** The app's id. */
  readonly audience: string;
}

/** Clocks differ; Microsoft's own allowance. */
const TOLERANCE_S = 300;
/** Longer than any that Microsoft makes. */
const TOKEN_MAX = 8192;
const CHANNEL = 'msteams';

const BEARER = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/;
const header = z.looseObject({ alg: z.literal('RS256'), kid: z.string().min(1) });
const claims = z.looseObject({ iss: z.string(), aud: z.string(), exp: z.number(), nbf: z.number().optional(), serviceurl: z.string() });

/**
 * Why a request is not from Teams; undefined when it is. Follows "Authenticate requests from the Bot Connector service to your bot" of
 * Microsoft's documentation. What can be told from the token alone comes first, so nothing is asked of Microsoft for what is plainly wrong.
 * @param now in milliseconds
 * @throws any error when it cannot be told now
 */
export async function faultOf(
  authorization: string,
  activity: object,
  { issuer, audience }: Expected,
  keys: SigningKeys,
  now: () => number,
): Promise<string | undefined> {
  const [token = '', head = '', body = '', signature = ''] = BEARER.exec(authorization.length > TOKEN_MAX ? '' : authorization) ?? [];
  if (token === '') return 'no token';
  const { data: from } = header.safeParse(parse(head));
  const { data: said } = claims.safeParse(parse(body));
  if (!from || !said) return 'not a token of the channel';
  const { channelId, serviceUrl } = activity as { readonly channelId?: unknown; readonly serviceUrl?: unknown };
  if (said.iss !== issuer) return 'another issuer';
  if (said.aud !== audience) return 'for another app';
  if (channelId !== CHANNEL) return 'another channel';
  if (said.serviceurl !== serviceUrl) return 'for another service';
  const seconds = now() / 1000;
  if (said.exp + TOLERANCE_S <= seconds) return 'expired';
  if (said.nbf !== undefined && said.nbf - TOLERANCE_S > seconds) return 'not valid yet';
  const key = await keys(from.kid);
  if (!key) return 'an unknown key';
  const bytes = Buffer.from(signature, 'base64url');
  // Letters that base64 does not know, or that say nothing, would be passed over.
  const exact = bytes.toString('base64url') === signature;
  if (!exact || !verify('sha256', Buffer.from(`${head}.${body}`), key.key, bytes)) return 'a wrong signature';
  return key.endorsements.includes(CHANNEL) ? undefined : 'a key that is not for Teams';
}

function parse(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
