import type { Directory } from '#core/directory.ts';
import type { DirectoryDeps } from './deps.ts';
import { createLdapDirectory } from './ldap/directory.ts';
import { createEntraDirectory } from './entra/directory.ts';
import { createLocalDirectory } from './local/directory.ts';
import { createOktaDirectory } from './okta/directory.ts';

/** Every directory there is, by id. A test compares this list with the folders beside it. */
export const directories = {
  local: createLocalDirectory,
  ldap: createLdapDirectory,
  entra: createEntraDirectory,
  okta: createOktaDirectory,
} satisfies Record<string, (deps: DirectoryDeps) => Directory>;
