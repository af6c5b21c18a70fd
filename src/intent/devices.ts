import { DEVICE_LINES, MAKES, MODEL_WORDS, NUMBERED_LINES, QUALIFIERS } from './device-words.ts';
import { kindNamed, lexicon } from './lexicon.ts';
import { areJoined, type Word } from './words.ts';

/** What a device is called, and how many words that takes. */
export interface FoundDevice {
  readonly value: string;
  readonly length: number;
}

const LONGEST_LINE = 2;
const LONGEST_EQUIPMENT = 4;
const MOST_MODEL_WORDS = 4;
const LONGEST_MODEL = 12;

const lines = new Map<string, string>();
for (const [kind, names] of Object.entries(DEVICE_LINES)) for (const name of names) lines.set(name, kind);

const firstWords = new Set([...lines.keys(), ...Object.keys(NUMBERED_LINES)].map((name) => name.split(' ')[0]));

const NUMBERED = /^(?=.*\d)[a-z\d]+$/;
const LETTERS_AND_DIGITS = /^(?=.*\d)(?=.*[a-z])[a-z\d]{2,12}$/;
/** "iPhone 2 weeks ago", "two Dell 5 minutes": a number before these counts something else. */
const COUNTED =
  /^(?:minutes?|mins?|hours?|days?|weeks?|months?|years?|times?|x|th|st|nd|rd|am|pm|people|users?|percent|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/;

/** Whether a place in the text has not been found to be something else. */
export type IsFree = (from: number, to: number) => boolean;

/** A device that starts at this word: maker, line, model and equipment word, as many of them as are there. */
export function deviceAt(text: string, words: readonly Word[], at: number, isFree: IsFree): FoundDevice | undefined {
  const word = words[at]?.text ?? '';
  if (!canBegin(word)) return undefined;
  const reader = createReader(text, words, at, isFree);
  const qualified = QUALIFIERS.has(word) && reader.skip(word === 'usb' && words[at + 1]?.text === 'c' ? 2 : 1);
  const made = !qualified && MAKES.has(word) && text[words[at]?.to ?? 0] !== '-' && reader.skip(1);
  const line = qualified ? undefined : reader.take(LONGEST_LINE, (name) => lines.get(name) ?? NUMBERED_LINES[name]);
  const needsNumber = line !== undefined && !made && reader.read() === 1 && Object.hasOwn(NUMBERED_LINES, word);
  const models = made || line !== undefined ? reader.models() : 0;
  if (needsNumber && !reader.numbered() && !isOwned(text, words, at)) return undefined;
  const equipment = reader.take(LONGEST_EQUIPMENT, made || line !== undefined ? equipmentNearly : equipmentNamed);
  if (equipment !== undefined && !made && line === undefined && !qualified) reader.trailingModel();
  const value = equipment ?? line ?? (made && models > 0 && reader.numbered() ? 'device' : undefined);
  return value === undefined ? undefined : { value, length: reader.read() };
}

/** Most words are no beginning of a device, and need no further look. */
function canBegin(word: string): boolean {
  return firstWords.has(word) || QUALIFIERS.has(word) || MAKES.has(word) || lexicon.longestFrom(word) > 0 || equipmentNamed(word) !== undefined;
}

/** "my Latitude" is a device, "a latitude of 52 degrees" is none. */
function isOwned(text: string, words: readonly Word[], at: number): boolean {
  return /^\p{Lu}/u.test(text.slice(words[at]?.from)) && /^(?:my|our|his|her|their|your|the|this)$/.test(words[at - 1]?.text ?? '');
}

/** After a maker even a misspelled word is the equipment. */
function equipmentNearly(name: string): string | undefined {
  const entry = equipmentNamed(name) === undefined ? lexicon.near(name) : undefined;
  return entry?.name === 'device' ? entry.value : equipmentNamed(name);
}

function equipmentNamed(name: string): string | undefined {
  const entry = kindNamed(name);
  return entry?.name === 'device' ? entry.value : undefined;
}

interface Reader {
  skip(words: number): boolean;
  /** The longest name from here on that is known, and goes behind it. */
  take(longest: number, kindOf: (name: string) => string | undefined): string | undefined;
  /** Goes behind the words and numbers of a model. */
  models(): number;
  trailingModel(): void;
  /** Whether one of the words read has letters and digits, as models have. */
  numbered(): boolean;
  read(): number;
}

function createReader(text: string, words: readonly Word[], start: number, isFree: IsFree): Reader {
  let at = start;
  const wordAt = (place: number): string => {
    const word = words[place];
    const goesOn = place === start || areJoined(text, words[place - 1], word);
    return word && goesOn && isFree(word.from, word.to) ? word.text : '';
  };
  const isModel = (place: number): boolean => isModelWord(wordAt(place), wordAt(place + 1), isLetterOfModel(text, words, place));
  return {
    skip: (count) => {
      at += count;
      return true;
    },
    take: (longest, kindOf) => {
      for (let length = Math.min(longest, words.length - at); length > 0; length--) {
        const name = Array.from({ length }, (_, step) => wordAt(at + step));
        const kind = name.includes('') ? undefined : kindOf(name.join(' '));
        if (kind === undefined) continue;
        at += length;
        return kind;
      }
      return undefined;
    },
    models: () => {
      const before = at;
      while (at - before < MOST_MODEL_WORDS && isModel(at)) at++;
      return at - before;
    },
    trailingModel: () => {
      if (
        LETTERS_AND_DIGITS.test(wordAt(at)) &&
        /[A-Z]/.test(text.slice(words[at]?.from, words[at]?.to)) &&
        !/^ *-? *\d/.test(text.slice(words[at]?.to, (words[at]?.to ?? 0) + 4))
      )
        at++;
    },
    numbered: () => words.slice(start, at).some((word) => /\d/.test(word.text)),
    read: () => at - start,
  };
}

function isModelWord(word: string, next: string, isLetter: boolean): boolean {
  if (MODEL_WORDS.has(word)) return word !== 'tab' && !(word === 'go' && next !== '');
  return word !== '' && word.length <= LONGEST_MODEL && (NUMBERED.test(word) || isLetter) && !COUNTED.test(next);
}

/** The letters of "WH-1000XM5" and "EB-2250U". */
function isLetterOfModel(text: string, words: readonly Word[], at: number): boolean {
  const [word, next] = words.slice(at, at + 2);
  return word !== undefined && next !== undefined && word.to - word.from <= 3 && text.slice(word.to, next.from) === '-' && NUMBERED.test(next.text);
}
