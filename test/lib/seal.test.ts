import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seal, unseal } from '#lib/seal.ts';

const key = randomBytes(32);
const texts = fc.string({ unit: 'grapheme' });

test('what is sealed comes back as it was, for any text and place', () => {
  fc.assert(
    fc.property(texts, texts, (text, place) => {
      expect(unseal(seal(text, key, place), key, place)).toBe(text);
    }),
  );
});

test('the same text never looks the same twice, and is not to be read in it', () => {
  const sealed = [seal('xoxb-secret', key, 'T1'), seal('xoxb-secret', key, 'T1')];
  expect(sealed[0]).not.toBe(sealed[1]);
  expect(sealed.filter((one) => one.includes('secret') || !/^v1\.[\w-]+$/.test(one))).toEqual([]);
});

test('a single changed letter is noticed, wherever it is', () => {
  const sealed = seal('xoxb-1-2-secret', key, 'T1');
  fc.assert(
    fc.property(fc.nat({ max: sealed.length - 1 }), fc.constantFrom('A', 'a', '0', '_', '-', '.', '!'), (at, letter) => {
      fc.pre(sealed[at] !== letter);
      expect(() => unseal(`${sealed.slice(0, at)}${letter}${sealed.slice(at + 1)}`, key, 'T1')).toThrow('What is kept of T1 cannot be read');
    }),
  );
});

test('what was cut short, or made up, is noticed', () => {
  const sealed = seal('xoxb-1-2-secret', key, 'T1');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.nat({ max: sealed.length - 1 }).map((length) => sealed.slice(0, length)),
      ),
      (text) => {
        expect(() => unseal(text, key, 'T1')).toThrow('What is kept of T1 cannot be read');
      },
    ),
  );
});

test('sealed text does not open in another row, nor with another key', () => {
  fc.assert(
    fc.property(texts, texts, texts, (text, place, other) => {
      fc.pre(place !== other);
      const sealed = seal(text, key, place);
      expect(() => unseal(sealed, key, other)).toThrow('cannot be read');
      expect(() => unseal(sealed, randomBytes(32), place)).toThrow('sealed with another key');
    }),
  );
});
