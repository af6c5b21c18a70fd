import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { readSecretFile } from '#lib/secret-file.ts';
import { httpsOrigin } from '../https-origin.ts';

/** How Deskside is tied to Microsoft Entra. */
export interface EntraSettings {
  readonly tenantId: string;
  /** Of the app registration. */
  readonly clientId: string;
  readonly credential: EntraCredential;
  /** Origins; national clouds have others. */
  readonly loginUrl: string;
  readonly graphUrl: string;
}

type EntraCredential =
  | { readonly kind: 'secret'; readonly secret: string }
  /** `thumbprint`: SHA-256 of the certificate, in base64url. */
  | { readonly kind: 'certificate'; readonly key: KeyObject; readonly thumbprint: string };

const guid = z.guid('must be an id such as 00000000-0000-0000-0000-000000000000').toLowerCase().optional();

/** As they stand in the environment. */
export const entraFields = {
  ENTRA_TENANT_ID: guid,
  ENTRA_CLIENT_ID: guid,
  ENTRA_CERTIFICATE_FILE: z.string().optional(),
  ENTRA_CLIENT_SECRET_FILE: z.string().optional(),
  ENTRA_LOGIN_URL: httpsOrigin.default('https://login.microsoftonline.com'),
  ENTRA_GRAPH_URL: httpsOrigin.default('https://graph.microsoft.com'),
};

type Fields = z.infer<z.ZodObject<typeof entraFields>>;
type Problem = (setting: string, message: string) => void;

/** Called where this directory was chosen. @param problem is told what is missing, for which setting */
export function readEntraSettings(fields: Fields, problem: Problem): EntraSettings {
  const { ENTRA_TENANT_ID: tenantId, ENTRA_CLIENT_ID: clientId, ENTRA_LOGIN_URL: loginUrl, ENTRA_GRAPH_URL: graphUrl } = fields;
  if (tenantId === undefined) problem('ENTRA_TENANT_ID', 'is needed: the directory (tenant) id');
  if (clientId === undefined) problem('ENTRA_CLIENT_ID', 'is needed: the application (client) id of the app registration');
  return { tenantId: tenantId ?? '', clientId: clientId ?? '', credential: credentialOf(fields, problem), loginUrl, graphUrl };
}

function credentialOf({ ENTRA_CERTIFICATE_FILE: certificate, ENTRA_CLIENT_SECRET_FILE: secret }: Fields, problem: Problem): EntraCredential {
  const none = { kind: 'secret', secret: '' } as const;
  if (certificate !== undefined && secret !== undefined) problem('ENTRA_CLIENT_SECRET_FILE', 'is not used with ENTRA_CERTIFICATE_FILE: take one of them out');
  const setting = certificate === undefined ? 'ENTRA_CLIENT_SECRET_FILE' : 'ENTRA_CERTIFICATE_FILE';
  try {
    if (certificate !== undefined) return certificateOf(readSecretFile(certificate));
    if (secret !== undefined) return { kind: 'secret', secret: readSecretFile(secret) };
    problem('ENTRA_CERTIFICATE_FILE', 'is needed: a PEM file with the certificate and its private key; or ENTRA_CLIENT_SECRET_FILE');
  } catch (error) {
    problem(setting, `cannot be used: ${error instanceof Error ? error.message : String(error)}`);
  }
  return none;
}

/** @throws Error that says what is wrong with it, and nothing of what is in it */
function certificateOf(pem: string): EntraCredential {
  const certificate = parsed('certificate', () => new X509Certificate(pem));
  const key = parsed('private key without a passphrase', () => createPrivateKey(pem));
  if (key.asymmetricKeyType !== 'rsa') throw new Error('the key must be an RSA key');
  if (!certificate.checkPrivateKey(key)) throw new Error('the private key is not the certificate’s');
  return { kind: 'certificate', key, thumbprint: Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url') };
}

function parsed<T>(what: string, parse: () => T): T {
  try {
    return parse();
  } catch {
    throw new Error(`there is no ${what} in it`);
  }
}
