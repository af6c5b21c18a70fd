import { isDeepStrictEqual } from 'node:util';
import { NOTHING_SAID, type Edition } from '#rules/edition.ts';
import type { SlaPolicy } from '#rules/sla/policy.ts';
import type { StandingProduct } from '#rules/catalog-setup.ts';
import type { StandingTeam } from '#rules/team-setup.ts';
import { differences } from './differences.ts';
import { editionOf } from './edition.ts';
import { itemsOf } from './items.ts';
import { planProducts, type ProductPlan } from './plan-products.ts';
import { planSummaries, type SummaryPlan } from './plan-summaries.ts';
import { planTeams, type TeamPlan } from './plan-teams.ts';
import type { DeskFile } from './schema.ts';

/** What is in force, from the store. */
export interface Standing {
  /** Removed ones, too. */
  readonly teams: readonly StandingTeam[];
  /** Removed ones, too. */
  readonly products: readonly StandingProduct[];
  readonly edition: Edition | undefined;
  /** Of each policy that ever was, the one applied last. */
  readonly policies: ReadonlyMap<string, SlaPolicy>;
  /** Addresses of those who have asked for summaries themselves. */
  readonly ownSummaries: ReadonlySet<string>;
}

export interface Plan extends TeamPlan, ProductPlan {
  /** Whether there is a new edition to keep. */
  readonly newEdition: boolean;
  readonly summaries: SummaryPlan;
}

/** What applying a file would do. Nothing at all when there are no lines. */
export function planOf(file: DeskFile, { teams, products, edition = NOTHING_SAID, policies, ownSummaries }: Standing): Plan {
  const [plan, catalog] = [planTeams(file, teams), planProducts(file.products, products)];
  const keyOf = (id: number) => teams.find((team) => team.id === id)?.key ?? 'a new team';
  const wanted = editionOf(file, { teamIds: teamIds(teams), policies });
  const newEdition = !isDeepStrictEqual(wanted, edition);
  const summaries = planSummaries(edition.summaries, wanted.summaries, ownSummaries);
  const settings = [...differences(itemsOf(edition, keyOf), itemsOf(wanted, keyOf)), ...summaries.notes, ...newVersions(edition, wanted)];
  const same = newEdition && settings.length === 0 ? ['~ settings are written differently and mean the same'] : [];
  const lines = [...plan.lines, ...catalog.lines, ...settings, ...same];
  return { ...plan, ...catalog, lines, refusals: [...plan.refusals, ...catalog.refusals], newEdition, summaries };
}

export function teamIds(teams: readonly Pick<StandingTeam, 'id' | 'key'>[]): ReadonlyMap<string, number> {
  return new Map(teams.map(({ id, key }) => [key, id]));
}

function newVersions(before: Edition, after: Edition): string[] {
  return after.policies.flatMap(({ id, version }) => {
    const old = before.policies.find((policy) => policy.id === id);
    return old && old.version !== version ? [`~ policy ${id}: version ${version}, for tickets from now on`] : [];
  });
}
