import fc from 'fast-check';
import type { Ladder, Rung } from '#core/approval.ts';
import type { Colleague, Staff } from '#rules/approval.ts';

const COMPANY = 8;
export const person = fc.integer({ min: 1, max: COMPANY });
export const orNull = fc.option(person, { nil: null });
const colleague: fc.Arbitrary<Colleague> = fc.record({ isActive: fc.boolean(), managerId: orNull, deputyId: orNull });
/** Anything goes: circles of managers and of deputies, people who have left. */
export const staff: fc.Arbitrary<Staff> = fc
  .array(colleague, { minLength: COMPANY, maxLength: COMPANY })
  .map((colleagues) => new Map(colleagues.map((each, at) => [at + 1, each])));
export const ids = fc.uniqueArray(person, { maxLength: 4 });
const rung: fc.Arbitrary<Rung> = fc
  .tuple(
    fc.oneof(
      fc.constant({ ask: 'manager' as const }),
      fc.constant({ ask: 'leads' as const }),
      fc.record({ ask: fc.constant('people' as const), ids, need: fc.constantFrom('any' as const, 'all' as const) }),
    ),
    fc.boolean(),
  )
  .map(([asked, isAfter]): Rung => (isAfter ? { ...asked, after: 'approval' } : asked));
export const ladder: fc.Arbitrary<Ladder> = fc.array(rung, { minLength: 1, maxLength: 5 });
