import type { FoundSlot } from './slots.ts';
import { stem, type Word } from './words.ts';

/** What a text is classified by. The two blocks are weighed apart, so that many letters do not drown few words. */
export interface Features {
  /** Stems, and pairs of neighboring stems. Each starts with `=`, so that none is equal to a piece. */
  readonly words: readonly string[];
  /** Pieces of words, 2 to 5 letters with the edges marked: they survive typos. */
  readonly pieces: readonly string[];
}

const SHORTEST_PIECE = 2;
const LONGEST_PIECE = 5;
/** Starts every mask; no written word has it. */
const MASK = '\u0001';

export function featuresOf(words: readonly Word[], things: readonly FoundSlot[]): Features {
  const masked = maskThings(words, things);
  return { words: withPairs(masked.map(stemOf)), pieces: masked.flatMap(piecesOf) };
}

/** A word in place of what a slot has found: which laptop it is says nothing about what is wanted. */
function maskThings(words: readonly Word[], things: readonly FoundSlot[]): string[] {
  const masked = words.map((word) => maskNumber(word.text));
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

function piecesOf(word: string): string[] {
  if (word.startsWith(MASK)) return [];
  const edged = ` ${word} `;
  const pieces: string[] = [];
  for (let size = SHORTEST_PIECE; size <= LONGEST_PIECE; size++) {
    for (let at = 0; at + size <= edged.length; at++) pieces.push(edged.slice(at, at + size));
  }
  return pieces;
}
