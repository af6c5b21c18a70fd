import { PorterStemmer } from 'natural/lib/natural/stemmers/index.js';
import { CONTRACTIONS } from './contractions.ts';

/** One normalized word and the part of the text it came from. A short form gives two words with the same part. */
export interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Whoever pastes a log says what they want before it. */
const READ_AT_MOST = 2000;
const LONGEST_WORD = 40;
const WORD = /[\p{L}\p{N}]+(?:['’`´]\p{L}+)*|\p{Extended_Pictographic}|\?/gu;
const POSSESSIVE = /['’`´]s$/;
const APOSTROPHES = /['’`´]/g;
/** "hellooo" is "hello"; three equal letters in a row are never spelling. */
const DRAWN_OUT = /(\p{L})\1{2,}/gu;

/** The part that is looked at, as well-formed text of the same offsets. */
export function readable(text: string): string {
  return text.slice(0, READ_AT_MOST).toWellFormed();
}

export function splitWords(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const from = match.index;
    const to = from + match[0].length;
    for (const word of normalize(match[0])) words.push({ text: word, from, to });
  }
  return words;
}

function normalize(written: string): string[] {
  const lower = written.slice(0, LONGEST_WORD).toLowerCase().normalize('NFKC').replace(DRAWN_OUT, '$1');
  const whole = lower.replace(APOSTROPHES, '');
  if (Object.hasOwn(CONTRACTIONS, whole)) return (CONTRACTIONS[whole] ?? whole).split(' ');
  return [lower.replace(POSSESSIVE, '').replace(APOSTROPHES, '')];
}

/** The stemmer is a chain of regular expressions; remembering what it said saves an eighth of the training. Bounded: people type anything. */
const stems = new Map<string, string>();
const STEMS_KEPT = 10_000;

export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= STEMS_KEPT) stems.clear();
  const stemmed = PorterStemmer.stem(word);
  stems.set(word, stemmed);
  return stemmed;
}

/** A name the way texts are compared with it: lower case, single blanks, "Wi-Fi" as "wi fi". */
export function nameOf(written: string): string {
  return splitWords(written)
    .map((word) => word.text)
    .join(' ');
}

const WITHIN_A_NAME = /^(?:[ \t\u00a0]{1,2}|[-–_./+&'’]|[ ]?\/[ ]?)?$/;

/** Whether two neighboring words can belong to one name: "Wi-Fi" and "draw.io" can, "in Word. Office" and "Word, Excel" cannot. */
export function areJoined(text: string, first: Word | undefined, second: Word | undefined): boolean {
  if (!first || !second) return false;
  return second.from - first.to <= 3 && WITHIN_A_NAME.test(text.slice(first.to, second.from));
}
