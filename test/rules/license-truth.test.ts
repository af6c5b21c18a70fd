import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareGroup, readFindings } from '#rules/license-compare.ts';
import { nextNight } from '#rules/license.ts';
import { readTerm } from '#rules/license-term.ts';

const EVERYBODY: readonly string[] = ['a@x', 'b@x', 'c@x', 'd@x', 'e@x', 'f@x'];
const some = fc.uniqueArray(fc.constantFrom(...EVERYBODY));

test('a group and its seats differ where exactly one has somebody, and never about whose seat comes or goes', () => {
  fc.assert(
    fc.property(some, some, some, (members, active, moving) => {
      const found = compareGroup({ group: 'g', at: '2027-01-01T02:00:00.000Z', members, active, moving });
      expect(readFindings(JSON.stringify(found))).toEqual(found);
      expect(found.more).toBe(0);
      for (const email of EVERYBODY) {
        const [inGroup, hasSeat, comesOrGoes] = [members, active, moving].map((all) => all.includes(email));
        expect(found.withoutGroup.includes(email)).toBe(hasSeat === true && inGroup === false);
        expect(found.withoutSeat.includes(email)).toBe(inGroup === true && hasSeat === false && comesOrGoes === false);
      }
    }),
  );
});

test('of a group that is used for something else only the first 200 are listed', () => {
  const members = Array.from({ length: 5000 }, (_, index) => `p${index}@x`);
  const found = compareGroup({ group: 'g', at: '2027-01-01T02:00:00.000Z', members, active: ['z@x'], moving: [] });
  expect(found).toMatchObject({ withoutGroup: ['z@x'], more: 4800 });
  expect(found.withoutSeat).toHaveLength(200);
});

test.each([
  ['2027-01-01T01:30:00Z', '2027-01-02T02:00:00.000Z'],
  ['2027-01-01T00:30:00Z', '2027-01-01T02:00:00.000Z'],
  ['2027-12-31T13:00:00Z', '2028-01-01T02:00:00.000Z'],
])('the night after %s begins at %s', (now, night) => {
  expect(nextNight(new Date(now)).toISOString()).toBe(night);
});

const TERM = { contract: ' C-1 ', seats: '5', price: '15,5', currency: 'eur', from: '2027-01-01', to: '2027-12-31' };
test.each([
  [{}, { contract: 'C-1', seats: 5, priceCents: 1550, currency: 'EUR' }],
  [{ price: '0' }, { priceCents: 0 }],
  [{ price: '15.555' }, { problem: expect.stringContaining('two decimals') as string }],
  [{ seats: '0' }, { problem: expect.stringContaining('1 or more') as string }],
  [{ currency: 'EURO' }, { problem: expect.stringContaining('three letters') as string }],
  [{ to: '2027-02-30' }, { problem: expect.stringContaining('year, month and day') as string }],
])('a term with %j is read', (change, read) => {
  expect(readTerm({ ...TERM, ...change })).toMatchObject(read);
});
