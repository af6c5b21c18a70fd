import { expect, test } from 'vitest';
import { instantAt, localDay } from '#rules/business-time/zone.ts';
import { snoozeUntil } from '#rules/snooze.ts';

/** Thursday, 3 December 2026, 22:30 in Vienna; in New York it is half past four in the afternoon. */
const NOW = new Date('2026-12-03T21:30:00Z');
const until = (snooze: Parameters<typeof snoozeUntil>[0]['snooze'], written = '', zone = 'Europe/Vienna', now = NOW) =>
  snoozeUntil({ snooze, written, zone, now })?.toISOString();

test('two hours are two hours', () => {
  expect(until('two_hours')).toBe('2026-12-03T23:30:00.000Z');
});

test('tomorrow at nine is so by the clock of whoever says it', () => {
  expect(until('tomorrow')).toBe('2026-12-04T08:00:00.000Z');
  expect(until('tomorrow', '', 'Asia/Kolkata')).toBe('2026-12-05T03:30:00.000Z');
});

test.each([
  ['2026-12-03', '2026-12-07'],
  ['2026-12-06', '2026-12-07'],
  ['2026-12-07', '2026-12-14'],
])('next Monday seen from %s is %s', (today, monday) => {
  expect(until('next_monday', '', 'Europe/Vienna', new Date(`${today}T12:00:00Z`))).toBe(`${monday}T08:00:00.000Z`);
});

test.each([
  ['2026-12-10 14:00', '2026-12-10T13:00:00.000Z'],
  ['2026-12-10T9:05', '2026-12-10T08:05:00.000Z'],
  [' 2026-12-10 ', '2026-12-10T08:00:00.000Z'],
  ['2026-12-10  14:00', '2026-12-10T13:00:00.000Z'],
  ['2027-12-04 22:30', '2027-12-04T21:30:00.000Z'],
  ['2027-07-01 14:00', '2027-07-01T12:00:00.000Z'],
])('“%s” is %s', (written, at) => {
  expect(until('at', written)).toBe(at);
});

test.each([
  '',
  'Thursday',
  '2026-12-03 22:30',
  '2026-12-03',
  '2026-02-30 09:00',
  '2026-12-10 25:00',
  '2027-12-31',
  '2027-12-04 22:31',
  '10.12.2026 14:00',
  'by 2026-12-10',
  '2026-12-10 14:00 or so',
])('“%s” is no time within the year to come', (written) => {
  expect(until('at', written)).toBeUndefined();
});

test('a time that summer time skips is when it is skipped, and of one that comes twice it is the first', () => {
  const wall = (text: string) => Date.parse(`${text}:00Z`);
  expect(instantAt('Europe/Vienna', wall('2026-03-29T02:30')).toISOString()).toBe('2026-03-29T01:00:00.000Z');
  expect(instantAt('Europe/Vienna', wall('2026-10-25T02:30')).toISOString()).toBe('2026-10-25T00:30:00.000Z');
  expect(instantAt('Pacific/Kiritimati', wall('2026-06-01T09:00')).toISOString()).toBe('2026-05-31T19:00:00.000Z');
  expect(instantAt('Pacific/Pago_Pago', wall('2026-06-01T09:00')).toISOString()).toBe('2026-06-01T20:00:00.000Z');
});

test('a day there begins at its own midnight', () => {
  const day = (zone: string) => localDay(zone, new Date('2026-06-01T05:00:00Z'));
  expect(day('Pacific/Pago_Pago')).toBe(day('UTC') - 1);
  expect(localDay('Asia/Kolkata', new Date('1970-01-01T18:30:00Z'))).toBe(1);
});
