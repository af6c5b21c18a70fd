import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createUnderstander } from '#intent/understander.ts';
import { processorMs } from '#test/support/processor-time.ts';
import { phrases, understander } from './understander.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  // Lone surrogates and control characters.
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((codes) => String.fromCharCode(...codes)),
  fc
    .array(fc.constantFrom('T-1', '#', 'ticket', "can't", 'laptop', '😩', '\u0000', ' ', 'urgent', '7', "'s"), { maxLength: 60 })
    .map((parts) => parts.join(' ')),
  // Words that only point at something are believed half, and still sorted.
  fc.array(fc.constantFrom('it', 'to', 'that', 'this', 'toS', 'one'), { maxLength: 2 }).map((parts) => parts.join(' ')),
);

describe('any text', () => {
  it('is understood with sorted confidences from 0 to 1, twice the same', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const understood = understander.understand(text);
        const confidences = [understood, ...understood.alternatives].map((one) => one.confidence);
        expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
        for (const confidence of confidences) expect(confidence >= 0 && confidence <= 1).toBe(true);
        expect(understood.alternatives.map((one) => one.intent)).not.toContain(understood.intent);
        for (const slot of understood.slots) expect(text.toWellFormed()).toContain(slot.text);
        expect(understander.understand(text)).toEqual(understood);
      }),
      { numRuns: 300 },
    );
  });

  it('is alike from 0 to 1, the same both ways', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        const alike = understander.similarity(a, b);
        expect(alike >= 0 && alike <= 1).toBe(true);
        expect(understander.similarity(b, a)).toBeCloseTo(alike, 10);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['a pasted log', 'ERROR [main] disk /dev/sda1 is full at 12:04:11 '.repeat(2500)],
    ['one endless word', 'a'.repeat(100_000)],
    ['changing letters', 'ab'.repeat(50_000)],
    ['blanks', `ticket${' '.repeat(100_000)}`],
    ['ticket numbers', '#1 T-2 ticket 3 '.repeat(6000)],
    ['devices', 'laptpo mouse '.repeat(8000)],
    ['emoji', '😩'.repeat(50_000)],
    ['half an emoji at the cut', `${'x '.repeat(999)}x😩${'y'.repeat(98_000)}`],
  ])('%s of 100,000 characters takes no time', (_, text) => {
    expect(processorMs(() => understander.understand(text))).toBeLessThan(20);
  });
});

it('learns the same from the same phrases', () => {
  const again = createUnderstander(phrases);
  for (const text of ['my laptop does not start', 'the thing', 'still the same']) {
    expect(again.understand(text)).toEqual(understander.understand(text));
  }
});
