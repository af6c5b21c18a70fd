import type { FoundSlot } from './slots.ts';
import { stem, type Word } from './words.ts';

/** What a text is classified by. The two blocks are weighed apart, so that many letters do not drown few words. */
export interface Features {
  /** Stems, pairs of neighboring stems, and the stems behind masks. Each starts with `=`, so that none is equal to a piece. */
  readonly words: readonly string[];
  /** Pieces of words, 2 to 5 letters with the edges marked: they survive typos. */
  readonly pieces: readonly string[];
}

const SHORTEST_PIECE = 2;
const LONGEST_PIECE = 5;
/** Starts every mask; no written word has it. */
const MASK = '\u0001';

/**
 * A mask stands beside what it covers: that it is some laptop says most, and which word it was still says something. Among a dozen
 * phrases per intent the word alone may be all that two messages share.
 */
export function featuresOf(words: readonly Word[], things: readonly FoundSlot[]): Features {
  const written = words.map((word) => maskNumber(word.text));
  const stems = maskThings(written, things).map(stemOf);
  const shown = new Set(stems);
  const covered = written.map(stemOf).filter((stemmed) => !shown.has(stemmed));
  return { words: [...withPairs(stems), ...covered.map((stemmed) => `=${stemmed}`)], pieces: written.flatMap(piecesOf) };
}

/** A word in place of what a slot has found: which laptop it is says nothing about what is wanted. */
function maskThings(words: readonly string[], things: readonly FoundSlot[]): string[] {
  const masked = [...words];
  for (const thing of things.toReversed()) {
    masked.splice(thing.firstWord, thing.lastWord - thing.firstWord + 1, ...maskOf(thing));
  }
  return masked;
}

function maskOf(thing: FoundSlot): string[] {
  return thing.name === 'ticket' ? ['ticket', `${MASK}number`] : [`${MASK}${thing.name}`];
}

function maskNumber(word: string): string {
  if (/^\d+$/.test(word)) return `${MASK}digits`;
  return /\d.*\d/.test(word) ? `${MASK}code` : word;
}

function stemOf(word: string): string {
  return word.startsWith(MASK) ? word : stem(word);
}

/** Pairs include the edges of the text, which tell "hi" from "hi, my screen is dark". */
function withPairs(stems: readonly string[]): string[] {
  const pairs = [...stems, '$'].map((second, at) => `${stems[at - 1] ?? '^'} ${second}`);
  return [...stems, ...pairs].map((key) => `=${key}`);
}

/** Whether a feature is a pair of stems; the pieces of words have blanks as well, and no `=`. */
export function isPair(key: string): boolean {
  return key.startsWith('=') && key.includes(' ');
}

function piecesOf(word: string): string[] {
  if (word.startsWith(MASK)) return [];
  const edged = ` ${word} `;
  const pieces: string[] = [];
  for (let size = SHORTEST_PIECE; size <= LONGEST_PIECE; size++) {
    for (let at = 0; at + size <= edged.length; at++) pieces.push(edged.slice(at, at + size));
  }
  return pieces;
}
