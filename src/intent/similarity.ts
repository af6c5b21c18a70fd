import type { Phrases } from '#core/intent.ts';
import { isThing, subjectsOf } from './subjects.ts';

/** Two broken things are two faults: which thing it is counts more than its being common suggests. */
const THING_FACTOR = 1.5;

/**
 * Cosine over what the texts are about, 0 to 1. A word counts by how rare it is among the phrases: sharing "flicker" says more than
 * sharing "error".
 */
export function createSimilarity(phrases: readonly Phrases[]): (a: string, b: string) => number {
  const texts = phrases.flatMap((one) => one.phrases);
  // Counted when it is first asked for: many processes never do.
  let counts: ReadonlyMap<string, number> | undefined;
  const rarity = (subject: string): number => {
    counts ??= countSubjects(texts);
    return 1 + Math.log((1 + texts.length) / (1 + (counts.get(subject) ?? 0)));
  };
  const weight = (subject: string): number => rarity(subject) * (isThing(subject) ? THING_FACTOR : 1);
  return (a, b) => cosine(subjectsOf(a), subjectsOf(b), weight);
}

function countSubjects(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) for (const subject of subjectsOf(text)) counts.set(subject, (counts.get(subject) ?? 0) + 1);
  return counts;
}

function cosine(a: ReadonlySet<string>, b: ReadonlySet<string>, weight: (subject: string) => number): number {
  const shared = sumOfSquares(
    [...a].filter((subject) => b.has(subject)),
    weight,
  );
  const lengths = Math.sqrt(sumOfSquares(a, weight) * sumOfSquares(b, weight));
  return lengths === 0 ? 0 : Math.min(shared / lengths, 1);
}

function sumOfSquares(subjects: Iterable<string>, weight: (subject: string) => number): number {
  let sum = 0;
  for (const subject of subjects) sum += weight(subject) ** 2;
  return sum;
}
