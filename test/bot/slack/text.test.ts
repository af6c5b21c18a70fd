import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut } from '#lib/text.ts';
import { escapeText, fallbackText, pieces, plain } from '#bot/slack/text.ts';
import { anyTextAtAll } from './any.ts';
import { expectSafeText } from './read.ts';

const unescaped = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

test('what is escaped reads as it was written', () => {
  fc.assert(
    fc.property(anyTextAtAll, (text) => {
      expect(unescaped(escapeText(text))).toBe(text);
      expect(escapeText(text)).not.toMatch(/[<>]/);
    }),
  );
});

test('pieces are never too long or empty, split no character, and are the text again together', () => {
  fc.assert(
    fc.property(anyTextAtAll, fc.integer({ min: 2, max: 50 }), (text, max) => {
      const parts = pieces(text.slice(0, 5000), max);
      expect(parts.join('')).toBe(text.slice(0, 5000).toWellFormed());
      expect(parts.filter((part) => part === '' || part.length > max || !part.isWellFormed())).toEqual([]);
    }),
  );
});

test('what is cut is short enough, well formed, and shows that it was cut', () => {
  fc.assert(
    fc.property(anyTextAtAll, fc.integer({ min: 1, max: 200 }), (text, max) => {
      const short = cut(text, max);
      expect(short.length).toBeLessThanOrEqual(max);
      expect(short.isWellFormed()).toBe(true);
      expect(short === text.toWellFormed() || short.endsWith('…')).toBe(true);
    }),
  );
});

test('a label is never empty, and no code in it becomes an emoji', () => {
  expect(plain(' \n', 24)).toEqual({ type: 'plain_text', text: '…', emoji: false });
  expect(plain(':tada: *x*', 24)).toEqual({ type: 'plain_text', text: ':tada: *x*', emoji: false });
});

describe('what is read out', () => {
  test('is never empty, too long, or anything to Slack', () => {
    fc.assert(
      fc.property(anyTextAtAll, (text) => {
        expectSafeText(fallbackText(text));
      }),
    );
  });

  test('is the text itself where that is harmless', () => {
    expect(fallbackText('Sam needs an answer from you.')).toBe('Sam needs an answer from you.');
  });

  test('is not cut in the middle of an escape', () => {
    for (let length = 3880; length < 3910; length++) expectSafeText(fallbackText(`${'x'.repeat(length)}<<<<<<<<<<`));
    expect(fallbackText('&'.repeat(4000))).toMatch(/^(?:&amp;)+…$/);
  });

  test('is short enough also when everybody is called again and again', () => {
    expectSafeText(fallbackText('@here @channel '.repeat(300)));
    for (let length = 3880; length < 3910; length++) expectSafeText(fallbackText(`${'x'.repeat(length)} @hereafter @channels`));
  });

  test.each(['@here', '@Channel', '@everyone'])('of %s calls nobody, and looks the same', (call) => {
    expect(fallbackText(`hey ${call}!`)).toBe(`hey @\u2060${call.slice(1)}!`);
  });
});
