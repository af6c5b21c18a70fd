import type { Reading, Slot, SlotName } from '#core/intent.ts';
import { findAssetTags } from './asset-tags.ts';
import { findDates } from './dates.ts';
import { findDurations } from './durations.ts';
import { findErrorCodes } from './error-codes.ts';
import { findNames } from './name-spans.ts';
import { findPeople } from './people.ts';
import { findPlaces, findRooms } from './places.ts';
import { findReasons } from './reasons.ts';
import type { Span } from './span.ts';
import { createTaken, type Taken } from './taken.ts';
import { findTickets } from './tickets.ts';
import { findUnknownProducts } from './unknown-products.ts';
import { findScales } from './urgency.ts';
import type { Word } from './words.ts';

/** A slot and the words it stands for, counted from the first; with "ticket" or "#", which say no more than its number does. */
export interface FoundSlot extends Slot {
  readonly firstWord: number;
  readonly lastWord: number;
}

const LINK = /\bhttps?:\/\/[^\s<>]+/giu;

/** Things with a name: what a message is about, whatever it wants. In the order of the text, none within another. */
export function findThings(text: string, words: readonly Word[], reading?: Reading): FoundSlot[] {
  return placed(text, words, thingsIn(text, words, reading).spans());
}

/** All that `findThings` finds, and what a message says about it: why, how soon, for how many. */
export function findSlots(text: string, words: readonly Word[], reading?: Reading): FoundSlot[] {
  const taken = thingsIn(text, words, reading);
  // Scales may share words with each other, and with nothing else.
  const scales = findScales(words).flatMap((span) => taken.freePart(span) ?? []);
  for (const span of scales) taken.cover(span);
  taken.add(findReasons(text, taken.isFree));
  return placed(text, words, [...taken.spans(), ...scales]);
}

/** What is found first keeps its place, so the surest come first. */
function thingsIn(text: string, words: readonly Word[], reading: Reading = { now: new Date(), zone: 'UTC' }): Taken {
  const taken = createTaken(text);
  taken.add([...text.matchAll(LINK)].map((match) => ({ name: 'other', value: '', from: match.index, to: match.index + match[0].length })));
  taken.add(findErrorCodes(text));
  taken.add(findAssetTags(text));
  taken.add(findTickets(text));
  taken.add(findRooms(text));
  taken.add(findNames(text, words, taken.isFree, reading.catalog));
  if (!taken.spans().some(({ name }) => name === 'product')) taken.add(findUnknownProducts(text));
  taken.add(findDurations(text));
  taken.add(findPlaces(text));
  taken.add(findDates(taken.rest(), reading));
  taken.add(findPeople(text, taken.isFree));
  return taken;
}

const NO_THINGS: ReadonlySet<SlotName> = new Set(['urgency', 'impact', 'hindrance', 'reason']);

/** Whether `findThings` finds such slots as well. */
export function isThing({ name }: Slot): boolean {
  return !NO_THINGS.has(name);
}

function placed(text: string, words: readonly Word[], spans: readonly Span[]): FoundSlot[] {
  let first = 0;
  return spans
    .toSorted((a, b) => a.from - b.from || a.to - b.to)
    .flatMap(({ name, value, from, to, announced }) => {
      if (name === 'other') return [];
      const start = name === 'ticket' && announced !== undefined ? announced : from;
      while (first < words.length && (words[first]?.to ?? 0) <= start) first++;
      let last = first;
      while (last + 1 < words.length && (words[last + 1]?.from ?? 0) < to) last++;
      return [{ name: name satisfies SlotName, value, text: text.slice(from, to), from, to, firstWord: first, lastWord: last }];
    });
}
