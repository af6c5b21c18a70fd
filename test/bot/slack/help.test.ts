import fc from 'fast-check';
import { expect, test } from 'vitest';
import { helpText } from '#bot/slack/help.ts';
import { checkBlocks } from '#bot/slack/limits.ts';
import { anyEntrances } from './any.ts';
import { expectHarmless, expectSafeText, readable } from './read.ts';

test('help names every way in, that plain words do, and how to ask for one request', () => {
  const { text, blocks } = helpText('/it', [
    { word: 'new', label: 'Report a problem', action: 'ticket.report', example: 'my laptop does not start' },
    { word: 'my', label: 'Your requests', action: 'ticket.mine' },
  ]);
  expect(readable(blocks)).toBe(
    '/it new — Report a problem\n/it my — Your requests\n/it T-1042 — How the request with that number standsOr write to me in your own words, for instance:“my laptop does not start”',
  );
  expect(text).toBe(
    '/it new: Report a problem\n/it my: Your requests\n/it T-1042: How the request with that number stands\nOr write to me in your own words, for instance:\n“my laptop does not start”',
  );
});

test('help without examples still says that plain words do', () => {
  expect(readable(helpText('/it', []).blocks)).toBe('/it T-1042 — How the request with that number standsOr write to me in your own words.');
});

test('help fits and calls nobody, whatever the ways in are called', () => {
  fc.assert(
    fc.property(anyEntrances, (entrances) => {
      const { text, blocks } = helpText('/it', entrances);
      expect(checkBlocks(blocks, 'message')).toEqual([]);
      expectHarmless(blocks);
      expectSafeText(text);
    }),
  );
});
