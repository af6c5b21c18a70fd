import { beforeAll, describe, expect, test } from 'vitest';
import type { Directory } from '#core/directory.ts';

/** What must be in a directory before the suite runs. */
export interface DirectoryCast {
  readonly directory: Directory;
  /** An active account with that manager and those groups. */
  readonly employee: { readonly email: string; readonly name: string; readonly manager: string; readonly groups: readonly string[] };
  /** An active account without manager and groups. */
  readonly head: { readonly email: string };
  readonly disabled: { readonly email: string };
  /** A group without members, by whatever name the directory knows it. */
  readonly empty: string;
}

/** Every directory keeps to this, whatever stands behind it. */
export function directoryContract(name: string, prepare: () => Promise<DirectoryCast>): void {
  describe(`the directory ${name}`, () => {
    let cast: DirectoryCast;
    beforeAll(async () => {
      cast = await prepare();
    });

    test('finds an account by its address, in small or capital letters', async () => {
      const { directory, employee } = cast;
      const account = { email: employee.email, name: employee.name, state: 'active' };
      expect(await directory.findByEmail(employee.email)).toEqual(account);
      expect(await directory.findByEmail(employee.email.toUpperCase())).toEqual(account);
    });

    test.each(['nobody@example.test', '', '*', '%', '@', 'a*@example.test', ')(uid=*', "' or ''='", 'a\\b', 'x'.repeat(5000)])(
      'finds nobody by %j, and says so without an error',
      async (address) => {
        expect(await cast.directory.findByEmail(address)).toBeUndefined();
        expect(await cast.directory.managerOf(address)).toBeUndefined();
        expect(await cast.directory.groupsOf(address)).toEqual([]);
      },
    );

    test('finds a disabled account, and says that it is disabled', async () => {
      expect(await cast.directory.findByEmail(cast.disabled.email)).toMatchObject({ email: cast.disabled.email, state: 'disabled' });
    });

    test('names the manager, and nobody where there is none', async () => {
      const { directory, employee, head } = cast;
      expect(await directory.managerOf(employee.email.toUpperCase())).toMatchObject({ email: employee.manager, state: 'active' });
      expect(await directory.managerOf(head.email)).toBeUndefined();
    });

    test('lists the groups in order, and none where there are none', async () => {
      const { directory, employee, head } = cast;
      expect(employee.groups.length).toBeGreaterThan(1);
      expect(await directory.groupsOf(employee.email.toUpperCase())).toEqual(employee.groups.toSorted());
      expect(await directory.groupsOf(head.email)).toEqual([]);
    });

    test('puts somebody into a group, whoever asks how often, and takes them out again', async () => {
      const { directory, employee, head, empty } = cast;
      const members = async () => [
        await directory.membersOf(empty),
        await directory.isMember(empty, employee.email),
        await directory.isMember(empty, head.email),
      ];
      expect(await members()).toEqual([[], false, false]);
      await directory.addMember(empty, employee.email.toUpperCase());
      await directory.addMember(empty, employee.email);
      expect(await members()).toEqual([[employee.email], true, false]);
      expect(await directory.isMember(empty, employee.email.toUpperCase())).toBe(true);
      await directory.addMember(empty, head.email);
      expect(await members()).toEqual([[employee.email, head.email].toSorted(), true, true]);
      for (const { email } of [employee, head, employee]) await directory.removeMember(empty, email);
      expect(await members()).toEqual([[], false, false]);
    });

    test('puts the same person into a group twenty times at once, and they are in it once', async () => {
      const { directory, employee, empty } = cast;
      await Promise.all(Array.from({ length: 20 }, async () => await directory.addMember(empty, employee.email)));
      expect(await directory.membersOf(empty)).toEqual([employee.email]);
      await Promise.all(Array.from({ length: 20 }, async () => await directory.removeMember(empty, employee.email)));
      expect(await directory.membersOf(empty)).toEqual([]);
    });

    test('says for good that there is no such group, and does nothing', async () => {
      const { directory, employee } = cast;
      const before = await directory.groupsOf(employee.email);
      for (const group of ['no such group', '', '*', ')(cn=*', '../groups']) {
        const asked = [
          directory.membersOf(group),
          directory.isMember(group, employee.email),
          directory.addMember(group, employee.email),
          directory.removeMember(group, employee.email),
        ];
        for (const answer of await Promise.allSettled<unknown>(asked))
          expect(answer).toMatchObject({ status: 'rejected', reason: { name: 'OutsideError', outcome: 'not_done', lasting: true } });
      }
      expect(await directory.groupsOf(employee.email)).toEqual(before);
    });

    test('says for good that there is nobody to put into a group; whoever is gone is out of it', async () => {
      const { directory, empty } = cast;
      for (const email of ['nobody@example.test', '', '*', ')(uid=*']) {
        await expect(directory.addMember(empty, email)).rejects.toMatchObject({ name: 'OutsideError', outcome: 'not_done', lasting: true });
        await directory.removeMember(empty, email);
        expect(await directory.isMember(empty, email)).toBe(false);
      }
      expect(await directory.membersOf(empty)).toEqual([]);
    });

    test('answers many questions at once', async () => {
      const { directory, employee } = cast;
      const answers = await Promise.all(Array.from({ length: 50 }, async () => await directory.findByEmail(employee.email)));
      expect(new Set(answers.map((account) => account?.email))).toEqual(new Set([employee.email]));
    });
  });
}
