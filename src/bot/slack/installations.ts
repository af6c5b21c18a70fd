import type { Installation, InstallationQuery, InstallationStore } from '@slack/oauth';
import { and, asc, eq, inArray, lte, or } from 'drizzle-orm';
import { OutsideError } from '#core/errors.ts';
import type { Clock } from '#lib/clock.ts';
import type { Database, Tx } from '#store/database.ts';
import { slackInstallations } from './schema.ts';
import { seal, unseal } from '#lib/seal.ts';
import { KEPT_OUT } from './unreachable.ts';

interface InstallationDeps {
  readonly database: Database;
  readonly clock: Clock;
  /** 32 bytes; tokens are kept sealed with it. */
  readonly key: Uint8Array;
}

/** Which workspaces have installed Deskside, with their tokens. What Bolt's own pages for installing write to and read from. */
export interface Installations extends Required<InstallationStore> {
  /**
   * Throws its tokens away.
   * @param at when Slack says it happened: an installation made after that is another one, and stays
   */
  markGone(id: string, why: 'revoked' | 'uninstalled', at?: Date): Promise<void>;
  /** All there ever were, without their tokens. */
  list(): Promise<InstalledPlace[]>;
  /**
   * For new tokens of an installation, one process at a time: what is fetched stays locked until `work` ends, and what it
   * stores is kept only if it succeeds.
   */
  exclusively<T>(work: (store: InstallationStore) => Promise<T>): Promise<T>;
}

export type InstalledPlace = Pick<typeof slackInstallations.$inferSelect, 'id' | 'name' | 'isOrganization' | 'state' | 'changedAt'>;

export function createInstallations(deps: InstallationDeps): Installations {
  const { database, clock } = deps;
  const { db } = database;

  const markGone: Installations['markGone'] = async (id, why, at = clock.now()) => {
    // Slack sends both when an app is removed, in any order; `uninstalled` says more.
    const worse =
      why === 'uninstalled'
        ? or(eq(slackInstallations.state, 'installed'), eq(slackInstallations.state, 'revoked'))
        : eq(slackInstallations.state, 'installed');
    await db
      .update(slackInstallations)
      .set({ state: why, sealed: null, changedAt: clock.now() })
      .where(and(eq(slackInstallations.id, id), lte(slackInstallations.changedAt, at), worse));
  };

  return {
    ...storeOn(db, deps, 'installing'),
    deleteInstallation: async (query) => await markGone(wantedIds(query)[0] ?? '', 'uninstalled'),
    markGone,
    list: async () => {
      const { id, name, isOrganization, state, changedAt } = slackInstallations;
      return await db.select({ id, name, isOrganization, state, changedAt }).from(slackInstallations).orderBy(asc(id));
    },
    exclusively: async (work) => await db.transaction(async (tx) => await work(storeOn(tx, deps, 'renewing'))),
  };
}

function storeOn(tx: Tx, { clock, key }: InstallationDeps, purpose: 'installing' | 'renewing'): InstallationStore {
  return {
    storeInstallation: async (installation) => {
      const { id, name } = placeOf(installation);
      const sealed = seal(JSON.stringify(installation), key, id);
      const row = { isOrganization: installation.isEnterpriseInstall === true, name: name ?? id, sealed, state: 'installed' as const, changedAt: clock.now() };
      // New tokens do not make it a new installation: a removal that Slack tells of late still counts.
      const set = purpose === 'renewing' ? { sealed } : row;
      await tx
        .insert(slackInstallations)
        .values({ id, ...row })
        .onConflictDoUpdate({ target: slackInstallations.id, set });
    },
    fetchInstallation: async (query) => {
      const ids = wantedIds(query);
      const { id, sealed, state, isOrganization } = slackInstallations;
      const wanted = tx
        .select({ id, sealed })
        .from(slackInstallations)
        .where(and(inArray(id, ids), eq(state, 'installed')))
        .orderBy(asc(isOrganization))
        .limit(1);
      const [row] = purpose === 'renewing' ? await wanted.for('update') : await wanted;
      if (!row || row.sealed === null) throw notInstalled(ids);
      return JSON.parse(unseal(row.sealed, key, row.id, 'SLACK_TOKEN_KEY')) as Installation;
    },
  };
}

/** The organization if it installed Deskside as a whole, else the workspace. */
export function placeOf({ isEnterpriseInstall, enterprise, team }: Installation): { readonly id: string; readonly name?: string } {
  const place = isEnterpriseInstall === true ? enterprise : team;
  if (!place) throw new Error('Slack did not say which workspace Deskside was installed in.');
  return place;
}

/** Where to look, best first: a workspace's own installation, then that of its organization. */
function wantedIds({ isEnterpriseInstall, enterpriseId, teamId }: InstallationQuery<boolean>): string[] {
  return (isEnterpriseInstall ? [enterpriseId] : [teamId, enterpriseId]).filter((id) => id !== undefined);
}

function notInstalled(ids: readonly string[]): OutsideError {
  const where = ids.join(' or ') || 'a workspace that Slack did not name';
  return new OutsideError(`Deskside is not installed in ${where}.`, { outcome: 'not_done', lasting: true, unreachable: KEPT_OUT });
}
