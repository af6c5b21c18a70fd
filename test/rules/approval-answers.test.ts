import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ANSWERS, type Ask, type Ladder } from '#core/approval.ts';
import { canStillBeApproved, fallbackAfter, outcomeOf } from '#rules/approval.ts';
import { ladder, orNull, person } from './approval-any.ts';

describe('what the answers lead to', () => {
  const ask: fc.Arbitrary<Ask> = fc.record({
    id: fc.nat(),
    personId: person,
    standsFor: orNull,
    rung: fc.nat(4),
    answer: fc.option(fc.constantFrom(...ANSWERS), { nil: null }),
  });

  test('is never an approval over somebody who declined, nor one without a single yes', () => {
    fc.assert(
      fc.property(ladder, fc.nat(4), fc.array(ask, { maxLength: 6 }), (given, at, asks) => {
        const outcome = outcomeOf(given, Math.min(at, given.length - 1), asks);
        const has = (wanted: Ask['answer']) => asks.some(({ answer }) => answer === wanted);
        expect(outcome === 'declined').toBe(has('declined'));
        expect(outcome === 'open' || has('declined') || has('approved')).toBe(true);
      }),
    );
  });

  const yes = (personId: number, rungAt = 0): Ask => ({ id: personId, personId, standsFor: null, rung: rungAt, answer: 'approved' });
  const open = (personId: number, rungAt = 0): Ask => ({ ...yes(personId, rungAt), answer: null });
  const passedOn = (personId: number): Ask => ({ ...yes(personId), answer: 'passed_on' });
  const both = (need: 'any' | 'all'): Ladder => [{ ask: 'people', ids: [2, 3], need }];
  const inOrder: Ladder = [
    { ask: 'people', ids: [2], need: 'any' },
    { ask: 'people', ids: [3], need: 'any', after: 'approval' },
  ];

  test.each<[string, Ladder, number, Ask[], ReturnType<typeof outcomeOf>]>([
    ['one of two, where one is enough', both('any'), 0, [yes(2), open(3)], 'approved'],
    ['one of two, where both have to', both('all'), 0, [yes(2), open(3)], 'open'],
    ['two of two', both('all'), 0, [yes(2), yes(3)], 'approved'],
    ['one who was asked instead of another, where both have to', both('all'), 0, [yes(2), passedOn(3), { ...yes(4), standsFor: 3 }], 'approved'],
    ['one of two, where both have to and the other cannot', both('all'), 0, [yes(2), passedOn(3)], 'open'],
    [
      'two who only pass it to one another',
      both('all'),
      0,
      [
        { ...passedOn(2), standsFor: 3 },
        { ...passedOn(3), standsFor: 2 },
      ],
      'open',
    ],
    ['the first of two in order', inOrder, 0, [yes(2)], { next: 1 }],
    ['the second of two in order', inOrder, 1, [yes(2), yes(3, 1)], 'approved'],
    ['the second of two in order, who has not answered', inOrder, 1, [yes(2), open(3, 1)], 'open'],
    ['the one who was asked first, after somebody else was asked as well', [{ ask: 'manager' }, { ask: 'leads' }], 1, [yes(2), open(7, 1)], 'approved'],
  ])('%s', (_, given, at, asks, expected) => {
    expect(outcomeOf(given, at, asks)).toEqual(expected);
  });

  test('is waited for only as long as it may still be an approval', () => {
    expect(canStillBeApproved(both('any'), 0, [passedOn(2), open(3)])).toBe(true);
    expect(canStillBeApproved(both('any'), 0, [passedOn(2), passedOn(3)])).toBe(false);
    expect(canStillBeApproved(both('all'), 0, [open(2), open(3)])).toBe(true);
    expect(canStillBeApproved(both('all'), 0, [open(2), passedOn(3)])).toBe(false);
  });

  test('goes to the next in the ladder only where that stands in for the one before', () => {
    expect(fallbackAfter([{ ask: 'manager' }, { ask: 'leads' }], 0)).toBe(1);
    expect(fallbackAfter(inOrder, 0)).toBeUndefined();
    expect(fallbackAfter([{ ask: 'manager' }], 0)).toBeUndefined();
  });
});
