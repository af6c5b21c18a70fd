import type { Account, Directory } from '#core/directory.ts';
import { OutsideError } from '#core/errors.ts';
import { lasting } from './outside.ts';
import type { Timing } from './timing.ts';

/** An account, by the id that the directory has for it. */
export interface FoundAccount {
  readonly id: string;
  readonly account: Account;
}

export interface FoundGroup {
  readonly id: string;
  readonly name: string;
}

export interface KnownGroup extends FoundGroup {
  /** Why nobody can be put into it or taken out; reads after a colon. Undefined: somebody can. */
  readonly closed: string | undefined;
}

/** What one cloud directory's API can do: accounts and groups have ids there. */
export interface RemoteApi {
  /** The folder's name. */
  readonly id: string;
  /** As people call it. */
  readonly name: string;
  /** @param email something that can be an address */
  account(email: string, signal?: AbortSignal): Promise<FoundAccount | undefined>;
  managerOf(account: FoundAccount, signal?: AbortSignal): Promise<Account | undefined>;
  /** The groups that the account is in itself. */
  groupsOf(account: FoundAccount, signal?: AbortSignal): Promise<readonly FoundGroup[]>;
  /** @param group an id, or a name of ordinary length. @throws OutsideError lasting, when several have that name */
  group(group: string, signal?: AbortSignal): Promise<KnownGroup | undefined>;
  membersOf(group: FoundGroup, signal?: AbortSignal): Promise<readonly string[]>;
  /** Says `same` when the account was in it already, for certain. */
  add(group: FoundGroup, account: FoundAccount, signal?: AbortSignal): Promise<'changed' | 'same'>;
  /** Goes well, too, when the account was not in it. */
  remove(group: FoundGroup, account: FoundAccount, signal?: AbortSignal): Promise<void>;
}

// Nothing that a URL or a filter would have to fear is left out here: who builds those escapes.
const ADDRESS = /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u;
/** RFC 5321, 4.5.3.1.3. */
const ADDRESS_MAX = 254;
const GROUP_MAX = 256;

/**
 * How long we wait before each look at what we changed. Cloud directories answer from copies that learn of a change a
 * little later; together this fits into the desk's deadline for a step.
 */
const PAUSES_MS = [0, 300, 700, 1500, 2500];

/** A directory behind a web API. What it changed is read back, so that who asks next sees it. */
export function createRemoteDirectory(api: RemoteApi, { pause }: Timing): Directory {
  const find = async (email: string, signal?: AbortSignal) => (isAddress(email) ? await api.account(email, signal) : undefined);
  const mustFindGroup = async (name: string, signal?: AbortSignal) => {
    const usable = name.trim() !== '' && name.length <= GROUP_MAX && name.isWellFormed();
    const group = usable ? await api.group(name, signal) : undefined;
    if (!group) throw lasting(`There is no group “${name.toWellFormed().slice(0, GROUP_MAX)}” in ${api.name}.`);
    return group;
  };
  const isIn = async ({ id }: FoundGroup, account: FoundAccount, signal?: AbortSignal) =>
    (await api.groupsOf(account, signal)).some((group) => group.id === id);

  const change = async (group: KnownGroup, account: FoundAccount, wanted: boolean, signal?: AbortSignal) => {
    if (group.closed !== undefined) {
      if ((await isIn(group, account, signal)) === wanted) return;
      throw lasting(`Nobody can be put into “${group.name}” or taken out of it: ${group.closed}.`);
    }
    // Copies that stay behind for long do not hold up the next attempt: the one that takes changes knows what is in it already.
    if (wanted && (await api.add(group, account, signal)) === 'same') return;
    // What is not in it yet for the copy that was asked may come to be in it, so this is read back in any case.
    if (!wanted) await api.remove(group, account, signal);
    await readBack(api.name, async () => (await isIn(group, account, signal)) === wanted, pause, signal);
  };
  return {
    id: api.id,
    findByEmail: async (email, signal) => (await find(email, signal))?.account,
    managerOf: async (email, signal) => {
      const found = await find(email, signal);
      return found && (await api.managerOf(found, signal));
    },
    groupsOf: async (email, signal) => {
      const found = await find(email, signal);
      return found ? (await api.groupsOf(found, signal)).map(({ name }) => name).toSorted() : [];
    },
    membersOf: async (name, signal) => {
      const emails = await api.membersOf(await mustFindGroup(name, signal), signal);
      return emails.map((email) => email.toLowerCase()).toSorted();
    },
    isMember: async (name, email, signal) => {
      const group = await mustFindGroup(name, signal);
      const found = await find(email, signal);
      return found !== undefined && (await isIn(group, found, signal));
    },
    addMember: async (name, email, signal) => {
      const group = await mustFindGroup(name, signal);
      const found = await find(email, signal);
      if (!found) throw lasting(`There is no account “${email.toWellFormed().slice(0, ADDRESS_MAX)}” in ${api.name}.`);
      await change(group, found, true, signal);
    },
    removeMember: async (name, email, signal) => {
      const group = await mustFindGroup(name, signal);
      const found = await find(email, signal);
      if (found) await change(group, found, false, signal);
    },
  };
}

/** Whether it is worth asking for. */
export function isAddress(text: string): boolean {
  return text.length <= ADDRESS_MAX && text.isWellFormed() && ADDRESS.test(text);
}

/** @throws OutsideError `unknown` while the change cannot be seen: the desk looks again later */
async function readBack(name: string, isSo: () => Promise<boolean>, pause: Timing['pause'], signal?: AbortSignal): Promise<void> {
  try {
    for (const ms of PAUSES_MS) {
      if (ms > 0) await pause(ms, signal);
      if (await isSo()) return;
    }
  } catch (error) {
    const wait = error instanceof OutsideError && error.retryAfterSeconds !== undefined ? { retryAfterSeconds: error.retryAfterSeconds } : {};
    throw new OutsideError(`${name} has taken the change, and could not be asked whether it shows.`, { outcome: 'unknown', cause: error, ...wait });
  }
  throw new OutsideError(`${name} has taken the change, and does not show it yet.`, { outcome: 'unknown' });
}
