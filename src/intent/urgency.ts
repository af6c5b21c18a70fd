import type { Slot } from '#core/intent.ts';
import { URGENCY_PATTERNS } from './urgency-patterns.ts';
import type { Word } from './words.ts';

/** How much the fault holds somebody up, when the text says so. */
export function findUrgency(text: string, words: readonly Word[]): Slot | undefined {
  const line = words.map((word) => word.text).join(' ');
  for (const { value, patterns } of URGENCY_PATTERNS) {
    for (const pattern of patterns) {
      const match = pattern.exec(line);
      if (!match) continue;
      const first = words[spacesIn(line.slice(0, match.index))];
      const last = words[spacesIn(line.slice(0, match.index + match[0].length))];
      return { name: 'urgency', value, text: text.slice(first?.from, last?.to) };
    }
  }
  return undefined;
}

function spacesIn(text: string): number {
  return text.split(' ').length - 1;
}
