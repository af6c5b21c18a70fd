import type { Finding } from '#core/finding.ts';
import type { DirectorySettings } from './deps.ts';
import { checkLdap } from './ldap/checkup.ts';

/** Every directory whose set-up can be looked at, by its id. */
export const directoryDoctors: Readonly<Record<string, (settings: DirectorySettings) => Promise<readonly Finding[]>>> = { ldap: checkLdap };
