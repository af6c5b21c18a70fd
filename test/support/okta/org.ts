import { createMemberships } from '../memberships.ts';

/** Somebody in an organization of Okta. */
export interface OktaUser {
  readonly id: string;
  readonly status: string;
  readonly profile: {
    readonly login: string;
    readonly email: string;
    readonly firstName: string;
    readonly lastName: string;
    readonly displayName?: string | null;
    readonly managerId?: string;
  };
}

export interface OktaGroup {
  readonly id: string;
  readonly type: 'OKTA_GROUP' | 'APP_GROUP' | 'BUILT_IN';
  readonly profile: { readonly name: string };
}

/** An organization in memory: its people, its groups, and what the service app may do. */
export function createOrg() {
  const users: OktaUser[] = [];
  const groups: OktaGroup[] = [];
  /** Linked objects: who has which manager; undefined while the organization has not defined the relation. */
  const links: { managers: Map<string, string> | undefined } = { managers: undefined };
  const conduct = {
    lag: 0,
    pageSize: 2,
    scopes: new Set(['okta.users.read', 'okta.groups.manage']),
    roles: new Set(['people', 'groups']),
    ruled: new Set<string>(),
  };
  const memberships = createMemberships(() => conduct.lag);
  let count = 0;
  const newId = (kind: string) => `${kind}${String((count += 1)).padStart(17, '0')}`;
  const everyone: OktaGroup = { id: newId('00g'), type: 'BUILT_IN', profile: { name: 'Everyone' } };
  groups.push(everyone);
  return {
    users,
    groups,
    links,
    conduct,
    memberships,
    addUser: (firstName: string, lastName: string, profile: Partial<OktaUser['profile']> = {}, status = 'ACTIVE') => {
      const address = `${firstName}.${lastName}@fernwood.example`.toLowerCase();
      const user = { id: newId('00u'), status, profile: { login: address, email: address, firstName, lastName, ...profile } };
      users.push(user);
      memberships.begin(everyone.id, user.id);
      return user;
    },
    addGroup: (name: string, type: OktaGroup['type'] = 'OKTA_GROUP') => {
      const group = { id: newId('00g'), type, profile: { name } };
      groups.push(group);
      return group;
    },
  };
}
export type Org = ReturnType<typeof createOrg>;
