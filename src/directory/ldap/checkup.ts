import { OutsideError } from '#core/errors.ts';
import type { Finding } from '#core/finding.ts';
import type { DirectorySettings } from '../deps.ts';
import { flavorOf, hasAddress, isGroup } from './filters.ts';
import type { Session } from './session.ts';
import type { LdapSettings } from './settings.ts';

/** Lets itself in and counts what it sees; changes nothing, so whether groups may be changed is seen with the first change. */
export async function checkLdap({ ldap }: DirectorySettings): Promise<readonly Finding[]> {
  if (!ldap) return [{ what: 'Settings', mend: 'set LDAP_URL and its like, as docs/directories.md says.' }];
  const what = `The directory at ${ldap.url.href} (${ldap.flavor})`;
  try {
    const { inSession } = await import('./session.ts');
    const seen = await inSession(ldap, undefined, async (session) => [await countPeople(ldap, session), await countGroups(ldap, session)]);
    return [{ what: `${what} proves who it is, and takes Deskside’s account` }, ...seen];
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    return [{ what, mend: error.message }];
  }
}

async function countPeople(settings: LdapSettings, { count }: Session): Promise<Finding> {
  const people = await count({ base: settings.userBase, filter: hasAddress(flavorOf(settings)) });
  const what = `People with an address below ${settings.userBase}: ${amount(people)}`;
  return people > 0 ? { what } : { what, mend: 'is LDAP_USER_BASE right, and may Deskside’s account read the people there?' };
}

async function countGroups(settings: LdapSettings, { count }: Session): Promise<Finding> {
  const groups = await count({ base: settings.groupBase, filter: isGroup(flavorOf(settings)) });
  const what = `Groups below ${settings.groupBase}: ${amount(groups)}`;
  return groups > 0 ? { what } : { what, mend: 'are LDAP_GROUP_BASE and LDAP_FLAVOR right, and may Deskside’s account read the groups there?' };
}

/** Servers count up to 500 or 1,000 in one answer, and do not say that there is more. */
function amount(counted: number): string {
  return counted < 500 ? String(counted) : `${counted} or more`;
}
