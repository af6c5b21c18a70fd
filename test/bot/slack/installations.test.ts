import { randomBytes } from 'node:crypto';
import type { Installation } from '@slack/bolt';
import { beforeEach, describe, expect, test } from 'vitest';
import { createInstallations, type Installations } from '#bot/slack/installations.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { ofOrganization, ofWorkspace } from './installation.ts';

const key = randomBytes(32);
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let now: Date;
let installations: Installations;
beforeEach(async () => {
  database = await createTestDatabase();
  now = new Date('2026-03-05T12:00:00Z');
  installations = createInstallations({ database, clock: { now: () => now }, key });
});

const inWorkspace = (teamId: string, enterpriseId?: string) => ({ teamId, enterpriseId, isEnterpriseInstall: false });
const inOrganization = (enterpriseId: string) => ({ teamId: undefined, enterpriseId, isEnterpriseInstall: true });
const tokenOf = (installation: Installation) => installation.bot?.token;

describe('a workspace that installed Deskside', () => {
  test('is found again with all that Slack said of it', async () => {
    await installations.storeInstallation(ofWorkspace('T1'));
    expect(await installations.fetchInstallation(inWorkspace('T1'))).toEqual(ofWorkspace('T1'));
    expect(await installations.list()).toEqual([{ id: 'T1', name: 'Fernwood T1', isOrganization: false, state: 'installed', changedAt: now }]);
  });

  test('leaves no token in the database that can be read, or moved to another row', async () => {
    await installations.storeInstallation(ofWorkspace('T1'));
    await installations.storeInstallation(ofWorkspace('T2'));
    const rows = await database.sql`select row_to_json(s)::text as row from slack_installations s`;
    expect(rows.map(({ row }) => String(row)).filter((row) => row.includes('xoxb'))).toEqual([]);
    await database.sql`update slack_installations set sealed = (select sealed from slack_installations where id = 'T1') where id = 'T2'`;
    await expect(installations.fetchInstallation(inWorkspace('T2'))).rejects.toThrow('What is kept of T2 cannot be read');
  });

  test('installs it again, and the newest token is used', async () => {
    await installations.storeInstallation(ofWorkspace('T1'));
    await installations.storeInstallation(ofWorkspace('T1', { token: 'xoxb-again' }));
    expect(tokenOf(await installations.fetchInstallation(inWorkspace('T1')))).toBe('xoxb-again');
  });

  test('is not found by another one', async () => {
    await installations.storeInstallation(ofWorkspace('T1'));
    await expect(installations.fetchInstallation(inWorkspace('T2'))).rejects.toThrow('Deskside is not installed in T2.');
    await expect(installations.fetchInstallation(inWorkspace('T2', 'E1'))).rejects.toThrow('Deskside is not installed in T2 or E1.');
  });
});

describe('an organization that installed Deskside as a whole', () => {
  beforeEach(async () => await installations.storeInstallation(ofOrganization('E1')));

  test('is found for each of its workspaces, and for itself', async () => {
    expect(tokenOf(await installations.fetchInstallation(inWorkspace('T7', 'E1')))).toBe('xoxb-E1');
    expect(tokenOf(await installations.fetchInstallation(inOrganization('E1')))).toBe('xoxb-E1');
  });

  test('steps back where a workspace has an installation of its own', async () => {
    await installations.storeInstallation(ofWorkspace('T7'));
    expect(tokenOf(await installations.fetchInstallation(inWorkspace('T7', 'E1')))).toBe('xoxb-T7');
    expect(tokenOf(await installations.fetchInstallation(inWorkspace('T8', 'E1')))).toBe('xoxb-E1');
  });

  test('is not found by a workspace of another organization, or of none', async () => {
    await expect(installations.fetchInstallation(inWorkspace('T7', 'E2'))).rejects.toThrow('not installed');
    await expect(installations.fetchInstallation(inWorkspace('T7'))).rejects.toThrow('not installed');
  });
});

describe('a workspace that removed Deskside', () => {
  const sealed = async () => (await database.sql`select state, sealed from slack_installations where id = 'T1'`)[0];
  beforeEach(async () => await installations.storeInstallation(ofWorkspace('T1')));

  test.each(['revoked', 'uninstalled'] as const)('%s: its tokens are thrown away, and it is not found any more', async (why) => {
    await installations.markGone('T1', why);
    expect(await sealed()).toEqual({ state: why, sealed: null });
    await expect(installations.fetchInstallation(inWorkspace('T1'))).rejects.toThrow('Deskside is not installed in T1.');
  });

  test('is uninstalled, in whatever order Slack says so', async () => {
    await installations.markGone('T1', 'revoked');
    await installations.markGone('T1', 'uninstalled');
    await installations.markGone('T1', 'revoked');
    expect(await sealed()).toEqual({ state: 'uninstalled', sealed: null });
  });

  test('can install it again, and a late word of the removal does not undo that', async () => {
    const removedAt = now;
    await installations.markGone('T1', 'uninstalled', removedAt);
    now = new Date('2026-03-05T12:01:00Z');
    await installations.storeInstallation(ofWorkspace('T1', { token: 'xoxb-again' }));
    await installations.markGone('T1', 'revoked', removedAt);
    expect(tokenOf(await installations.fetchInstallation(inWorkspace('T1')))).toBe('xoxb-again');
  });

  test('is removed by Bolt as well', async () => {
    await installations.deleteInstallation(inWorkspace('T1', 'E1'));
    expect(await sealed()).toEqual({ state: 'uninstalled', sealed: null });
  });
});

test('what is stored while it is worked on alone is kept only if that succeeds', async () => {
  await installations.storeInstallation(ofWorkspace('T1'));
  const failed = installations.exclusively(async (store) => {
    await store.storeInstallation(ofWorkspace('T1', { token: 'xoxb-half' }));
    throw new Error('no luck');
  });
  await expect(failed).rejects.toThrow('no luck');
  expect(tokenOf(await installations.fetchInstallation(inWorkspace('T1')))).toBe('xoxb-T1');
});
