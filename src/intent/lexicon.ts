import { DEVICE_WORDS } from './device-words.ts';
import { withinOneEdit } from './edit-distance.ts';
import { FALSE_FRIENDS, OTHER_MEANINGS } from './false-friends.ts';
import { SERVICE_WORDS } from './service-words.ts';
import type { Word } from './words.ts';

/** `other` is a name that only looks like a device or service. */
export interface Entry {
  readonly name: 'device' | 'service' | 'other';
  readonly value: string;
}

const LONGEST_NAME = 3;
/** Shorter words have too many neighbors: "dock" is one letter from "duck". */
const SHORTEST_TYPO = 5;

const entries = new Map<string, Entry>();
for (const [value, names] of Object.entries(DEVICE_WORDS)) for (const name of names) entries.set(name, { name: 'device', value });
for (const [value, names] of Object.entries(SERVICE_WORDS)) for (const name of names) entries.set(name, { name: 'service', value });
for (const name of OTHER_MEANINGS) entries.set(name, { name: 'other', value: name });
const longWords = [...entries.keys()].filter((name) => name.length >= SHORTEST_TYPO && !name.includes(' '));

/** The longest name that starts at this word, and how many words it takes. */
export function nameAt(words: readonly Word[], at: number): { readonly entry: Entry; readonly length: number } | undefined {
  for (let length = Math.min(LONGEST_NAME, words.length - at); length > 0; length--) {
    const name = words
      .slice(at, at + length)
      .map((word) => word.text)
      .join(' ');
    const entry = length === 1 ? oneWord(name) : named(name);
    if (entry) return { entry, length };
  }
  return undefined;
}

function named(name: string): Entry | undefined {
  return entries.get(name) ?? (name.endsWith('s') ? entries.get(name.slice(0, -1)) : undefined);
}

function oneWord(word: string): Entry | undefined {
  return named(word) ?? misspelled(word);
}

function misspelled(word: string): Entry | undefined {
  if (word.length < SHORTEST_TYPO || FALSE_FRIENDS.has(word)) return undefined;
  const meant = longWords.find((name) => withinOneEdit(word, name));
  return meant === undefined ? undefined : entries.get(meant);
}
