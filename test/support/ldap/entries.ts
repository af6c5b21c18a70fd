import type { LdapFlavor } from '#directory/ldap/settings.ts';
import { GONE, MARIA, SAM, TOM } from '../company.ts';

/** An entry, before it is one. */
export interface LdapRecord {
  readonly dn: string;
  readonly [attribute: string]: string | readonly string[];
}

export const SUFFIX = 'dc=example,dc=test';
export const PEOPLE = `ou=people,${SUFFIX}`;
export const GROUPS = `ou=groups,${SUFFIX}`;
export const DESKSIDE = `cn=deskside,${SUFFIX}`;
export const PASSWORD = 'p:a/s@s% wörd';
/** What a group needs where it must not be empty; there is no such entry. */
export const NOBODY = 'cn=empty-membership-placeholder';

export const nameOf: Readonly<Record<string, string>> = { [MARIA]: 'Maria Lindqvist', [TOM]: 'Tom Becker', [SAM]: 'Sam (IT), Okafor*', [GONE]: 'Gone Person' };

/** Names with signs that mean something in a distinguished name. */
export function personDn(email: string): string {
  return `cn=${(nameOf[email] ?? email).replaceAll(/[,+"\\<>;=#]/g, String.raw`\$&`)},${PEOPLE}`;
}

export function groupDn(name: string): string {
  return `cn=${name},${GROUPS}`;
}

export function person(flavor: LdapFlavor, email: string, more: Omit<LdapRecord, 'dn'> = {}): LdapRecord {
  const dn = personDn(email);
  const name = nameOf[email] ?? email;
  const account = flavor === 'openldap' ? { objectClass: 'inetOrgPerson' } : { objectClass: 'user', distinguishedName: dn, userAccountControl: '512' };
  return { dn, ...account, cn: name, sn: name, mail: email, ...more };
}

export function group(flavor: LdapFlavor, name: string, members: readonly string[]): LdapRecord {
  const dn = groupDn(name);
  if (flavor === 'openldap') return { dn, objectClass: 'groupOfNames', cn: name, member: members.length > 0 ? members : NOBODY };
  return { dn, objectClass: 'group', distinguishedName: dn, cn: name, ...(members.length > 0 ? { member: members } : {}) };
}

/** A small company: Maria and her manager Tom, Sam with signs in his name, and somebody who has left. */
export function company(flavor: LdapFlavor): LdapRecord[] {
  const disabled = flavor === 'openldap' ? { pwdAccountLockedTime: '000001010000Z' } : { userAccountControl: '514' };
  const unit = (dn: string, ou: string) => ({ dn, objectClass: 'organizationalUnit', ou });
  return [
    { dn: SUFFIX, objectClass: ['organization', 'dcObject'], o: 'Example', dc: 'example' },
    { dn: DESKSIDE, objectClass: ['organizationalRole', 'simpleSecurityObject'], cn: 'deskside', userPassword: PASSWORD },
    unit(PEOPLE, 'people'),
    unit(GROUPS, 'groups'),
    person(flavor, TOM),
    person(flavor, MARIA, { manager: personDn(TOM) }),
    person(flavor, SAM, { displayName: 'Sam Okafor' }),
    person(flavor, GONE, disabled),
  ];
}
