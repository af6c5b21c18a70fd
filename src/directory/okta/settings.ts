import { createPrivateKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { readSecretFile } from '#lib/secret-file.ts';
import { httpsOrigin } from '../https-origin.ts';

/** How Deskside is tied to Okta. */
export interface OktaSettings {
  /** Origin of the organization, never the one of its admin console. */
  readonly url: string;
  /** Of the service app. */
  readonly clientId: string;
  /** RSA; the app has its public half. */
  readonly key: KeyObject;
  /** The id (`kid`) that the app has for that key. */
  readonly keyId: string;
}

/** As they stand in the environment. */
export const oktaFields = {
  OKTA_URL: httpsOrigin.refine((url) => !/-admin\.okta/.test(url), 'must be the organization’s own address, without -admin').optional(),
  OKTA_CLIENT_ID: z.string().optional(),
  OKTA_KEY_ID: z.string().optional(),
  OKTA_PRIVATE_KEY_FILE: z.string().optional(),
};

type Fields = z.infer<z.ZodObject<typeof oktaFields>>;

/** Called where this directory was chosen; undefined where something is missing. @param problem is told what, for which setting */
export function readOktaSettings(fields: Fields, problem: (setting: string, message: string) => void): OktaSettings | undefined {
  const { OKTA_URL: url, OKTA_CLIENT_ID: clientId, OKTA_KEY_ID: keyId, OKTA_PRIVATE_KEY_FILE: file } = fields;
  if (url === undefined) problem('OKTA_URL', 'is needed, such as https://example.okta.com');
  if (clientId === undefined) problem('OKTA_CLIENT_ID', 'is needed: the client id of the API Services app');
  if (keyId === undefined) problem('OKTA_KEY_ID', 'is needed: the id (kid) of the public key in the app');
  if (file === undefined) problem('OKTA_PRIVATE_KEY_FILE', 'is needed: a PEM file with the private key');
  if (url === undefined || clientId === undefined || keyId === undefined || file === undefined) return undefined;
  try {
    return { url, clientId, keyId, key: rsaKey(readSecretFile(file)) };
  } catch (error) {
    problem('OKTA_PRIVATE_KEY_FILE', `cannot be used: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/** @throws Error that says what is wrong with it, and nothing of what is in it */
function rsaKey(pem: string): KeyObject {
  const key = parsed(pem);
  if (key?.asymmetricKeyType !== 'rsa') throw new Error('there is no private RSA key in it, in PEM and without a passphrase');
  return key;
}

function parsed(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}
