import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { URGENCIES } from '#core/ticket.ts';
import { priorityOf } from '#rules/priority.ts';
import { MAX_ATTEMPTS, MAX_WAITS, outsideDelay, retryDelay } from '#rules/retry.ts';
import { routeTo } from '#rules/routing.ts';

describe('a request goes to', () => {
  const DESK = { id: 1, keywords: [] };
  const DEVICES = { id: 2, keywords: ['laptop', 'docking station', 'Wi-Fi'] };
  const ACCESS = { id: 3, keywords: ['password', 'wi-fi'] };
  const teams = [DESK, DEVICES, ACCESS];

  test.each([
    ['the team whose word is in it', 'my laptop is slow', 2],
    ['that team in the plural as well', 'two LAPTOPS are slow', 2],
    ['the team whose phrase is in it', 'The docking station is dead.', 2],
    ['the team with more of its words in it', 'wi-fi wants a password', 3],
    ['the team listed first when two have as many', 'wi-fi is down', 2],
    ['the team without words when nobody’s words are in it', 'the chair squeaks', 1],
    ['the team without words when a word is only part of another', 'laptopless and passwordy', 1],
    ['the team whose word is followed by punctuation', '(laptop)', 2],
    ['the team without words when nothing is said', '', 1],
  ])('%s', (_, text, id) => {
    expect(routeTo(teams, text)).toBe(id);
  });

  test('the team without words wherever it stands, when nobody’s words are in it', () => {
    expect(routeTo([ACCESS, DESK, DEVICES], 'the chair squeaks')).toBe(1);
  });

  test('the first team when all have words and none fits', () => {
    expect(routeTo([ACCESS, DEVICES], 'the chair squeaks')).toBe(3);
  });

  test('nobody only when there is no team', () => {
    expect(() => routeTo([], 'my laptop')).toThrow('No support team exists.');
  });

  test('one of the teams, whatever is written', () => {
    // The unit of the same kind that fast-check has takes seconds to set up.
    const unit = fc.integer({ min: 0, max: 0x10_ff_ff }).map((code) => String.fromCodePoint(code));
    expect(() => fc.assert(fc.property(fc.string({ unit }), (text) => [1, 2, 3].includes(routeTo(teams, text))))).not.toThrow();
  });
});

describe('after a failure a row waits', () => {
  test.each([
    [1, 1],
    [2, 4],
    [3, 16],
    [4, 64],
    [5, 256],
    [6, 900],
    [50, 900],
  ])('attempt %i: %i seconds, give or take a quarter', (attempts, seconds) => {
    expect(retryDelay(attempts, 0)).toBe(seconds * 0.75);
    expect(retryDelay(attempts, 0.5)).toBe(seconds);
    expect(retryDelay(attempts, 1)).toBe(seconds * 1.25);
  });

  test('never less than after the attempt before, while it grows, and a quarter above 15 minutes at most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, one, other) => {
          const delay = retryDelay(attempts, one);
          expect(delay).toBeGreaterThan(0);
          expect(delay).toBeLessThanOrEqual(900 * 1.25);
          expect(attempts >= 6 || retryDelay(attempts + 1, other) > delay).toBe(true);
        },
      ),
    );
  });

  test('about a minute and a half in all before it is given up', () => {
    const waits = Array.from({ length: MAX_ATTEMPTS - 1 }, (_, at) => retryDelay(at + 1, 0.5));
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe(85);
  });
});

describe('for an outside that is away a row waits', () => {
  test.each([
    [1, 1],
    [2, 4],
    [3, 16],
    [4, 60],
    [50, 60],
  ])('time %i: %i seconds, give or take a quarter', (waits, seconds) => {
    expect([0, 0.5, 1].map((random) => outsideDelay(waits, undefined, random))).toEqual([seconds * 0.75, seconds, seconds * 1.25]);
  });

  test('as long as it asked for and up to a tenth more, however often it was away', () => {
    expect([0, 0.5, 1].map((random) => outsideDelay(9, 200, random))).toEqual([200, 210, 220].map((seconds) => expect.closeTo(seconds, 6)));
    expect(outsideDelay(9, 0, 0.5)).toBe(0);
  });

  test('about a day in all before it is given up', () => {
    const waits = Array.from({ length: MAX_WAITS }, (_, at) => outsideDelay(at + 1, undefined, 0.5));
    expect(waits.reduce((sum, wait) => sum + wait, 0) / 3600).toBeCloseTo(25, 0);
  });
});

describe('the priority', () => {
  test('is higher the more a fault stops somebody, and never the highest for one person alone', () => {
    expect(URGENCIES.map((urgency) => priorityOf(urgency))).toEqual([2, 3, 4]);
  });
});
