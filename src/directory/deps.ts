import type { Database } from '#store/database.ts';
import type { LdapSettings } from './ldap/settings.ts';

/** What directories have to be told; each has a field of its own. */
export interface DirectorySettings {
  readonly ldap?: LdapSettings | undefined;
}

/** What every directory is made from. */
export interface DirectoryDeps extends DirectorySettings {
  readonly database: Database;
}
