import type { LdapFlavor, LdapSettings } from './settings.ts';

interface Flavor {
  /** Attributes that hold an account's address; the first that it has is the one people know. */
  readonly address: readonly string[];
  /** Where an entry keeps its own distinguished name, so that it can be looked for by it. */
  readonly self: string;
  readonly groupClasses: readonly string[];
  readonly disabledWhen: string;
}

const FLAVORS: Readonly<Record<LdapFlavor, Flavor>> = {
  openldap: {
    address: ['mail'],
    self: 'entryDN',
    groupClasses: ['groupOfNames', 'groupOfUniqueNames'],
    // Locked by an administrator (draft-behera-ldap-password-policy, 5.3.3); whoever only mistyped a password is locked since a time.
    disabledWhen: '(pwdAccountLockedTime=000001010000Z)',
  },
  active_directory: {
    address: ['mail', 'userPrincipalName'],
    self: 'distinguishedName',
    groupClasses: ['group'],
    // Bit 2 of userAccountControl is ACCOUNTDISABLE; the rule in the middle compares bits.
    disabledWhen: '(userAccountControl:1.2.840.113556.1.4.803:=2)',
  },
};

export function flavorOf({ flavor, disabledWhen }: LdapSettings): Flavor {
  return disabledWhen === undefined ? FLAVORS[flavor] : { ...FLAVORS[flavor], disabledWhen };
}

/** `(name=value)`, whatever the value holds (RFC 4515, 3). */
export function equals(name: string, value: string): string {
  return `(${name}=${value.replaceAll(/[\\*()\0]/g, (sign) => `\\${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)})`;
}

export function anyOf(filters: readonly string[]): string {
  return `(|${filters.join('')})`;
}

export function allOf(...filters: readonly string[]): string {
  return `(&${filters.join('')})`;
}

export function isGroup({ groupClasses }: Flavor): string {
  return anyOf(groupClasses.map((name) => equals('objectClass', name)));
}

export function hasAddress({ address }: Flavor): string {
  return anyOf(address.map((name) => `(${name}=*)`));
}
