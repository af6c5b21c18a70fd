import type { Category } from '#core/ticket.ts';
import { fits, mentions, type Request, type RequestMatch } from './request-match.ts';

export interface RoutableTeam {
  readonly id: number;
  /** Words or phrases; a team without any takes what nobody else does. */
  readonly keywords: readonly string[];
}

/** A line of the configuration file: what fits goes to that team. */
export interface RoutingRule {
  readonly when: RequestMatch;
  /** Key of the team. */
  readonly team: string;
}

/** The team of the first rule that fits; undefined when none does. A rule for a team that is gone is passed over. */
export function routeByRules(
  rules: readonly RoutingRule[],
  teams: readonly { readonly id: number; readonly key: string }[],
  request: Request,
): number | undefined {
  const idOf = new Map(teams.map(({ id, key }) => [key, id]));
  const rule = rules.find(({ team, when }) => idOf.has(team) && fits(when, request));
  return rule && idOf.get(rule.team);
}

/**
 * The team for a request: the one that has its category among its keywords; otherwise the one whose keywords occur most often in it; ties go to the team listed first.
 * @throws Error when there is no team at all: set-up guarantees one.
 */
export function routeTo(teams: readonly RoutableTeam[], text: string, category?: Category): number {
  const own = category && teams.find((team) => team.keywords.includes(category));
  if (own) return own.id;
  const scores = teams.map((team) => ({ team, score: team.keywords.filter((keyword) => mentions(text, keyword)).length }));
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a), { team: fallback(teams), score: 0 });
  return best.team.id;
}

function fallback(teams: readonly RoutableTeam[]): RoutableTeam {
  const team = teams.find((candidate) => candidate.keywords.length === 0) ?? teams[0];
  if (!team) throw new Error('No support team exists.');
  return team;
}
