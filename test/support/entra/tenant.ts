import { createMemberships } from '../memberships.ts';

/** Somebody in a tenant of Microsoft Entra, as Graph shows them. */
export interface GraphUser {
  readonly id: string;
  readonly displayName: string;
  readonly mail: string | null;
  readonly userPrincipalName: string;
  readonly accountEnabled: boolean;
  readonly proxyAddresses: readonly string[];
  readonly manager?: string;
}

export interface GraphGroup {
  readonly id: string;
  readonly displayName: string;
  readonly groupTypes: readonly string[];
  readonly mailEnabled: boolean;
  readonly securityEnabled: boolean;
  readonly onPremisesSyncEnabled: boolean | null;
  readonly isAssignableToRole: boolean | null;
}

const DOMAIN = 'fernwood.example';

/** A tenant in memory: its people, its groups, and what its app may do. */
export function createTenant() {
  const users: GraphUser[] = [];
  const groups: GraphGroup[] = [];
  const conduct = { lag: 0, pageSize: 2, permissions: new Set(['User.Read.All', 'GroupMember.ReadWrite.All']) };
  const memberships = createMemberships(() => conduct.lag);
  let count = 0;
  const newId = () => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`;
  return {
    users,
    groups,
    conduct,
    memberships,
    addUser: (name: string, more: Partial<GraphUser> = {}) => {
      const address = `${name.toLowerCase().replaceAll(' ', '.')}@${DOMAIN}`;
      const user = {
        id: newId(),
        displayName: name,
        mail: address,
        userPrincipalName: address,
        accountEnabled: true,
        proxyAddresses: [`SMTP:${address}`],
        ...more,
      };
      users.push(user);
      return user;
    },
    addGroup: (displayName: string, more: Partial<GraphGroup> = {}) => {
      const plain = { groupTypes: [], mailEnabled: false, securityEnabled: true, onPremisesSyncEnabled: null, isAssignableToRole: null };
      const group = { id: newId(), displayName, ...plain, ...more };
      groups.push(group);
      return group;
    },
  };
}
export type Tenant = ReturnType<typeof createTenant>;
