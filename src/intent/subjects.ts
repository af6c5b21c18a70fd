import { findThings } from './slots.ts';
import { STOP_WORDS } from './stop-words.ts';
import { SYNONYMS } from './synonyms.ts';
import { readable, splitWords, stem } from './words.ts';

const LONGEST_SYNONYM = 3;
/** No stem has it. */
const THING = ':';

const meanings = new Map<string, string>();
for (const [meaning, names] of Object.entries(SYNONYMS)) for (const name of [meaning, ...names]) meanings.set(name, meaning);
meanings.set(stem('missing'), 'missing');

/** What a text is about: kinds of devices and services, faults by one name each, and the stems of its other content words. */
export function subjectsOf(text: string): ReadonlySet<string> {
  const seen = readable(text);
  const words = splitWords(seen);
  const things = findThings(seen, words).filter((thing) => thing.name !== 'ticket');
  const covered = new Set(things.flatMap((thing) => range(thing.firstWord, thing.lastWord)));
  const stems = words.map((word, at) => (covered.has(at) ? '' : stem(word.text)));
  return new Set([...things.map((thing) => `${THING}${thing.value}`), ...contentOf(stems)]);
}

export function isThing(subject: string): boolean {
  return subject.startsWith(THING);
}

/** A covered word is empty, so that no synonym reaches across a device. */
function contentOf(stems: readonly string[]): string[] {
  const content: string[] = [];
  for (let at = 0; at < stems.length;) {
    const { meaning, length } = meaningAt(stems, at);
    if (meaning !== undefined) content.push(meaning);
    at += length;
  }
  return content;
}

function meaningAt(stems: readonly string[], at: number): { readonly meaning: string | undefined; readonly length: number } {
  for (let length = Math.min(LONGEST_SYNONYM, stems.length - at); length > 0; length--) {
    const meaning = meanings.get(stems.slice(at, at + length).join(' '));
    if (meaning !== undefined) return { meaning, length };
  }
  const word = stems[at] ?? '';
  return { meaning: word === '' || STOP_WORDS.has(word) ? undefined : word, length: 1 };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, step) => from + step);
}
