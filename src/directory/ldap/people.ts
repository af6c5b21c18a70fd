import type { Account } from '#core/directory.ts';
import { lasting } from './failures.ts';
import { anyOf, equals, flavorOf } from './filters.ts';
import type { Entry, Session } from './session.ts';
import type { LdapSettings } from './settings.ts';

/** Nobody has an address that is none; and OpenLDAP, for one, takes what ends in a NUL for what is before it. */
const ADDRESS = /^[^\s\p{Cc}@]{1,64}@[^\s\p{Cc}@]{1,255}$/u;

/** The entry of who has that address. @throws OutsideError lasting, when several have it: nobody can say who is meant */
export async function findPerson(settings: LdapSettings, { search }: Session, email: string): Promise<Entry | undefined> {
  if (!ADDRESS.test(email)) return undefined;
  const flavor = flavorOf(settings);
  const filter = anyOf(flavor.address.map((name) => equals(name, email)));
  const found = await search({ base: settings.userBase, scope: 'below', filter, attributes: attributesOf(settings) });
  if (found.length < 2) return found[0];
  const same = found.filter((entry) => emailOf(settings, entry) === email.toLowerCase());
  if (same.length !== 1) throw lasting(`More than one account in the directory has the address “${email}”.`);
  return same[0];
}

/** The entry of whom this one names as manager. */
export async function findManager(settings: LdapSettings, { search }: Session, person: Entry): Promise<Entry | undefined> {
  const [manager] = person.attributes.get('manager') ?? [];
  if (manager === undefined) return undefined;
  const [found] = await search({ base: manager, scope: 'entry', filter: '(objectClass=*)', attributes: attributesOf(settings) });
  return found;
}

/** Undefined for an entry without an address: nobody could be told or asked. */
export async function accountOf(settings: LdapSettings, { search }: Session, entry: Entry): Promise<Account | undefined> {
  const email = emailOf(settings, entry);
  if (email === undefined) return undefined;
  const disabled = await search({ base: entry.dn, scope: 'entry', filter: flavorOf(settings).disabledWhen, attributes: ['1.1'] });
  return { email, name: first(entry, 'displayName') ?? first(entry, 'cn') ?? email, state: disabled.length > 0 ? 'disabled' : 'active' };
}

export function emailOf(settings: LdapSettings, entry: Entry): string | undefined {
  for (const name of flavorOf(settings).address) {
    const address = first(entry, name);
    if (address !== undefined) return address.toLowerCase();
  }
  return undefined;
}

export function first({ attributes }: Entry, name: string): string | undefined {
  return attributes.get(name.toLowerCase())?.[0];
}

function attributesOf(settings: LdapSettings): string[] {
  return [...flavorOf(settings).address, 'displayName', 'cn', 'manager'];
}
