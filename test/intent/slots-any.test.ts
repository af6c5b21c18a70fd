import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findSlots } from '#intent/slots.ts';
import { readable, splitWords } from '#intent/words.ts';
import { processorMs } from '#test/support/processor-time.ts';
import { slotsIn } from './slot-score.ts';

const SCALES = new Set(['urgency', 'impact', 'hindrance']);
const PIECES =
  `figma teams word "my Word" ThinkPad T14 Dell U2720Q monitor LT-00123 T-1042 #7 ticket INC0012345 Anna Berg @bob a@b.de by Friday on tomorrow at 3pm 12/05
  for two weeks urgent whole team is down nobody can not because error 0x80070005 ERR_A in room 4.12 Berlin office , . ! ? 😀 \u0000 - ' ( ) usb c iPhone 13
  end of the week 24/7 the Mr. Smith § ß zoom in HP 840 G8 it's can't`.split(/\s+/);

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((codes) => String.fromCharCode(...codes)),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(' ')),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join('')),
);

test('whatever is written, slots have their exact words, are in order, and stand in no other', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const seen = readable(text);
      const words = splitWords(seen);
      const slots = findSlots(seen, words, { now: new Date('2026-11-25T10:00:00Z'), zone: 'Europe/Berlin' });
      for (const { name, text: quoted, from, to, firstWord, lastWord } of slots) {
        expect(quoted).toBe(seen.slice(from, to));
        expect(quoted.trim()).not.toBe('');
        expect({ name, coversWords: firstWord <= lastWord && lastWord < words.length }).toEqual({ name, coversWords: true });
      }
      const things = slots.filter(({ name }) => !SCALES.has(name));
      const ends = [0, ...things.map(({ to }) => to)];
      things.forEach(({ from }, at) => expect(from).toBeGreaterThanOrEqual(ends[at] ?? 0));
      for (const scale of slots.filter(({ name }) => SCALES.has(name))) {
        for (const thing of things) expect(thing.to <= scale.from || thing.from >= scale.to).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

const LONGEST = 4000;

test('no message of 4,000 characters takes more than 20 ms', () => {
  const repeated = fc
    .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 6 })
    .chain((pieces) => fc.constantFrom('', ' ', ', ').map((between) => (pieces.join(between) + between).repeat(LONGEST).slice(0, LONGEST)));
  fc.assert(
    fc.property(repeated, (text) => {
      expect(processorMs(() => slotsIn(text))).toBeLessThan(20);
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['one word', 'a'.repeat(LONGEST)],
  ['capitals', 'Aa '.repeat(LONGEST / 3)],
  ['digits', '1'.repeat(LONGEST)],
  ['blanks', ' '.repeat(LONGEST)],
  ['misspelled', 'laptpo outlok '.repeat(300)],
  ['misspelled products', 'salesfroce tablau '.repeat(250)],
  ['dates', 'on Monday at 3pm '.repeat(240)],
  ['urgent', 'the whole team of the '.repeat(200)],
  ['reasons', 'because for the '.repeat(250)],
  ['addresses', 'a.b@'.repeat(1000)],
  ['doubtful names', 'Word Teams box '.repeat(270)],
])('%s, 4,000 characters of it, take less than 20 ms', (_, text) => {
  expect(processorMs(() => slotsIn(text.slice(0, LONGEST)))).toBeLessThan(20);
});
