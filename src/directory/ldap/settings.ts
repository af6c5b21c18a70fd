import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** How Deskside is tied to a directory that speaks LDAP. What crosses the network is always under TLS; no setting turns that off. */
export interface LdapSettings {
  /** With `ldaps:` TLS comes first; with `ldap:` the connection is turned into TLS (StartTLS) before anything else is said. */
  readonly url: URL;
  readonly bindDn: string;
  readonly bindPassword: string;
  readonly userBase: string;
  readonly groupBase: string;
  /** Certificates in PEM of who vouches for the server; undefined: those that Node trusts. */
  readonly ca: string | undefined;
  readonly flavor: LdapFlavor;
  /** A filter that matches accounts which are disabled; undefined: the flavor's own. */
  readonly disabledWhen: string | undefined;
  /** Stands in a group without members where the schema allows no empty one. Names nobody. */
  readonly emptyMember: string;
}

const LDAP_FLAVORS = ['openldap', 'active_directory'] as const;
export type LdapFlavor = (typeof LDAP_FLAVORS)[number];

const text = z.string().trim().min(1).optional();
const dn = z.string().trim().regex(/=/, 'must be a distinguished name such as ou=people,dc=example,dc=com');

/** As they stand in the environment. */
export const ldapFields = {
  LDAP_URL: z.string().refine(isServer, 'must be ldaps://host or ldap://host, with a port if it is not the usual one, and nothing after it').optional(),
  // Active Directory takes user@domain as well.
  LDAP_BIND_DN: text,
  LDAP_BIND_PASSWORD: z.string().optional(),
  LDAP_BIND_PASSWORD_FILE: text,
  LDAP_USER_BASE: dn.optional(),
  LDAP_GROUP_BASE: dn.optional(),
  LDAP_CA_FILE: text,
  LDAP_FLAVOR: z.enum(LDAP_FLAVORS, `must be one of ${LDAP_FLAVORS.join(', ')}`).default('openldap'),
  LDAP_DISABLED_WHEN: z
    .string()
    .regex(/^\(.+\)$/, 'must be a filter in brackets, such as (employeeType=former)')
    .optional(),
  LDAP_EMPTY_MEMBER: dn.default('cn=empty-membership-placeholder'),
};

type Fields = z.infer<z.ZodObject<typeof ldapFields>> & { readonly DIRECTORY: string };
type Problem = (setting: string, message: string) => void;

const NEEDED = ['LDAP_URL', 'LDAP_BIND_DN', 'LDAP_USER_BASE', 'LDAP_GROUP_BASE'] as const;

/**
 * Undefined where another directory is chosen.
 * @param problem is told what is missing or cannot be read, for which setting
 */
export function readLdapSettings(fields: Fields, problem: Problem): LdapSettings | undefined {
  if (fields.DIRECTORY !== 'ldap') {
    if (fields.LDAP_URL !== undefined) problem('LDAP_URL', 'would not be used: set DIRECTORY=ldap, or take it out');
    return undefined;
  }
  for (const name of NEEDED) if (fields[name] === undefined) problem(name, 'is needed with DIRECTORY=ldap');
  const bindPassword = passwordOf(fields, problem);
  const { LDAP_URL: url, LDAP_BIND_DN: bindDn = '', LDAP_USER_BASE: userBase = '', LDAP_GROUP_BASE: groupBase = '' } = fields;
  if (url === undefined) return undefined;
  return {
    url: new URL(url),
    bindDn,
    bindPassword,
    userBase,
    groupBase,
    ca: certificatesOf(fields, problem),
    flavor: fields.LDAP_FLAVOR,
    disabledWhen: fields.LDAP_DISABLED_WHEN,
    emptyMember: fields.LDAP_EMPTY_MEMBER,
  };
}

/** Never empty: many servers take a name without a password for nobody in particular, and answer with what anybody may see (RFC 4513, 5.1.2). */
function passwordOf({ LDAP_BIND_PASSWORD: given, LDAP_BIND_PASSWORD_FILE: path }: Fields, problem: Problem): string {
  if (given !== undefined && path !== undefined) problem('LDAP_BIND_PASSWORD', 'is not used with LDAP_BIND_PASSWORD_FILE: take one of them out');
  if (given === undefined && path === undefined) problem('LDAP_BIND_PASSWORD_FILE', 'is needed with DIRECTORY=ldap, or LDAP_BIND_PASSWORD');
  if (path === undefined) return given ?? '';
  const password = contentOf(path, 'LDAP_BIND_PASSWORD_FILE', problem)?.replace(/\r?\n$/, '');
  if (password === '') problem('LDAP_BIND_PASSWORD_FILE', 'names an empty file');
  return password ?? '';
}

function certificatesOf({ LDAP_CA_FILE: path }: Fields, problem: Problem): string | undefined {
  const pem = path === undefined ? undefined : contentOf(path, 'LDAP_CA_FILE', problem);
  if (pem !== undefined && !pem.includes('-----BEGIN CERTIFICATE-----')) problem('LDAP_CA_FILE', 'holds no certificate in PEM');
  return pem;
}

function contentOf(path: string, setting: string, problem: Problem): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    problem(setting, `names a file that cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown'})`);
    return undefined;
  }
}

function isServer(given: string): boolean {
  const url = URL.parse(given);
  return url !== null && /^ldaps?:$/.test(url.protocol) && url.hostname !== '' && /^\/?$/.test(url.pathname + url.search + url.hash) && url.username === '';
}
