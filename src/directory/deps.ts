import type { Database } from '#store/database.ts';
import type { EntraSettings } from './entra/settings.ts';
import type { LdapSettings } from './ldap/settings.ts';
import type { OktaSettings } from './okta/settings.ts';

/** What directories have to be told; each has a field of its own. */
export interface DirectorySettings {
  readonly ldap?: LdapSettings | undefined;
  readonly entra?: EntraSettings | undefined;
  readonly okta?: OktaSettings | undefined;
}

/** What every directory is made from. */
export interface DirectoryDeps extends DirectorySettings {
  readonly database: Database;
}
