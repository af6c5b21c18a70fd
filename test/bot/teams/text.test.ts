import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noticeText, plainText } from '#bot/teams/text.ts';
import { shorten } from '#lib/text.ts';
import { anyTextAtAll } from '../slack/any.ts';

/** What some client of Teams makes a link, a mention or mark-up of. */
const ALIVE = /\w:\/\/|@[^\s\u2060]|\bwww\.|\b(?:mailto|tel|sip|msteams):\S|[\p{L}\p{N}]\.\p{L}{2}|<[a-z/!?]|&#?\w+;/iu;

const pasted = fc.constantFrom(
  'https://evil.example/x',
  'WWW.evil.example',
  'maria@example.test',
  '<at>Maria</at>',
  'mailto:x',
  '&lt;b&gt;',
  'evil.example',
  '<!-- -->',
);

test('nothing in a sentence becomes a link, a mention or mark-up, and it reads as it was written', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(anyTextAtAll, pasted), { maxLength: 4 }), (parts) => {
      const text = parts.join('');
      const shown = plainText(text);
      expect(shown).not.toMatch(ALIVE);
      expect(shown.trim()).not.toBe('');
      const whole = text.trim() === '' ? '…' : shorten(text.toWellFormed(), 10_000);
      expect(shown.replaceAll('\u2060', '')).toBe(whole.replaceAll('\u2060', ''));
    }),
  );
});

test('an ordinary sentence is left as it is', () => {
  const text = 'T-1042: Sam has it now, since 10:30. Is it OK? 3 < 5 & 4 > 2';
  expect(plainText(text)).toBe(text);
});

test('the check would find what is alive', () => {
  for (const text of ['see https://x', '@maria', 'www.x', 'x.com', '<b>', '&amp;']) expect(text).toMatch(ALIVE);
});

test('a notification says something, and not too much', () => {
  expect(noticeText(' ')).toBe('…');
  expect(noticeText('x'.repeat(5000))).toHaveLength(1000);
});
