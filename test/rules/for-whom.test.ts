import { describe, expect, test } from 'vitest';
import type { Slot, SlotName } from '#core/intent.ts';
import { forWhom, wantedFor } from '#rules/for-whom.ts';
import { toInform } from '#rules/keep-informed.ts';

/** `[Tom]` is a person, `{laptop}` a device. */
function read(marked: string): [string, Slot[]] {
  const slots: Slot[] = [];
  let text = '';
  for (const [part = '', person, thing] of marked.matchAll(/\[([^\]]+)\]|\{([^}]+)\}|[^[{]+/g)) {
    const words = person ?? thing ?? part;
    const name: SlotName | undefined = person === undefined ? (thing === undefined ? undefined : 'device') : 'person';
    if (name) slots.push({ name, value: words, text: words, from: text.length, to: text.length + words.length });
    text += words;
  }
  return [text, slots];
}

describe('a report is somebody else’s', () => {
  test.each([
    ["[Tom]'s {laptop} is broken, he cannot write", 'Tom'],
    ['[Tom Becker]’s new work {laptop} does not start', 'Tom Becker'],
    ["[Jonas]' {laptop} is loud", 'Jonas'],
    ['My colleague [Tom] cannot log in', 'Tom'],
    ["[Tom] can't print on the third floor", 'Tom'],
    ['[Tom] still cannot open the shared drive', 'Tom'],
    ['I am writing on behalf of [Tom]: his {screen} stays black', 'Tom'],
    ['This is for [Priya Raman], my {laptop} is not affected', 'Priya Raman'],
    ['Please raise a ticket for [Tom], his {dock} is dead', 'Tom'],
    ["my manager [Anna]'s {laptop} is broken", 'Anna'],
  ])('%s', (marked, whom) => expect(forWhom(...read(marked))).toBe(whom));
});

describe('a report stays the writer’s own', () => {
  test.each([
    ['[Tom] told me to restart the {laptop}, and it still does not start'],
    ["The {printer} in [Tom]'s office does not work"],
    ["[Tom]'s {laptop} works, mine does not"],
    ["[Tom]'s {laptop} is fine but my {screen} is black"],
    ["[Tom]'s and [Anna]'s {laptop} are broken"],
    ["I cannot write to [Tom]'s {mail} address"],
    ["[Tom]'s {mail} address refuses what I send"],
    ['[Tom] and [Anna] cannot log in'],
    ['The {printer} cannot be reached'],
    ['My {laptop} is broken'],
    ['I need a license for [Tom]'],
  ])('%s', (marked) => expect(forWhom(...read(marked))).toBeUndefined());

  test('of two who have it nobody is chosen', () => {
    expect(forWhom(...read("[Tom]'s {laptop} is broken and [Anna] cannot log in"))).toBeUndefined();
  });
});

describe('somebody is to hear of it', () => {
  test.each([
    ['please keep [Tom] informed'],
    ['Keep also [Tom] in the loop'],
    ['cc [Tom] on T-1042'],
    ['Let [Tom] know how it goes'],
    ['add [Tom] as a watcher'],
  ])('%s', (marked) => expect(toInform(...read(marked))).toBe('Tom'));
  test.each([['let [Tom] do that'], ['add [Tom] to the group'], ['keep [Tom] away'], ['keep {laptop} informed'], ['[Tom] is informed']])(
    'not by: %s',
    (marked) => expect(toInform(...read(marked))).toBeUndefined(),
  );
});

describe('what is asked for', () => {
  test.each([
    ['I need a license for [Tom]', ['Tom']],
    ['[Tom Becker] needs a license', ['Tom Becker']],
    ['please get [Tom] a license', ['Tom']],
    ['a license for my colleague [Anna], she draws', ['Anna']],
    ['[Anna] would like to have it', ['Anna']],
    ['a license for [Tom] and [Anna] please', ['Tom', 'Anna']],
    ['I need a license, [Tom] told me to ask', []],
    ["I need a license for [Tom]'s project", []],
    ['I need the same license as [Tom]', []],
    ['I need a license', []],
  ])('%s', (marked, whom) => expect(wantedFor(...read(marked))).toEqual(whom));
});
