import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openCalendar } from '#rules/business-time/calendar.ts';
import { isOpen } from '#rules/business-time/reckon.ts';
import { USUAL_NOTICES } from '#rules/notices.ts';
import { AROUND_THE_CLOCK, quietFor, quietUntil, tellableAt } from '#rules/quiet-hours.ts';
import { officePlan } from './business-time/plans.ts';

const NIGHT = { from: '20:00', to: '07:00' };
const at = (text: string) => new Date(text);
const until = (zone: string, time: string, quiet = NIGHT) => quietUntil({ quiet, zone }, at(time))?.toISOString();

describe('quiet hours', () => {
  test('go over midnight, by the clock of the one who is told, from their first minute to before their last', () => {
    expect(until('Europe/Vienna', '2030-06-03T17:59:59Z')).toBeUndefined();
    expect(until('Europe/Vienna', '2030-06-03T18:00:00Z')).toBe('2030-06-04T05:00:00.000Z');
    expect(until('Europe/Vienna', '2030-06-04T04:59:59Z')).toBe('2030-06-04T05:00:00.000Z');
    expect(until('Europe/Vienna', '2030-06-04T05:00:00Z')).toBeUndefined();
    expect(until('Asia/Kolkata', '2030-06-03T15:00:00Z')).toBe('2030-06-04T01:30:00.000Z');
  });

  test('may be within one day', () => {
    const siesta = { from: '13:00', to: '15:30' };
    expect(until('Europe/Madrid', '2030-06-03T10:59:00Z', siesta)).toBeUndefined();
    expect(until('Europe/Madrid', '2030-06-03T11:00:00Z', siesta)).toBe('2030-06-03T13:30:00.000Z');
    expect(until('Europe/Madrid', '2030-06-03T13:30:00Z', siesta)).toBeUndefined();
  });

  test('end by the clock on the wall when it is put forward in between', () => {
    expect(until('Europe/Vienna', '2030-03-30T22:00:00Z')).toBe('2030-03-31T05:00:00.000Z');
  });

  test('there are none for a priority that is excepted, or when the file has none', () => {
    expect([quietFor(USUAL_NOTICES, 1), quietFor({ quietHours: undefined }, 3)]).toEqual([undefined, undefined]);
    expect(quietFor(USUAL_NOTICES, 2)).toMatchObject(NIGHT);
    expect(quietUntil({ quiet: undefined, zone: 'Europe/Vienna' }, at('2030-06-03T23:00:00Z'))).toBeUndefined();
  });
});

describe('what is to be said', () => {
  const office = openCalendar(officePlan('Europe/Vienna'));
  const tell = (zone: string, from: string, calendar = office) => tellableAt({ quiet: NIGHT, zone }, calendar, at(from))?.toISOString();

  test('is said at once when the team is at work and the one who is told is awake', () => {
    expect(tell('Europe/Vienna', '2030-06-03T08:00:00Z')).toBe('2030-06-03T08:00:00.000Z');
  });

  test('waits for the later of both, over a weekend too', () => {
    expect(tell('Europe/Vienna', '2030-06-07T18:00:00Z')).toBe('2030-06-10T07:00:00.000Z');
    expect(tell('America/New_York', '2030-06-07T18:00:00Z')).toBe('2030-06-10T11:00:00.000Z');
    expect(tell('Asia/Kolkata', '2030-06-03T14:45:00Z')).toBe('2030-06-04T07:00:00.000Z');
  });

  test('goes by the opening hours alone where quiet hours leave nothing of them', () => {
    expect(tell('Pacific/Honolulu', '2030-06-03T08:00:00Z')).toBe('2030-06-03T08:00:00.000Z');
    const nights = openCalendar({ zone: 'Europe/Vienna', week: { monday: [{ from: '21:00', to: '24:00' }] } });
    expect(tell('Europe/Vienna', '2030-06-03T08:00:00Z', nights)).toBe('2030-06-03T19:00:00.000Z');
    expect(tell('Europe/Vienna', '2030-06-03T08:00:00Z', openCalendar({ zone: 'Europe/Vienna', week: {} }))).toBeUndefined();
  });

  test('is never said in quiet hours or before its time, wherever somebody is', () => {
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const instant = fc.integer({ min: Date.UTC(2024, 0) / 60_000, max: Date.UTC(2037, 0) / 60_000 }).map((minute) => new Date(minute * 60_000));
    fc.assert(
      fc.property(zone, instant, fc.boolean(), (name, from, hours) => {
        const listener = { quiet: NIGHT, zone: name };
        const calendar = hours ? office : AROUND_THE_CLOCK;
        const said = tellableAt(listener, calendar, from);
        expect(said && said >= from && isOpen(calendar, said)).toBe(true);
        const wall = new Intl.DateTimeFormat('en-GB', { timeZone: name, hour: '2-digit', minute: '2-digit', hour12: false }).format(said);
        expect(hours || (wall >= '07:00' && wall < '20:00')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
