import { hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { portField } from '#lib/port-field.ts';

/** How Deskside is tied to Teams. */
export interface TeamsSettings {
  /** Of the app registration in Entra; empty with authentication off. */
  readonly appId: string;
  /** Where the app is registered; empty with authentication off. */
  readonly tenantId: string;
  /** Tenants whose people are let in; with authentication off, all are. */
  readonly tenants: readonly string[];
  readonly credentials: TeamsCredentials;
  readonly cloud: TeamsCloud;
  /** Where Teams' requests come in. */
  readonly host: string;
  readonly port: number;
  /** 32 bytes; what is handed to a client, or kept for a while, is sealed with it. */
  readonly sealKey: Uint8Array;
  /** Stands in for Microsoft's own addresses, in tests. */
  readonly stand?: TeamsStand | undefined;
}

/** `off` takes anybody's word, so it works on loopback only. */
export type TeamsCredentials = { readonly kind: 'secret'; readonly secret: string } | { readonly kind: 'managed_identity' } | { readonly kind: 'off' };

const TEAMS_CLOUDS = ['public', 'us_government'] as const;
export type TeamsCloud = (typeof TEAMS_CLOUDS)[number];

/** Where tokens are checked and got, and which hosts may be called, in place of Microsoft's. */
interface TeamsStand {
  readonly openIdMetadataUrl: string;
  readonly issuer: string;
  readonly token: () => Promise<string>;
  /** Origin of the connector. */
  readonly service: string;
  /** Origin of the document libraries. */
  readonly files?: string;
  /** It takes as many calls as come: nothing is put off. */
  readonly isPatient?: boolean;
}

// Teams writes them in small letters, Entra's pages do not always.
const guid = z.guid('must be an id such as 00000000-0000-0000-0000-000000000000').toLowerCase();

/** As they stand in the environment. */
export const teamsFields = {
  TEAMS_APP_ID: guid.optional(),
  TEAMS_TENANT_ID: guid.optional(),
  TEAMS_TENANTS: z
    .string()
    .transform((list) => list.split(',').map((id) => id.trim()))
    .pipe(z.array(guid).min(1))
    .optional(),
  TEAMS_APP_PASSWORD: z.string().min(1).optional(),
  TEAMS_MANAGED_IDENTITY: z.enum(['yes', 'no'], 'must be yes or no').default('no'),
  TEAMS_SEAL_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/, 'must be 32 bytes in base64: openssl rand -base64 32')
    .optional(),
  TEAMS_CLOUD: z.enum(TEAMS_CLOUDS, `must be one of ${TEAMS_CLOUDS.join(', ')}`).default('public'),
  TEAMS_AUTH: z.enum(['on', 'off'], 'must be on or off').default('on'),
  TEAMS_HOST: z.string().default('127.0.0.1'),
  TEAMS_PORT: portField.default(4182),
};

type Fields = z.infer<z.ZodObject<typeof teamsFields>>;

/** With authentication off. */
const USELESS = ['TEAMS_APP_ID', 'TEAMS_TENANT_ID', 'TEAMS_TENANTS', 'TEAMS_APP_PASSWORD'] as const;
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/**
 * Undefined where nothing is said of Teams. Half of it is a mistake, never a default: without an app id the SDK takes anybody's word.
 * @param problem is told what is missing, for which setting
 */
export function readTeamsSettings(fields: Fields, problem: (setting: string, message: string) => void): TeamsSettings | undefined {
  const { TEAMS_APP_ID: appId, TEAMS_TENANT_ID: tenantId, TEAMS_APP_PASSWORD: secret, TEAMS_AUTH: auth, TEAMS_HOST: host } = fields;
  const managed = fields.TEAMS_MANAGED_IDENTITY === 'yes';
  const where = { cloud: fields.TEAMS_CLOUD, host, port: fields.TEAMS_PORT };
  const useless = USELESS.filter((name) => fields[name] !== undefined);
  if (auth === 'off') {
    if (!LOOPBACK.has(host)) problem('TEAMS_AUTH', 'can be off only where TEAMS_HOST is on loopback: anybody could speak for anybody');
    if (useless.length > 0 || managed)
      problem(
        'TEAMS_AUTH',
        `is off, so ${[...useless, ...(managed ? ['TEAMS_MANAGED_IDENTITY'] : [])].join(', ')} would not be used: take that out, or turn it on`,
      );
    return { ...where, appId: '', tenantId: '', tenants: [], credentials: { kind: 'off' }, sealKey: sealKeyOf(fields) };
  }
  if (useless.length === 0 && fields.TEAMS_SEAL_KEY === undefined && !managed) return undefined;
  if (appId === undefined) problem('TEAMS_APP_ID', 'is needed: the application id of the app registration');
  if (tenantId === undefined) problem('TEAMS_TENANT_ID', 'is needed: the tenant in which the app is registered');
  if (secret === undefined && !managed) problem('TEAMS_APP_PASSWORD', 'is needed, or TEAMS_MANAGED_IDENTITY=yes');
  if (secret !== undefined && managed) problem('TEAMS_APP_PASSWORD', 'is not used with TEAMS_MANAGED_IDENTITY=yes: take one of them out');
  if (managed && fields.TEAMS_SEAL_KEY === undefined) problem('TEAMS_SEAL_KEY', 'is needed with a managed identity: openssl rand -base64 32');
  return {
    ...where,
    appId: appId ?? '',
    tenantId: tenantId ?? '',
    tenants: fields.TEAMS_TENANTS ?? (tenantId === undefined ? [] : [tenantId]),
    credentials: managed ? { kind: 'managed_identity' } : { kind: 'secret', secret: secret ?? '' },
    sealKey: sealKeyOf(fields),
  };
}

/** Without a key of its own one is derived from the app's secret, so that all processes have the same; without either, nothing outlives this one. */
function sealKeyOf({ TEAMS_SEAL_KEY: key, TEAMS_APP_PASSWORD: secret }: Fields): Uint8Array {
  if (key !== undefined) return Buffer.from(key, 'base64');
  return secret === undefined ? randomBytes(32) : new Uint8Array(hkdfSync('sha256', secret, '', 'deskside teams seal', 32));
}
