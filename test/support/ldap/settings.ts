import { readConfig } from '#config.ts';
import type { LdapFlavor, LdapSettings } from '#directory/ldap/settings.ts';
import { DESKSIDE, GROUPS, PASSWORD, PEOPLE } from './entries.ts';

interface Place {
  readonly url: string;
  readonly certificate?: { readonly cert: string } | undefined;
  readonly flavor?: LdapFlavor;
}

/** As somebody writes them down who follows the manual. */
export function ldapEnvironment({ url, certificate, flavor = 'openldap' }: Place): Readonly<Record<string, string>> {
  return {
    DIRECTORY: 'ldap',
    LDAP_URL: url,
    LDAP_BIND_DN: DESKSIDE,
    LDAP_BIND_PASSWORD: PASSWORD,
    LDAP_USER_BASE: PEOPLE,
    LDAP_GROUP_BASE: GROUPS,
    LDAP_FLAVOR: flavor,
    ...(certificate ? { LDAP_CA_FILE: certificate.cert } : {}),
  };
}

export function ldapSettings(place: Place, more: Readonly<Record<string, string>> = {}): LdapSettings | undefined {
  return readConfig({ ...ldapEnvironment(place), ...more }).ldap;
}
