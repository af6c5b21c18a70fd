/**
 * An identity provider, as far as the desk reads it. Grows by the verbs that workflows need;
 * one contract suite (`test/contracts/directory.ts`) runs against every implementation.
 */
export interface Directory {
  /** The id in configuration, equal to its folder's name. */
  readonly id: string;
  /** Undefined when there is no such account. Case does not matter. */
  findByEmail(email: string): Promise<Account | undefined>;
  /** The manager of that account; undefined when there is none. */
  managerOf(email: string): Promise<Account | undefined>;
  /** Names of the groups the account is in, sorted. */
  groupsOf(email: string): Promise<readonly string[]>;
}

export interface Account {
  readonly email: string;
  readonly name: string;
  readonly state: 'active' | 'disabled';
}
