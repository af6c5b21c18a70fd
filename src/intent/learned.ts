import type { Phrases } from '#core/intent.ts';

/** The phrases that come with the release, and what was learned besides. What belongs to no intent any more is left out. */
export function withLearned(phrases: readonly Phrases[], learned: readonly Phrases[]): Phrases[] {
  return phrases.map(({ intent, phrases: own }) => {
    const more = learned.filter((one) => one.intent === intent).flatMap((one) => one.phrases);
    return { intent, phrases: [...new Set([...own, ...more])] };
  });
}
