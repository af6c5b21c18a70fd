import { afterAll, describe } from 'vitest';
import { createLdapDirectory } from '#directory/ldap/directory.ts';
import type { LdapFlavor } from '#directory/ldap/settings.ts';
import { openDatabase } from '#store/database.ts';
import { GONE, MARIA, TOM } from '#test/support/company.ts';
import { company, group, nameOf, personDn } from '#test/support/ldap/entries.ts';
import { ldapSettings } from '#test/support/ldap/settings.ts';
import { noSlapd, startSlapd } from '#test/support/ldap/slapd.ts';
import { directoryContract } from './directory.ts';

const IN_GROUPS = ['staff', 'Sales EMEA', 'all-company', 'vpn (users)'];
const unconnected = openDatabase('postgres://nobody@127.0.0.1:1/nothing', 1);

/** @param empty how a group without members is called */
function contractOn(name: string, flavor: LdapFlavor, empty: string): void {
  let end: (() => Promise<void>) | undefined;
  afterAll(async () => await end?.());
  directoryContract(name, async () => {
    const groups = [...IN_GROUPS.map((each) => group(flavor, each, [personDn(MARIA)])), group(flavor, 'figma-editors', [])];
    const server = await startSlapd(flavor, [...company(flavor), ...groups]);
    end = server.end;
    return {
      directory: createLdapDirectory({ database: unconnected, ldap: ldapSettings({ ...server, flavor }) }),
      employee: { email: MARIA, name: nameOf[MARIA] ?? '', manager: TOM, groups: IN_GROUPS },
      head: { email: TOM },
      disabled: { email: GONE },
      empty,
    };
  });
}

describe.skipIf(noSlapd)(`a real OpenLDAP${noSlapd}`, () => {
  contractOn('OpenLDAP', 'openldap', 'figma-editors');
  contractOn('Active Directory’s schema', 'active_directory', 'CN=Figma-Editors, OU=Groups, DC=example, DC=test');
});
