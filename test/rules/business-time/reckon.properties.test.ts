import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCalendar } from '#rules/business-time/calendar.ts';
import { pieces } from '#rules/business-time/pieces.ts';
import { addBusinessTime, businessTimeBetween, isOpen, openIntervals } from '#rules/business-time/reckon.ts';
import { slowAdd, slowBetween, wallClockOracle } from './oracle.ts';
import { CASES, MINUTE, situation } from './plans.ts';

const LONG = 6 * 60 * 60_000;
const at = (instant: number) => new Date(instant);
const minutes = (max: number) => fc.integer({ min: 0, max }).map((count) => count * MINUTE);

/** Looking at every minute is slow, so fewer cases go there. */
const slow = { numRuns: Math.ceil(CASES / 12) };
const quick = { numRuns: Math.ceil(CASES / 10) };

test('time between is what looking at the clock on the wall every minute says', { timeout: LONG }, () => {
  fc.assert(
    fc.property(situation, minutes(1440), ({ plan, from }, length) => {
      const expected = slowBetween(wallClockOracle(plan), from, from + length);
      expect(businessTimeBetween(openCalendar(plan), at(from), at(from + length))).toBe(expected);
    }),
    slow,
  );
});

test('the instant after some business time is the one that counting every minute finds', { timeout: LONG }, () => {
  fc.assert(
    fc.property(situation, minutes(1440), ({ plan, from }, length) => {
      const limit = from + 2 * 1440 * MINUTE;
      const found = addBusinessTime(openCalendar(plan), at(from), length)?.getTime();
      // With nothing to add, the first open minute is looked for, and the limit is no longer one that was.
      const within = found !== undefined && (length === 0 ? found < limit : found <= limit);
      expect(within ? found : undefined).toBe(slowAdd(wallClockOracle(plan), from, length, limit));
    }),
    slow,
  );
});

const three = fc.tuple(situation, fc.integer({ min: 0, max: 40 * 86_400_000 }), fc.integer({ min: 0, max: 40 * 86_400_000 }));

test('time between adds up, is never negative forward, and is mirrored backward', { timeout: LONG }, () => {
  fc.assert(
    fc.property(three, ([{ plan, from }, first, second]) => {
      const calendar = openCalendar(plan);
      const [a, b, c] = [at(from), at(from + first), at(from + first + second)];
      const whole = businessTimeBetween(calendar, a, c);
      expect(businessTimeBetween(calendar, a, b) + businessTimeBetween(calendar, b, c)).toBe(whole);
      expect(whole).toBeGreaterThanOrEqual(businessTimeBetween(calendar, a, b));
      expect(whole).toBeLessThanOrEqual(first + second);
      expect(businessTimeBetween(calendar, c, a)).toBe(0 - whole);
    }),
    quick,
  );
});

test('measuring undoes adding everywhere', { timeout: LONG }, () => {
  fc.assert(
    fc.property(situation, fc.integer({ min: 0, max: 20 * 86_400_000 }), ({ plan, from }, length) => {
      const calendar = openCalendar(plan);
      const end = addBusinessTime(calendar, at(from), length);
      fc.pre(end !== undefined);
      expect(businessTimeBetween(calendar, at(from), end)).toBe(length);
    }),
    quick,
  );
});

test('adding undoes measuring up to any instant within opening hours', { timeout: LONG }, () => {
  fc.assert(
    fc.property(situation, fc.integer({ min: 1, max: 5 * 86_400_000 }), ({ plan, from }, length) => {
      const calendar = openCalendar(plan);
      const end = from + length;
      // Open just before: it is inside or is closing time, where work that ends there ends.
      fc.pre(isOpen(calendar, at(end - 1)));
      expect(addBusinessTime(calendar, at(from), businessTimeBetween(calendar, at(from), at(end)))).toEqual(at(end));
    }),
    quick,
  );
});

test('adding in two steps is adding at once, and more time never ends earlier', { timeout: LONG }, () => {
  const duration = fc.integer({ min: 1, max: 10 * 86_400_000 });
  fc.assert(
    fc.property(situation, duration, duration, ({ plan, from }, first, second) => {
      const calendar = openCalendar(plan);
      const middle = addBusinessTime(calendar, at(from), first);
      const end = addBusinessTime(calendar, at(from), first + second);
      fc.pre(middle !== undefined && end !== undefined);
      expect(addBusinessTime(calendar, middle, second)).toEqual(end);
      expect(end.getTime()).toBeGreaterThan(middle.getTime());
    }),
    quick,
  );
});

test('pieces have no gap, and open intervals are what is open of them', { timeout: LONG }, () => {
  fc.assert(
    fc.property(situation, fc.integer({ min: 1, max: 30 * 86_400_000 }), ({ plan, from }, length) => {
      const calendar = openCalendar(plan);
      let end = from;
      for (const piece of pieces(calendar, from, from + length)) {
        expect(piece.from).toBe(end);
        expect(piece.to).toBeGreaterThan(piece.from);
        end = piece.to;
      }
      expect(end).toBe(from + length);
      const intervals = openIntervals(calendar, at(from), at(from + length));
      const total = intervals.reduce((sum, interval) => sum + (interval.to.getTime() - interval.from.getTime()), 0);
      expect(total).toBe(businessTimeBetween(calendar, at(from), at(from + length)));
      expect(intervals.every((interval, index) => index === 0 || interval.from > (intervals[index - 1]?.to ?? at(end)))).toBe(true);
    }),
    quick,
  );
});
