import type { Catalog } from '#core/intent.ts';
import { deviceAt, type IsFree } from './devices.ts';
import { kindNamed, lexicon, type Entry } from './lexicon.ts';
import { isMeant } from './product-doubts.ts';
import { lookAround } from './surroundings.ts';
import type { Span } from './span.ts';
import { areJoined, type Word } from './words.ts';

/** "Notepad++" and "C#" end in signs that are no words. */
const SIGNS = /^(?:\+{2}|#)(?!\+)/;
const NOWHERE = { from: 0, to: 0 };

interface Place {
  readonly text: string;
  readonly words: readonly Word[];
  readonly isFree: IsFree;
  readonly catalog: Catalog | undefined;
}

interface Hit {
  readonly entry: Entry;
  readonly length: number;
}

/** Products, services and devices, the longest name at each place; `isFree` says where nothing has been found yet. */
export function findNames(text: string, words: readonly Word[], isFree: IsFree, catalog?: Catalog): Span[] {
  const spans: Span[] = [];
  for (let at = 0; at < words.length;) {
    const { from, to } = words[at] ?? NOWHERE;
    const hit = isFree(from, to) ? hitAt({ text, words, isFree, catalog }, at) : undefined;
    const end = words[at + (hit?.length ?? 1) - 1]?.to ?? to;
    if (hit && isFree(from, end)) {
      spans.push({ name: hit.entry.name, value: hit.entry.value, from, to: end + (SIGNS.exec(text.slice(end, end + 3))?.[0].length ?? 0) });
      at += hit.length;
    } else at++;
  }
  return spans;
}

function hitAt(place: Place, at: number): Hit | undefined {
  const { text, words, isFree, catalog } = place;
  const device = deviceAt(text, words, at, isFree);
  const found = device && { entry: { name: 'device' as const, value: device.value }, length: device.length };
  const named = exactAt(text, words, at, catalog);
  const best = found && (!named || found.length >= named.length) && named?.entry.name !== 'other' ? found : named;
  return best ?? misspelledAt(words, at, catalog);
}

/** The company's own names go before ours, and are never doubted. */
function exactAt(text: string, words: readonly Word[], at: number, catalog: Catalog | undefined): Hit | undefined {
  const first = words[at]?.text ?? '';
  const most = Math.max(1, lexicon.longestFrom(first), catalog?.longestFrom(first) ?? 0);
  for (let length = joinedFrom(text, words, at, most); length > 0; length--) {
    const name = nameOf(words, at, length);
    const own = catalog?.exact(name);
    const entry = own === undefined ? kindNamed(name) : { name: 'product' as const, value: own };
    if (entry && isSure(text, words, at, length, name, entry)) return { entry, length };
  }
  return undefined;
}

function isSure(text: string, words: readonly Word[], at: number, length: number, name: string, { doubt }: Entry): boolean {
  return doubt === undefined || isMeant(name, doubt, lookAround(text, words, at, length));
}

function misspelledAt(words: readonly Word[], at: number, catalog: Catalog | undefined): Hit | undefined {
  const word = words[at]?.text ?? '';
  const own = catalog?.near(word);
  const entry = own === undefined ? (lexicon.near(word) ?? pluralNear(word)) : { name: 'product' as const, value: own };
  return entry && { entry, length: 1 };
}

function pluralNear(word: string): Entry | undefined {
  const entry = word.endsWith('s') ? lexicon.near(word.slice(0, -1)) : undefined;
  return entry?.name === 'product' ? undefined : entry;
}

function nameOf(words: readonly Word[], at: number, length: number): string {
  let name = words[at]?.text ?? '';
  for (let next = at + 1; next < at + length; next++) name += ` ${words[next]?.text}`;
  return name;
}

/** How many words from here on can belong to one name, at most so many. */
function joinedFrom(text: string, words: readonly Word[], at: number, most: number): number {
  let length = 1;
  while (length < most && areJoined(text, words[at + length - 1], words[at + length])) length++;
  return length;
}
