import { expect, test } from 'vitest';
import { ALWAYS_OPEN, openCalendar, type CalendarPlan } from '#rules/business-time/calendar.ts';
import { pieces } from '#rules/business-time/pieces.ts';
import { addBusinessTime, businessTimeBetween, isOpen, nextOpening, openIntervals } from '#rules/business-time/reckon.ts';
import { HOUR, MINUTE, officePlan } from './plans.ts';

const every = (from: string, to: string) => ({ monday: [{ from, to }], sunday: [{ from, to }], saturday: [{ from, to }] });
const hours = (plan: CalendarPlan, from: string, to: string) => businessTimeBetween(openCalendar(plan), new Date(from), new Date(to)) / HOUR;

test('a lunch break inside the day is not worked', () => {
  const halves = [
    { from: '13:30', to: '17:00' },
    { from: '09:00', to: '12:30' },
  ];
  const calendar = openCalendar({ zone: 'Europe/Vienna', week: { monday: halves, tuesday: halves } });
  const monday = new Date('2026-06-01T12:00:00+02:00');
  expect(addBusinessTime(calendar, monday, HOUR)).toEqual(new Date('2026-06-01T14:00:00+02:00'));
  expect(openIntervals(calendar, monday, new Date('2026-06-02T00:00:00+02:00'))).toEqual([
    { from: monday, to: new Date('2026-06-01T12:30:00+02:00') },
    { from: new Date('2026-06-01T13:30:00+02:00'), to: new Date('2026-06-01T17:00:00+02:00') },
  ]);
});

test('work that fills the day ends at closing time, and begins the next morning when nothing is left of it', () => {
  const calendar = openCalendar(officePlan('Europe/Vienna'));
  const friday = new Date('2026-06-05T09:00:00+02:00');
  expect(addBusinessTime(calendar, friday, 8 * HOUR)).toEqual(new Date('2026-06-05T17:00:00+02:00'));
  expect(nextOpening(calendar, new Date('2026-06-05T17:00:00+02:00'))).toEqual(new Date('2026-06-08T09:00:00+02:00'));
  expect(isOpen(calendar, friday)).toBe(true);
  expect(isOpen(calendar, new Date('2026-06-05T17:00:00+02:00'))).toBe(false);
});

test('around the clock is every hour there is, whatever clocks do', () => {
  expect(hours(ALWAYS_OPEN, '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z')).toBe(365 * 24);
  expect(hours({ ...ALWAYS_OPEN, zone: 'Europe/Vienna' }, '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z')).toBe(365 * 24);
  const [only, ...more] = openIntervals(openCalendar(ALWAYS_OPEN), new Date('2026-01-01T00:00:00Z'), new Date('2026-02-01T00:00:00Z'));
  expect(more).toEqual([]);
  expect(only?.to).toEqual(new Date('2026-02-01T00:00:00Z'));
});

test('the hour that summer time skips is not worked, and the one that it repeats is worked twice', () => {
  const night = { zone: 'Europe/Vienna', week: every('01:00', '04:00') };
  expect(hours(night, '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')).toBe(2);
  expect(hours(night, '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).toBe(4);
  // Half past two does not exist that night.
  expect(hours({ zone: 'Europe/Vienna', week: every('02:15', '02:45') }, '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')).toBe(0);
});

test('Lord Howe moves its clocks by half an hour', () => {
  const night = { zone: 'Australia/Lord_Howe', week: every('01:00', '03:00') };
  expect(hours(night, '2026-04-04T10:00:00Z', '2026-04-05T13:30:00Z')).toBe(2.5);
  expect(hours(night, '2026-10-03T13:30:00Z', '2026-10-04T13:00:00Z')).toBe(1.5);
});

test('a day may lack its midnight, or end twice', () => {
  // In Santiago the clocks go from 24:00 to 01:00 in September, and from 24:00 to 23:00 in April.
  const day = { zone: 'America/Santiago', week: every('00:00', '24:00') };
  expect(hours(day, '2026-09-06T04:00:00Z', '2026-09-07T03:00:00Z')).toBe(23);
  expect(hours(day, '2026-04-04T03:00:00Z', '2026-04-05T04:00:00Z')).toBe(25);
  const late = { zone: 'America/Santiago', week: { saturday: [{ from: '23:00', to: '24:00' }] } };
  expect(hours(late, '2026-04-04T03:00:00Z', '2026-04-05T04:00:00Z')).toBe(2);
});

test('a holiday is closed, and special hours go before it', () => {
  const holidays = [
    { date: '2026-12-24', name: 'Christmas Eve' },
    { date: '2026-12-25', name: 'Christmas Day' },
  ];
  const openings = [{ date: '2026-12-24', name: 'Short day', hours: [{ from: '09:00', to: '12:00' }] }];
  const plan = officePlan('UTC', { holidays, openings });
  expect(hours(plan, '2026-12-23T00:00:00Z', '2026-12-27T00:00:00Z')).toBe(8 + 3);
  const parts = Array.from(pieces(openCalendar(plan), Date.parse('2026-12-24'), Date.parse('2026-12-26')), ({ closed }) => closed);
  const outside = { why: 'outside_hours' };
  expect(parts).toEqual([outside, undefined, outside, { why: 'holiday', name: 'Christmas Day' }]);
});

test('a day off for two reasons has both names, and one that is listed twice has one', () => {
  const named = (...names: string[]) => {
    const { dates } = openCalendar(officePlan('UTC', { holidays: names.map((name) => ({ date: '2026-12-25', name })) }));
    return [...dates.values()].map(({ name }) => name);
  };
  expect([named('Christmas Day', 'Inventory'), named('Christmas Day', 'Christmas Day')]).toEqual([['Christmas Day, Inventory'], ['Christmas Day']]);
});

test('a calendar that never opens has no end of work, and says so soon', () => {
  const calendar = openCalendar({ zone: 'Europe/Vienna', week: {} });
  expect(nextOpening(calendar, new Date('2026-01-01T00:00:00Z'))).toBeUndefined();
  expect(addBusinessTime(calendar, new Date('2026-01-01T00:00:00Z'), 1)).toBeUndefined();
});

const day = (from: string, to: string) => [{ from, to }];
test.each([
  [{ zone: 'Europe/Wien', week: {} }, 'not the name of a time zone'],
  [{ zone: '+02:00', week: {} }, 'not the name of a time zone'],
  [{ zone: 'UTC', week: { monday: day('9:00', '17:00') } }, '“9:00” is not a time'],
  [{ zone: 'UTC', week: { monday: day('09:00', '24:01') } }, '“24:01” is not a time'],
  [{ zone: 'UTC', week: { monday: day('22:00', '06:00') } }, 'end before they begin'],
  [{ zone: 'UTC', week: { monday: day('09:00', '09:00') } }, 'end before they begin'],
  [{ zone: 'UTC', week: { monday: [...day('09:00', '12:00'), ...day('11:59', '13:00')] } }, 'overlap'],
  [{ zone: 'UTC', week: {}, holidays: [{ date: '2026-02-29', name: 'No day' }] }, '“2026-02-29” is not a date'],
  [{ zone: 'UTC', week: {}, openings: [1, 2].map(() => ({ date: '2026-02-28', name: 'Twice', hours: [] })) }, 'special hours twice'],
])('a plan that contradicts itself is refused in words: %j', (plan: CalendarPlan, words) => {
  const refused = { code: 'invalid', userMessage: expect.stringContaining(words) as string };
  expect(() => openCalendar(plan)).toThrow(expect.objectContaining(refused) as Error);
});

test('years are reckoned in about a millisecond', () => {
  const calendar = openCalendar(officePlan('America/New_York'));
  const [from, to] = [new Date('2024-01-01T00:00:00Z'), new Date('2030-01-01T00:00:00Z')];
  const worked = businessTimeBetween(calendar, from, to);
  const started = performance.now();
  for (let i = 0; i < 100; i += 1) expect(addBusinessTime(calendar, from, worked - MINUTE)).toBeDefined();
  // Generous, because machines that test are busy: usually it is a tenth of that.
  expect((performance.now() - started) / 100).toBeLessThan(10);
});
