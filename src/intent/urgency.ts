import { IMPACT_PATTERNS, SCALE_PATTERNS, type ScalePattern } from './urgency-patterns.ts';
import type { Span } from './span.ts';
import type { Word } from './words.ts';

/** Patterns are tried on so many letters; who goes on longer has said it before. */
const LOOKED_AT = 1500;

/** How soon, for how many and how much it holds them up, when the words say so. One span each at most; they may come from the same words. */
export function findScales(words: readonly Word[]): Span[] {
  const line = words
    .map((word) => word.text)
    .join(' ')
    .slice(0, LOOKED_AT);
  const found = new Map<string, Span>();
  for (const scale of SCALE_PATTERNS) {
    const span = found.has(scale.name) ? undefined : firstOf(scale, line, words);
    if (span) found.set(scale.name, span);
  }
  return [...found.values(), ...impactOf(found.get('urgency'), words)];
}

/** Only who is stopped is touched: "my team uses it" says nothing about a fault. */
function impactOf(urgency: Span | undefined, words: readonly Word[]): Span[] {
  if (urgency?.value !== 'critical') return [];
  const stopped = words.filter((word) => word.from >= urgency.from && word.to <= urgency.to);
  const line = stopped.map((word) => word.text).join(' ');
  const impact = IMPACT_PATTERNS.find(({ pattern }) => pattern.test(line));
  return impact ? [{ ...urgency, name: 'impact', value: impact.value }] : [];
}

function firstOf({ name, value, patterns }: ScalePattern, line: string, words: readonly Word[]): Span | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(line);
    if (!match) continue;
    const first = words[spacesIn(line.slice(0, match.index))];
    const last = words[spacesIn(line.slice(0, match.index + match[0].length))];
    return { name, value, from: first?.from ?? 0, to: last?.to ?? 0 };
  }
  return undefined;
}

function spacesIn(text: string): number {
  return text.split(' ').length - 1;
}
