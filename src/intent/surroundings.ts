import { lexicon } from './lexicon.ts';
import type { Surroundings } from './product-doubts.ts';
import type { Word } from './words.ts';

const REACH = 4;
const BREAK = /[.!?:;,()\n"“”]/;
const SENTENCE_BREAK = /[.!?:;\n]|^\s*[-•*]\s/;

/** What stands around a name, as far as its sentence goes. */
export function lookAround(text: string, words: readonly Word[], at: number, length: number): Surroundings {
  const end = at + length;
  const written = text.slice(words[at]?.from, words[at]?.to);
  const first = at === 0 || SENTENCE_BREAK.test(text.slice(words[at - 1]?.to, words[at]?.from));
  const hasCapital = /^\p{Lu}/u.test(written) && !isShouted(text);
  const listed = isProduct(words, end, text) || (at > 0 && /^\s*,\s*$/.test(text.slice(words[at - 1]?.to, words[at]?.from)) && isNamed(words, at - 1));
  const capital = hasCapital && (listed || (!first && !isPartOfName(text, words, at, end)));
  return { before: wordsBefore(text, words, at), after: wordsAfter(text, words, end), capital, first, firstCapital: hasCapital && first };
}

function wordsBefore(text: string, words: readonly Word[], at: number): string {
  let start = at;
  while (start > 0 && at - start < REACH && !BREAK.test(text.slice(words[start - 1]?.to, words[start]?.from))) start--;
  return words
    .slice(start, at)
    .map((word) => word.text)
    .join(' ');
}

function wordsAfter(text: string, words: readonly Word[], end: number): string {
  let stop = end;
  while (stop < words.length && stop - end < REACH && !BREAK.test(text.slice(words[stop - 1]?.to, words[stop]?.from))) stop++;
  return words
    .slice(end, stop)
    .map((word) => word.text)
    .join(' ');
}

/** "Front Desk", "Berlin Office": another word with a capital next to it that is no product itself. */
function isPartOfName(text: string, words: readonly Word[], at: number, end: number): boolean {
  return [at - 1, end].some((place) => {
    const word = words[place];
    if (!word || !/^\p{Lu}\p{Ll}/u.test(text.slice(word.from, word.to)) || isNamed(words, place)) return false;
    const isFirst = place === 0 || SENTENCE_BREAK.test(text.slice(words[place - 1]?.to, word.from));
    const [left, right] = place < at ? [place, at] : [end - 1, end];
    return !isFirst && /^[ -]$/.test(text.slice(words[left]?.to, words[right]?.from));
  });
}

function isProduct(words: readonly Word[], at: number, text: string): boolean {
  const between = text.slice(words[at - 1]?.to, words[at]?.from);
  const next = /^(?:and|or)$/.test(words[at]?.text ?? '') ? at + 1 : at;
  return (next > at || /^\s*[,/&]\s*$/.test(between)) && isNamed(words, next);
}

function isNamed(words: readonly Word[], at: number): boolean {
  const entry = lexicon.exact(words[at]?.text ?? '');
  return entry?.name === 'product' && entry.doubt === undefined;
}

/** In capitals throughout nothing can be told from them. */
function isShouted(text: string): boolean {
  return text === text.toUpperCase();
}
