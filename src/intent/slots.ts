import type { Slot, SlotName } from '#core/intent.ts';
import { nameAt } from './lexicon.ts';
import type { Word } from './words.ts';

/** A slot and the words it covers, counted from the first. */
export interface FoundSlot extends Slot {
  readonly firstWord: number;
  readonly lastWord: number;
}

/** "T-1042", "#1042", "ticket number 1042"; not "ticket 2 weeks ago", and not the end of "didn't 5". */
const TICKET = new RegExp(
  String.raw`(?<![\p{L}\p{N}'’])(?:t[-–]?|#\s?|(?:ticket|tkt|tiket|case|request|incident)s?\s{0,3}(?:no\.?|nr\.?|number|num|id|:|#)?\s{0,3}(?:t-)?)` +
    String.raw`(?<number>\d{1,9})(?![\p{L}\p{N}]|\s{0,3}(?:min|hour|day|week|month|year|time|x\b|percent|%))`,
  'giu',
);

/** Tickets, devices and services, in the order of the text. */
export function findThings(text: string, words: readonly Word[]): FoundSlot[] {
  const tickets = findTickets(text, words);
  const names = findNames(text, words, tickets);
  return [...tickets, ...names].sort((a, b) => a.firstWord - b.firstWord);
}

function findTickets(text: string, words: readonly Word[]): FoundSlot[] {
  return [...text.matchAll(TICKET)].flatMap((match) => {
    const to = match.index + match[0].length;
    const firstWord = words.findIndex((word) => word.to > match.index);
    const lastWord = words.findLastIndex((word) => word.from < to);
    const value = String(Number(match.groups?.['number']));
    return firstWord < 0 ? [] : [{ name: 'ticket' as const, value, text: match[0], firstWord, lastWord }];
  });
}

function findNames(text: string, words: readonly Word[], taken: readonly FoundSlot[]): FoundSlot[] {
  const found: FoundSlot[] = [];
  for (let at = 0; at < words.length; at++) {
    if (taken.some((slot) => at >= slot.firstWord && at <= slot.lastWord)) continue;
    const hit = nameAt(words, at);
    if (!hit) continue;
    const { name, value } = hit.entry;
    if (name !== 'other') found.push(slotOf(text, words, name, value, at, at + hit.length - 1));
    at += hit.length - 1;
  }
  return found;
}

function slotOf(text: string, words: readonly Word[], name: SlotName, value: string, firstWord: number, lastWord: number): FoundSlot {
  return { name, value, text: text.slice(words[firstWord]?.from, words[lastWord]?.to), firstWord, lastWord };
}
