import type { Category } from '#core/ticket.ts';

export interface RoutableTeam {
  readonly id: number;
  /** Words or phrases; a team without any takes what nobody else does. */
  readonly keywords: readonly string[];
}

/**
 * The team for a request: the one that has its category among its keywords; otherwise the one whose keywords occur most often in it; ties go to the team listed first.
 * @throws Error when there is no team at all: set-up guarantees one.
 */
export function routeTo(teams: readonly RoutableTeam[], text: string, category?: Category): number {
  const own = category && teams.find((team) => team.keywords.includes(category));
  if (own) return own.id;
  const words = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}-]+/gu, ' ')} `;
  const scores = teams.map((team) => ({ team, score: team.keywords.filter((keyword) => mentions(words, keyword)).length }));
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a), { team: fallback(teams), score: 0 });
  return best.team.id;
}

function mentions(words: string, keyword: string): boolean {
  const word = keyword.toLowerCase();
  return words.includes(` ${word} `) || words.includes(` ${word}s `);
}

function fallback(teams: readonly RoutableTeam[]): RoutableTeam {
  const team = teams.find((candidate) => candidate.keywords.length === 0) ?? teams[0];
  if (!team) throw new Error('No support team exists.');
  return team;
}
