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

    test('answers many questions at once', async () => {
      const { directory, employee } = cast;
      const answers = await Promise.all(Array.from({ length: 50 }, async () => await directory.findByEmail(employee.email)));
      expect(new Set(answers.map((account) => account?.email))).toEqual(new Set([employee.email]));
    });
  });
}
