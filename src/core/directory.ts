/**
 * An identity provider: what the desk reads there, and does there. Grows by the verbs that workflows need;
 * one contract suite (`test/contracts/directory.ts`) runs against every implementation. Addresses are compared without regard to case.
 * Whatever fails is thrown as an `OutsideError` that says what is known; nothing is retried inside, and a signal ends the call.
 */
export interface Directory {
  /** The id in configuration, equal to its folder's name. */
  readonly id: string;
  /** Undefined when there is no such account. */
  findByEmail(email: string, signal?: AbortSignal): Promise<Account | undefined>;
  /** The manager of that account; undefined when there is none. */
  managerOf(email: string, signal?: AbortSignal): Promise<Account | undefined>;
  /** Names of the groups the account is in, sorted. */
  groupsOf(email: string, signal?: AbortSignal): Promise<readonly string[]>;
  /**
   * Addresses of all who are in that group themselves, in small letters, sorted. `group` is what the directory calls it.
   * @throws OutsideError lasting, when there is no such group
   */
  membersOf(group: string, signal?: AbortSignal): Promise<readonly string[]>;
  /** False also for an account that does not exist. @throws OutsideError lasting, when there is no such group */
  isMember(group: string, email: string, signal?: AbortSignal): Promise<boolean>;
  /** Whoever is in it already stays in it. @throws OutsideError lasting, when there is no such account or group */
  addMember(group: string, email: string, signal?: AbortSignal): Promise<void>;
  /** Whoever is not in it stays out of it; so does an account that is gone. @throws OutsideError lasting, when there is no such group */
  removeMember(group: string, email: string, signal?: AbortSignal): Promise<void>;
}

export interface Account {
  readonly email: string;
  readonly name: string;
  readonly state: 'active' | 'disabled';
}
