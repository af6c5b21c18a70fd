import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** A key that Microsoft signs with. */
export interface SigningKey {
  readonly key: KeyObject;
  /** The channels it may sign for. */
  readonly endorsements: readonly string[];
}

/** @throws any error when it cannot be told now whether there is such a key */
export type SigningKeys = (id: string) => Promise<SigningKey | undefined>;

const HOUR_MS = 3_600_000;
/** Microsoft wants keys to be read anew at least once a day. */
const FRESH_MS = 24 * HOUR_MS;
/** A new key is announced long before it signs; so whoever names keys that are not there makes us ask this often and no more. */
const UNKNOWN_EVERY_MS = 300_000;
const FAILED_EVERY_MS = 5000;
const CALL_DEADLINE_MS = 4000;

const metadata = z.looseObject({ jwks_uri: z.url() });
const keySet = z.looseObject({
  keys: z.array(
    z.looseObject({ kid: z.string(), kty: z.string(), n: z.string().optional(), e: z.string().optional(), endorsements: z.array(z.string()).optional() }),
  ),
});

/**
 * Microsoft's keys, kept for a day. However many requests come in at once, they are asked for once.
 * @param now in milliseconds
 */
export function createSigningKeys(metadataUrl: string, now: () => number): SigningKeys {
  let known: ReadonlyMap<string, SigningKey> = new Map();
  let readAt = -Infinity;
  let failed: { readonly at: number; readonly error: unknown } | undefined;
  let reading: Promise<void> | undefined;
  const read = async () => {
    if (failed && now() - failed.at < FAILED_EVERY_MS) throw failed.error;
    try {
      known = await readKeys(metadataUrl);
      readAt = now();
      failed = undefined;
    } catch (error) {
      failed = { at: now(), error };
      throw error;
    }
  };
  return async (id) => {
    const allowed = known.has(id) ? FRESH_MS : UNKNOWN_EVERY_MS;
    if (now() - readAt >= allowed) {
      reading ??= read().finally(() => (reading = undefined));
      await reading;
    }
    return known.get(id);
  };
}

/** @throws any error when they cannot be had */
export async function readKeys(metadataUrl: string): Promise<ReadonlyMap<string, SigningKey>> {
  const { jwks_uri: at } = metadata.parse(await fetchJson(metadataUrl));
  const { keys } = keySet.parse(await fetchJson(at));
  return new Map(
    keys.flatMap(({ kid, kty, n, e, endorsements = [] }) =>
      kty === 'RSA' && n !== undefined && e !== undefined
        ? [[kid, { key: createPublicKey({ key: { kty, n, e }, format: 'jwk' }), endorsements }] as const]
        : [],
    ),
  );
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(CALL_DEADLINE_MS), redirect: 'error' });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`${url} answered ${response.status}.`);
  }
  return await response.json();
}
