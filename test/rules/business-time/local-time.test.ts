import { describe, expect, test } from 'vitest';
import { addDays, dayOf, formatDate, parseDate, parseTime } from '#rules/business-time/local-time.ts';
import { instantAt, isZone, localDay, offsetSpans } from '#rules/business-time/zone.ts';
import { HOUR, MINUTE } from './plans.ts';

describe('a date', () => {
  test.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2024-02-29', 19_782],
    ['0099-03-01', -683_309],
  ])('%s is day %i', (date, day) => {
    expect([parseDate(date), formatDate(day)]).toEqual([day, date]);
  });

  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-01', '2026-01-011', '12026-01-01', 'today'])('is not “%s”', (text) => {
    expect(parseDate(text)).toBeUndefined();
    expect(() => dayOf(text)).toThrow(new RangeError(`“${text}” is no date.`));
  });

  test('has others before and after it', () => {
    expect([addDays('2026-12-31', 1), addDays('2026-03-01', -1)]).toEqual(['2027-01-01', '2026-02-28']);
  });
});

test.each([
  ['00:00', 0],
  ['09:30', 9.5 * HOUR],
  ['24:00', 24 * HOUR],
  ['24:01', undefined],
  ['12:60', undefined],
  ['9:30', undefined],
  ['009:30', undefined],
  ['09:300', undefined],
])('a clock shows “%s”: %s', (text, milliseconds) => {
  expect(parseTime(text)).toBe(milliseconds);
});

describe('a zone', () => {
  test.each([
    ['Europe/Vienna', true],
    ['UTC', true],
    ['Etc/GMT+5', true],
    ['+02:00', false],
    ['Europe/Nowhere', false],
    ['', false],
  ])('is “%s”: %s', (name, is) => {
    expect(isZone(name)).toBe(is);
  });

  test('is as far from UTC as it was then, to the second', () => {
    const spans = [...offsetSpans('Africa/Monrovia', Date.UTC(1972, 0, 1), Date.UTC(1972, 0, 10))];
    expect(spans.map(({ offset }) => offset)).toEqual([-(44 * MINUTE + 30_000), 0]);
    expect(new Date(spans[1]?.from ?? 0).toISOString()).toBe('1972-01-07T00:44:30.000Z');
    expect(spans[0]?.to).toBe(spans[1]?.from);
  });

  test('is told in no more parts than it has', () => {
    const [from, spring, autumn, to] = ['2026-01-01', '2026-03-29T01:00Z', '2026-10-25T01:00Z', '2027-01-01'].map(Date.parse);
    expect([...offsetSpans('Europe/Vienna', from ?? 0, to ?? 0)]).toEqual([
      { from, to: spring, offset: HOUR },
      { from: spring, to: autumn, offset: 2 * HOUR },
      { from: autumn, to, offset: HOUR },
    ]);
  });

  test('has the date of its own wall', () => {
    const at = new Date('2026-12-31T10:00:00Z');
    expect(['Pacific/Kiritimati', 'UTC', 'Pacific/Niue'].map((zone) => formatDate(localDay(zone, at)))).toEqual(['2027-01-01', '2026-12-31', '2026-12-30']);
    expect(formatDate(localDay('Pacific/Niue', new Date('2026-12-31T11:00:00Z')))).toBe('2026-12-31');
  });

  test.each([
    ['2026-03-29T01:59:59Z', '2026-03-29T00:59:59Z'],
    ['2026-03-29T02:30:00Z', '2026-03-29T01:00:00Z'],
    ['2026-03-29T03:00:00Z', '2026-03-29T01:00:00Z'],
    ['2026-10-25T02:30:00Z', '2026-10-25T00:30:00Z'],
    ['2026-10-25T03:00:00Z', '2026-10-25T02:00:00Z'],
    ['2027-01-01T00:30:00Z', '2026-12-31T23:30:00Z'],
  ])('shows %s by the clock on the wall at %s', (wall, at) => {
    expect(instantAt('Europe/Vienna', Date.parse(wall))).toEqual(new Date(at));
  });
});
