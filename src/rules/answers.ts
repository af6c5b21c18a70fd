/** A word of a question, and how it meets one article. */
export interface WordMatch {
  /** In how many published articles it occurs. */
  readonly documents: number;
  /** Where this article has it: 1 in its title, less in keywords and body, 0 nowhere; a misspelled word counts a little less. */
  readonly weight: number;
}

/**
 * From here on an article is offered. Chosen on the labelled questions of `test/workflows/answers/questions.jsonl` so that at most one
 * offer in ten is wrong; `articles try` measures it anew.
 */
export const FITS_AT = 0.6;
/** An article that fits much worse than the best one only distracts. */
const NEAR_BEST = 0.75;
/** More is not read. */
const MOST_OFFERED = 3;

/** Long reports tell a story around the few words that matter: so many of the rarest must be found, and no more. */
const WORDS_COUNTED = 5;
/** One word alone, however rare, is not yet a question. */
const LEAST_COUNTED = 2;

/**
 * How well an article fits a question, 0 to 1: the part of the question's telling words that it has, each by its rarity. Pure.
 * @param total published articles
 */
export function fit(words: readonly WordMatch[], total: number): number {
  const rarity = ({ documents }: WordMatch) => Math.log((1 + total) / (0.5 + Math.min(Math.max(documents, 1), total)));
  const telling = words
    .map((word) => ({ rarity: rarity(word), weight: word.weight }))
    .toSorted((a, b) => b.rarity * (0.2 + b.weight) - a.rarity * (0.2 + a.weight));
  const counted = telling.slice(0, WORDS_COUNTED);
  const most = Math.log((1 + total) / 1.5);
  const whole = Math.max(sum(counted.map((word) => word.rarity)), LEAST_COUNTED * most * 0.6);
  return whole === 0 ? 0 : Math.min(sum(counted.map((word) => word.rarity * word.weight)) / whole, 1);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Those worth offering, best first. Pure. */
export function worthOffering<A extends { readonly score: number }>(found: readonly A[]): A[] {
  const sorted = found.filter(({ score }) => score >= FITS_AT).toSorted((a, b) => b.score - a.score);
  const best = sorted[0]?.score ?? 0;
  return sorted.filter(({ score }) => score >= best * NEAR_BEST).slice(0, MOST_OFFERED);
}
