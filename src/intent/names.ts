import { DamerauLevenshteinDistance } from 'natural/lib/natural/distance/index.js';
import { FALSE_FRIENDS } from './false-friends.ts';

/** Names of one or more words, found as written or, single words, a slip of the finger away. */
export interface Names<Entry> {
  /** Words in the longest name that begins with this one; 0 when none does. */
  longestFrom(firstWord: string): number;
  exact(name: string): Entry | undefined;
  near(word: string): Entry | undefined;
}

export interface Named<Entry> {
  /** Lower case, single blanks. */
  readonly name: string;
  readonly entry: Entry;
  /** Whether a misspelling counts as well. Never for a name of fewer than five letters: "dock" is one letter from "duck". */
  readonly spelled?: 'exactly';
}

const SHORTEST_TYPO = 5;
/** From here on two slips still leave no doubt. */
const LONG = 8;
const LONGEST_TYPO = 24;

/**
 * Misspellings are looked up by what is left when one letter is taken away, of the names beforehand and of the word when it comes, so that the
 * distance is computed for very few names (the idea of SymSpell).
 */
export function createNames<Entry>(named: readonly Named<Entry>[]): Names<Entry> {
  const entries = new Map<string, Entry>();
  const shortened = new Map<string, string[]>();
  const lengths = new Map<string, number>();
  for (const { name, entry, spelled } of named) {
    if (entries.has(name)) continue;
    entries.set(name, entry);
    const [first = '', ...more] = name.split(' ');
    lengths.set(first, Math.max(lengths.get(first) ?? 0, 1 + more.length));
    if (spelled !== 'exactly' && canBeMisspelled(name)) for (const key of withoutOneLetter(name)) add(shortened, key, name);
  }
  return {
    longestFrom: (firstWord) => lengths.get(firstWord) ?? 0,
    exact: (name) => entries.get(name),
    near: (word) => {
      const meant = nearest(shortened, word);
      return meant === undefined ? undefined : entries.get(meant);
    },
  };
}

function canBeMisspelled(name: string): boolean {
  return name.length >= SHORTEST_TYPO && name.length <= LONGEST_TYPO && /^\p{L}[\p{L}\p{N}]*$/u.test(name);
}

function withoutOneLetter(word: string): Set<string> {
  const rests = new Set([word]);
  for (let at = 0; at < word.length; at++) rests.add(word.slice(0, at) + word.slice(at + 1));
  return rests;
}

function nearest(shortened: ReadonlyMap<string, readonly string[]>, word: string): string | undefined {
  if (!canBeMisspelled(word) || FALSE_FRIENDS.has(word)) return undefined;
  let best: { readonly name: string; readonly distance: number } | undefined;
  const seen = new Set<string>();
  for (const key of withoutOneLetter(word)) {
    for (const name of shortened.get(key) ?? []) {
      if (seen.has(name)) continue;
      seen.add(name);
      const distance = DamerauLevenshteinDistance(word, name, { restricted: true });
      if (distance <= allowed(word, name) && distance < (best?.distance ?? Infinity)) best = { name, distance };
    }
  }
  return best?.name;
}

/** Two slips only where nothing else begins the same: plurals and endings ("printing") are words of their own. */
function allowed(word: string, name: string): number {
  return name.length >= LONG && word[0] === name[0] && word.slice(-2) === name.slice(-2) ? 2 : 1;
}

function add(shortened: Map<string, string[]>, key: string, name: string): void {
  const names = shortened.get(key);
  if (names) names.push(name);
  else shortened.set(key, [name]);
}
