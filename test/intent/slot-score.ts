import { readFileSync } from 'node:fs';
import type { Slot } from '#core/intent.ts';
import { findSlots } from '#intent/slots.ts';
import { readable, splitWords } from '#intent/words.ts';

interface Labeled {
  readonly text: string;
  readonly slots: Readonly<Record<string, string | readonly string[]>>;
}

export interface SlotScore {
  readonly right: number;
  readonly extra: number;
  readonly missed: number;
  readonly f1: number;
  /** "extra device laptop: text" and the like. */
  readonly mistakes: readonly string[];
}

/** For these a message has one value, wherever it says so; the others are compared by their words. */
const SCALES = new Set(['urgency', 'impact', 'hindrance']);

export const labeled: readonly Labeled[] = readFileSync(new URL('slots.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as Labeled);

export function slotsIn(text: string): Slot[] {
  const seen = readable(text);
  return findSlots(seen, splitWords(seen), { now: new Date('2026-11-25T10:00:00Z'), zone: 'Europe/Berlin' });
}

/** Exact spans after case folding, over all messages and the names given. */
export function scoreSlots(names?: readonly string[]): SlotScore {
  let right = 0;
  const extra: string[] = [];
  const missed: string[] = [];
  for (const { text, slots } of labeled) {
    const isCounted = (key: string): boolean => names?.some((name) => key.startsWith(`${name} `)) ?? true;
    const expected = Object.entries(slots)
      .flatMap(([name, spans]) => [spans].flat().map((span) => `${name} ${span.toLowerCase()}`))
      .filter(isCounted);
    const found = slotsIn(text)
      .map((slot) => `${slot.name} ${(SCALES.has(slot.name) ? slot.value : slot.text).toLowerCase()}`)
      .filter(isCounted);
    for (const key of found) {
      const at = expected.indexOf(key);
      if (at < 0) extra.push(`extra ${key}: ${text}`);
      else {
        expected.splice(at, 1);
        right++;
      }
    }
    missed.push(...expected.map((key) => `missed ${key}: ${text}`));
  }
  const f1 = (2 * right) / (2 * right + extra.length + missed.length);
  return { right, extra: extra.length, missed: missed.length, f1, mistakes: [...extra, ...missed] };
}
