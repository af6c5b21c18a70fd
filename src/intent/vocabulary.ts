import { isPair, type Features } from './features.ts';
import type { SparseRow } from './sparse.ts';

/** Numbers every feature of the training phrases. Column 0 is the constant each row carries. */
export interface Vocabulary {
  readonly ids: ReadonlyMap<string, number>;
}

/** A text by feature numbers, before weighing. */
export interface Encoded {
  readonly blocks: readonly Block[];
}

interface Block {
  readonly ids: readonly number[];
  readonly counts: readonly number[];
  /** By how often and what it is; how rare it is comes later. */
  readonly weights: readonly number[];
  /** Occurrences of features the vocabulary does not have. */
  readonly unknown: number;
}

export interface Weighed extends SparseRow {
  /** Share of the features never seen in training, 0 to 1. */
  readonly unseen: number;
}

const CONSTANT = 0;
/** There are as many pairs as words, and most are seen once; with few phrases less would be better, with many the full weight. */
const PAIR = 0.8;
/** Key, value and link in the table, the head of the string, and rounding up. */
const ENTRY_BYTES = 48;

/** Numbers the features of the training texts in the order they come. */
export function encodeAll(texts: readonly Features[]): { readonly vocabulary: Vocabulary; readonly encoded: Encoded[] } {
  const ids = new Map<string, number>();
  const numberOf = (key: string): number => {
    const id = ids.get(key) ?? ids.size + 1;
    if (id > ids.size) ids.set(key, id);
    return id;
  };
  const encoded = texts.map((text) => ({ blocks: blocksOf(text).map((keys) => count(keys, numberOf)) }));
  return { vocabulary: { ids }, encoded };
}

export function encode(vocabulary: Vocabulary, text: Features): Encoded {
  return { blocks: blocksOf(text).map((keys) => count(keys, (key) => vocabulary.ids.get(key))) };
}

/** An entry of a map and the letters of its key, as V8 keeps them, roughly. */
export function bytesOf({ ids }: Vocabulary): number {
  return [...ids.keys()].reduce((sum, key) => sum + ENTRY_BYTES + key.length, 0);
}

/** In how many texts each feature occurs; the rest of the model only knows features with at least one. */
export function documentCounts(vocabulary: Vocabulary, texts: readonly Encoded[]): Int32Array {
  const counts = new Int32Array(vocabulary.ids.size + 1);
  for (const text of texts) for (const block of text.blocks) for (const id of block.ids) counts[id] = (counts[id] ?? 0) + 1;
  return counts;
}

/**
 * Logarithmic counts times the root of the inverse document frequency, each block of length one. Without the root, words that one
 * phrase happens to have outweigh the common verbs that tell intents apart.
 */
export function weigh(text: Encoded, documents: Int32Array, total: number): Weighed {
  const columns = [CONSTANT];
  const values = [1];
  let unseen = 0;
  for (const block of text.blocks) unseen += appendBlock(block, documents, total, columns, values) / text.blocks.length;
  return { columns, values, unseen };
}

function blocksOf(text: Features): readonly (readonly string[])[] {
  return [text.words, text.pieces];
}

function count(keys: readonly string[], numberOf: (key: string) => number | undefined): Block {
  const counts = new Map<number, number>();
  const pairs = new Set<number>();
  let unknown = 0;
  for (const key of keys) {
    const id = numberOf(key);
    if (id === undefined) {
      unknown++;
      continue;
    }
    counts.set(id, (counts.get(id) ?? 0) + 1);
    if (isPair(key)) pairs.add(id);
  }
  const weights = [...counts].map(([id, times]) => (1 + Math.log(times)) * (pairs.has(id) ? PAIR : 1));
  return { ids: [...counts.keys()], counts: [...counts.values()], weights, unknown };
}

/** Returns the share of the block that is unseen. */
function appendBlock(block: Block, documents: Int32Array, total: number, columns: number[], values: number[]): number {
  const first = values.length;
  let unseen = block.unknown;
  let squares = 0;
  block.ids.forEach((id, at) => {
    const found = documents[id] ?? 0;
    if (found === 0) {
      unseen += block.counts[at] ?? 0;
      return;
    }
    const value = (block.weights[at] ?? 0) * Math.sqrt(Math.log((1 + total) / found));
    columns.push(id);
    values.push(value);
    squares += value * value;
  });
  const length = Math.sqrt(squares);
  for (let at = first; at < values.length; at++) values[at] = (values[at] ?? 0) / length;
  const seen = block.counts.reduce((sum, times) => sum + times, 0) + block.unknown;
  return seen === 0 ? 0 : unseen / seen;
}
