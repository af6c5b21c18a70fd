import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { URGENCIES, IMPACTS } from '#core/ticket.ts';
import { onCallAt, type Rota } from '#rules/on-call.ts';
import { impactOf, priorityOf } from '#rules/priority.ts';
import { fits, mentions, type Request } from '#rules/request-match.ts';
import { routeByRules } from '#rules/routing.ts';
import { subcategoryOf } from '#rules/subcategory.ts';
import { isVip } from '#rules/vip.ts';

const REQUEST: Request = {
  intent: 'ticket.create',
  category: undefined,
  text: 'My laptop hums, and the docks too',
  place: undefined,
  department: 'Sales',
  vip: false,
};

describe('a request fits', () => {
  test.each([
    [{}, true],
    [{ intents: ['ticket.create', 'greeting'] }, true],
    [{ intents: ['greeting'] }, false],
    [{ keywords: ['desk', 'laptop'] }, true],
    [{ keywords: ['hums and'] }, true],
    [{ categories: ['fault'] }, true],
    [{ categories: ['software'] }, false],
    [{ keywords: ['LAPTOP'] }, true],
    [{ keywords: ['dock'] }, true],
    [{ keywords: ['top'] }, false],
    [{ keywords: ['laptop hums'] }, true],
    [{ locations: ['Graz'] }, false],
    [{ departments: ['Sales'], vip: false }, true],
    [{ departments: ['Sales'], vip: true }, false],
    [{ departments: ['Finance'] }, false],
  ] as const)('%j: %s', (match, expected) => {
    expect(fits(match, REQUEST)).toBe(expected);
  });

  test('a category of the company’s own, and the one in which that lies', () => {
    const own = [
      { name: 'VPN', of: 'access', keywords: ['tunnel', 'hums'] },
      { name: 'Docks', of: 'fault', keywords: ['dock'] },
      { name: 'Noise', of: 'fault', keywords: ['hums'] },
      { name: 'By hand', of: 'fault', keywords: [] },
    ] as const;
    const [none, access] = [subcategoryOf(own, undefined, REQUEST.text), subcategoryOf(own, 'access', REQUEST.text)];
    expect([none, access, subcategoryOf(own, 'software', REQUEST.text)]).toEqual(['Docks', 'VPN', undefined]);
    for (const categories of [['fault'], ['Docks'], ['VPN', 'Docks']]) expect(fits({ categories }, { ...REQUEST, subcategory: none })).toBe(true);
    for (const categories of [['VPN'], ['software']]) expect(fits({ categories }, { ...REQUEST, subcategory: none })).toBe(false);
  });

  test('by its place where one is known, and by its words where none is', () => {
    expect(fits({ locations: ['Linz', 'Graz'] }, { ...REQUEST, place: 'Graz office' })).toBe(true);
    expect(fits({ locations: ['Graz'] }, { ...REQUEST, text: 'dark in Graz' })).toBe(true);
    expect(fits({ locations: ['Graz'] }, { ...REQUEST, text: 'dark in Graz', place: 'Linz' })).toBe(false);
  });

  test('by nothing that somebody is asked for when it is not known what they want', () => {
    expect(fits({ intents: ['greeting'] }, { ...REQUEST, intent: undefined })).toBe(false);
  });

  test('nothing of no words, whatever is looked for', () => {
    // Not even the s of “Tom’s”, which would be a plural of nothing.
    expect(mentions('Tom’s laptop', ' !? ')).toBe(false);
    fc.assert(fc.property(fc.string(), (word) => mentions(`so ${word} then`, word) === /[\p{L}\p{N}-]/u.test(word)));
  });
});

test('a rule for a team that is gone is passed over', () => {
  const rules = [
    { when: {}, team: 'gone' },
    { when: { vip: true }, team: 'desk' },
    { when: {}, team: 'devices' },
  ];
  const teams = [
    { id: 1, key: 'desk' },
    { id: 2, key: 'devices' },
  ];
  expect(routeByRules(rules, teams, REQUEST)).toBe(2);
  expect(routeByRules(rules, teams, { ...REQUEST, vip: true })).toBe(1);
  expect(routeByRules(rules.slice(0, 1), teams, REQUEST)).toBeUndefined();
});

test('a VIP is named, or has the title, in whole words', () => {
  const rule = { emails: ['ada@example.test'], titles: ['Chief', 'head of IT'] };
  const person = (email: string, title: string) => isVip(rule, { email, title });
  expect([person('ADA@example.test', 'Engineer'), person('b@example.test', 'Chief Financial Officer'), person('c@example.test', 'Head of IT')]).toEqual([
    true,
    true,
    true,
  ]);
  expect([person('d@example.test', 'Mischief Maker'), person('e@example.test', 'Head of Sales')]).toEqual([false, false]);
});

test('more people and more hindrance never make it less urgent', () => {
  const table = IMPACTS.map((impact) => URGENCIES.map((urgency) => priorityOf(urgency, impact)));
  expect(table).toEqual([
    [2, 3, 4],
    [1, 2, 3],
    [1, 1, 3],
  ]);
  const said = (value: string) => impactOf([{ name: 'impact', value }]);
  expect([said('team'), said('site'), said('planet'), impactOf([])]).toEqual(['team', 'company', undefined, undefined]);
  const other = { name: 'product', value: 'team' } as const;
  expect([impactOf([other]), impactOf([other, { name: 'impact', value: 'company' }])]).toEqual([undefined, 'company']);
});

describe('on call is', () => {
  const rota: Rota = {
    zone: 'Europe/Vienna',
    handOver: '09:00',
    shifts: [{ email: 'cleo', from: '2026-03-31', to: '2026-04-01' }],
    rotation: { from: '2026-03-23', everyDays: 7, emails: ['ada', 'ben'] },
  };
  const at = (instant: string) => onCallAt(rota, new Date(instant));

  test('who is next in turn, from one hand-over to the next, also across a change of clocks', () => {
    expect([at('2026-03-23T07:59:59Z'), at('2026-03-14T12:00:00Z')]).toEqual([undefined, undefined]);
    expect(at('2026-03-23T08:00:00Z')).toBe('ada');
    // On the 29th, clocks go forward; nine o'clock is an hour earlier in UTC from then on.
    expect(at('2026-03-30T06:59:59Z')).toBe('ada');
    expect(at('2026-03-30T07:00:00Z')).toBe('ben');
    expect(at('2026-04-06T07:00:00Z')).toBe('ada');
  });

  test('whoever has the shift, before the rotation', () => {
    expect(at('2026-03-31T06:59:59Z')).toBe('ben');
    expect(at('2026-03-31T07:00:00Z')).toBe('cleo');
    expect(at('2026-04-02T06:59:59Z')).toBe('cleo');
    expect(at('2026-04-02T07:00:00Z')).toBe('ben');
  });

  test('nobody without either', () => {
    expect(onCallAt({ ...rota, shifts: [], rotation: undefined }, new Date('2026-04-01T12:00:00Z'))).toBeUndefined();
  });
});
