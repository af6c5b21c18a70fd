import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ask, Ladder } from '#core/approval.ts';
import { canStillBeApproved, nextRung, outcomeOf, standIn, type Colleague, type Staff } from '#rules/approval.ts';
import { ids, ladder, orNull, person, staff } from './approval-any.ts';

const situation = fc.record({
  ladder,
  requesterId: person,
  askedById: person,
  staff,
  leads: ids,
  asks: fc.array(fc.record({ personId: person, standsFor: orNull }), { maxLength: 4 }),
});

describe('whoever is asked', () => {
  test('is there, is not who asks, and is asked in the place of somebody else only when that one is away', () => {
    fc.assert(
      fc.property(situation, fc.nat(4), (given, from) => {
        const wrong = (nextRung(given, from)?.toAsk ?? []).filter(({ personId, standsFor }) => {
          const asked = given.staff.get(personId);
          const isThere = asked?.isActive === true && asked.deputyId === null && ![given.requesterId, given.askedById].includes(personId);
          return !isThere || (standsFor !== null && given.staff.get(standsFor)?.deputyId === null);
        });
        expect(wrong).toEqual([]);
      }),
    );
  });

  test('is asked once at a time, and never again when one is enough', () => {
    fc.assert(
      fc.property(situation, fc.nat(4), (given, from) => {
        const next = nextRung(given, from);
        const asked = (next?.toAsk ?? []).map(({ personId }) => personId);
        const at = next && given.ladder[next.rung];
        const takesAll = at?.ask === 'people' && at.need === 'all';
        expect(new Set(asked).size).toBe(asked.length);
        expect(given.asks.filter(({ personId }) => !takesAll && asked.includes(personId))).toEqual([]);
      }),
    );
  });

  test('stands on a rung that stands in for the first, never beyond one that waits for an approval', () => {
    fc.assert(
      fc.property(situation, fc.nat(4), (given, from) => {
        const next = nextRung(given, from);
        const rungAt = next?.rung ?? from;
        expect(rungAt).toBeGreaterThanOrEqual(from);
        expect(given.ladder.slice(from + 1, rungAt + 1).filter(({ after }) => after === 'approval')).toEqual([]);
      }),
    );
  });
});

const boss = (managerId: number | null, more: Partial<Colleague> = {}): Colleague => ({ isActive: true, managerId, deputyId: null, ...more });

describe('the manager’s place', () => {
  const MANAGERS: Ladder = [{ ask: 'manager' }, { ask: 'manager' }, { ask: 'leads' }];
  const asked = (company: [number, Colleague][], asks: { personId: number; standsFor: number | null }[] = [], from = 0) =>
    nextRung({ ladder: MANAGERS, requesterId: 1, askedById: 1, staff: new Map(company), leads: [7], asks }, from)?.toAsk;

  test.each<[string, [number, Colleague][], unknown]>([
    [
      'is taken by the manager',
      [
        [1, boss(2)],
        [2, boss(3)],
        [3, boss(null)],
      ],
      [{ personId: 2, standsFor: null }],
    ],
    [
      'is taken by their deputy while they are away',
      [
        [1, boss(2)],
        [2, boss(3, { deputyId: 5 })],
        [3, boss(null)],
        [5, boss(2)],
      ],
      [{ personId: 5, standsFor: 2 }],
    ],
    [
      'is taken by the one above when they have left',
      [
        [1, boss(2)],
        [2, boss(3, { isActive: false })],
        [3, boss(null)],
      ],
      [{ personId: 3, standsFor: null }],
    ],
    [
      'is taken by the one above when the deputy is the requester',
      [
        [1, boss(2)],
        [2, boss(3, { deputyId: 1 })],
        [3, boss(null)],
      ],
      [{ personId: 3, standsFor: null }],
    ],
    [
      'is taken by the leads when there is none',
      [
        [1, boss(null)],
        [7, boss(null)],
      ],
      [{ personId: 7, standsFor: null }],
    ],
    ['is taken by nobody when the only lead is the one who asks', [[1, boss(null)]], undefined],
  ])('%s', (_, company, expected) => {
    expect(asked(company)).toEqual(expected);
  });

  test('is taken by the one above once the manager has not answered', () => {
    expect(
      asked(
        [
          [1, boss(2)],
          [2, boss(3)],
          [3, boss(null)],
        ],
        [{ personId: 2, standsFor: null }],
        1,
      ),
    ).toEqual([{ personId: 3, standsFor: null }]);
  });
});

test('of those who all have to agree, nobody counts for two', () => {
  const company: Staff = new Map([
    [2, boss(null, { deputyId: 3 })],
    [3, boss(null)],
    [4, boss(null)],
  ]);
  const asked = (ids: readonly number[]) =>
    nextRung({ ladder: [{ ask: 'people', ids, need: 'all' }], requesterId: 1, askedById: 1, staff: company, leads: [], asks: [] }, 0)?.toAsk;
  expect(asked([2, 3])).toBeUndefined();
  expect(asked([2, 4])).toEqual([
    { personId: 3, standsFor: 2 },
    { personId: 4, standsFor: null },
  ]);
});

test('a circle of deputies has nobody who decides', () => {
  const company: Staff = new Map([
    [2, boss(null, { deputyId: 3 })],
    [3, boss(null, { deputyId: 2 })],
  ]);
  expect(standIn(company, 2, { requesterId: 1, askedById: 1 })).toBeUndefined();
});

describe('what would be approved by nobody who may', () => {
  const nobodyIsAway = new Map([1, 2, 3, 5, 6].map((id) => [id, boss(null)] as const));
  const question = { requesterId: 1, askedById: 2, leads: [3], staff: nobodyIsAway, asks: [] };
  const toAsk = (given: Partial<Parameters<typeof nextRung>[0]>, from = 0) => nextRung({ ...question, ladder: [{ ask: 'leads' }], ...given }, from);

  test('is decided neither by who needs it nor by who asks for them', () => {
    expect([1, 2, 3].map((id) => standIn(nobodyIsAway, id, question))).toEqual([undefined, undefined, 3]);
  });

  test('goes past whoever somebody has stood in for', () => {
    const ladder: Ladder = [{ ask: 'people', ids: [3, 6], need: 'any' }];
    expect(toAsk({ ladder, asks: [{ personId: 5, standsFor: 3 }] })?.toAsk).toEqual([{ personId: 6, standsFor: null }]);
    expect(toAsk({ ladder, asks: [{ personId: 6, standsFor: null }] })?.toAsk).toEqual([{ personId: 3, standsFor: null }]);
  });

  test('goes on when one of those who all have to agree cannot be asked', () => {
    const ladder: Ladder = [
      { ask: 'people', ids: [3, 9], need: 'all' },
      { ask: 'people', ids: [6, 9], need: 'any' },
    ];
    expect(toAsk({ ladder })).toEqual({ rung: 1, toAsk: [{ personId: 6, standsFor: null }] });
  });

  test('asks nobody for a second approval before the first, and them once it is their turn', () => {
    const ladder: Ladder = [{ ask: 'manager' }, { ask: 'leads', after: 'approval' }];
    expect(toAsk({ ladder })).toBeUndefined();
    expect(toAsk({ ladder }, 1)).toEqual({ rung: 1, toAsk: [{ personId: 3, standsFor: null }] });
    expect(toAsk({ ladder: [{ ask: 'manager' }, { ask: 'leads' }] })?.rung).toBe(1);
  });

  test('is not asked of the requester’s own deputy where managers go round in a circle, nor of managers nobody knows', () => {
    const circle = new Map([
      [1, boss(2, { deputyId: 5 })],
      [2, boss(1, { isActive: false })],
      [5, boss(null)],
    ]);
    const ladder: Ladder = [{ ask: 'manager' }];
    expect(toAsk({ ladder, staff: circle })).toBeUndefined();
    expect(toAsk({ ladder, staff: new Map([[1, boss(9)]]) })).toBeUndefined();
    expect(toAsk({ ladder, staff: new Map() })).toBeUndefined();
  });
});

describe('answers', () => {
  const said = (rung: number, personId: number, answer: Ask['answer'], standsFor: number | null = null): Ask => ({
    id: personId,
    personId,
    standsFor,
    rung,
    answer,
  });

  test('to the first rung lead to the one that waits for it, and to nobody who would only have been asked instead', () => {
    expect(outcomeOf([{ ask: 'leads' }, { ask: 'leads', after: 'approval' }], 0, [said(0, 3, 'approved')])).toEqual({ next: 1 });
    expect(outcomeOf([{ ask: 'manager' }, { ask: 'leads' }], 0, [said(0, 3, 'approved')])).toBe('approved');
  });

  test('of a deputy do not agree for somebody who still has to answer', () => {
    const all: Ladder = [{ ask: 'people', ids: [3, 6], need: 'all' }];
    expect(outcomeOf(all, 0, [said(0, 3, null), said(0, 5, 'approved', 3)])).toBe('open');
    expect(outcomeOf(all, 0, [said(0, 3, 'passed_on'), said(0, 5, 'approved', 3)])).toBe('approved');
  });

  test('that decline end it, whoever else is still asked', () => {
    expect(canStillBeApproved([{ ask: 'leads' }], 0, [said(0, 3, 'declined'), said(0, 6, null)])).toBe(false);
    expect(canStillBeApproved([{ ask: 'leads' }], 0, [said(0, 3, 'passed_on'), said(0, 6, null)])).toBe(true);
  });
});
