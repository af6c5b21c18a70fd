import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dueBefore, lastDue, nextDue, startOf, type Schedule } from '#rules/schedule.ts';

const next = (schedule: Schedule, zone: string, after: string) => {
  const { on, at } = nextDue(schedule, zone, new Date(after));
  return [on, at.toISOString()];
};
const mondayAtNine: Schedule = { every: 'week', weekday: 1, time: '09:00' };

describe('what comes round', () => {
  test('every Monday at 9 is at 9 there, in summer and in winter', () => {
    expect(next(mondayAtNine, 'Europe/Vienna', '2026-10-19T06:59:59.999Z')).toEqual(['2026-10-19', '2026-10-19T07:00:00.000Z']);
    expect(next(mondayAtNine, 'Europe/Vienna', '2026-10-19T07:00:00Z')).toEqual(['2026-10-26', '2026-10-26T08:00:00.000Z']);
  });

  test('at a time that the clocks skip is at the moment when they jump', () => {
    expect(next({ every: 'day', time: '02:30' }, 'Europe/Vienna', '2026-03-28T12:00:00Z')).toEqual(['2026-03-29', '2026-03-29T01:00:00.000Z']);
    expect(next({ every: 'day', time: '00:00' }, 'Africa/Cairo', '2026-04-23T12:00:00Z')).toEqual(['2026-04-24', '2026-04-23T22:00:00.000Z']);
  });

  test('at a time that the clocks show twice comes once, the first time', () => {
    const daily: Schedule = { every: 'day', time: '02:30' };
    expect(next(daily, 'Europe/Vienna', '2026-10-24T12:00:00Z')).toEqual(['2026-10-25', '2026-10-25T00:30:00.000Z']);
    expect(next(daily, 'Europe/Vienna', '2026-10-25T00:30:00Z')).toEqual(['2026-10-26', '2026-10-26T01:30:00.000Z']);
  });

  test('on the 31st is on the last day of a shorter month', () => {
    const last: Schedule = { every: 'month', day: 31, time: '08:00' };
    expect(next(last, 'UTC', '2028-02-01T00:00:00Z')).toEqual(['2028-02-29', '2028-02-29T08:00:00.000Z']);
    expect(next(last, 'UTC', '2028-02-29T08:00:00Z')).toEqual(['2028-03-31', '2028-03-31T08:00:00.000Z']);
  });

  test('on working days leaves the weekend out', () => {
    expect(next({ every: 'workday', time: '09:00' }, 'UTC', '2026-11-27T09:00:00Z')).toEqual(['2026-11-30', '2026-11-30T09:00:00.000Z']);
  });

  test('knows what it covers: from the last time to this', () => {
    expect(dueBefore(mondayAtNine, '2026-11-30')).toBe('2026-11-23');
    expect(dueBefore({ every: 'workday', time: '09:00' }, '2026-11-30')).toBe('2026-11-27');
    expect(dueBefore({ every: 'month', day: 31, time: '09:00' }, '2026-03-31')).toBe('2026-02-28');
    expect(startOf('Europe/Vienna', '2026-07-01').toISOString()).toBe('2026-06-30T22:00:00.000Z');
  });

  test('of what was missed only the last is left', () => {
    const from = nextDue(mondayAtNine, 'UTC', new Date('2026-11-01T00:00:00Z'));
    expect(lastDue(mondayAtNine, 'UTC', from, new Date('2026-11-25T00:00:00Z'))).toEqual({ on: '2026-11-23', at: new Date('2026-11-23T09:00:00Z'), missed: 3 });
    expect(lastDue(mondayAtNine, 'UTC', from, new Date('2026-11-23T09:00:00Z'))).toMatchObject({ on: '2026-11-23', missed: 3 });
    expect(lastDue(mondayAtNine, 'UTC', from, from.at)).toEqual({ ...from, missed: 0 });
  });

  test('a schedule of no time, or of no day, is an error and not a loop', () => {
    const never = new RangeError('{"every":"week","weekday":9,"time":"09:00"} never comes round.');
    const schedule: Schedule = { every: 'week', weekday: 9, time: '09:00' };
    for (const time of ['9', '24:00']) expect(() => nextDue({ every: 'day', time }, 'UTC', new Date())).toThrow(new RangeError(`“${time}” is no time of day.`));
    expect(() => nextDue(schedule, 'UTC', new Date())).toThrow(never);
    expect(() => dueBefore(schedule, '2026-11-30')).toThrow(never);
  });

  test('never comes on a day on which it has come, though its time was moved to later that day', () => {
    const after = new Date('2026-10-19T08:00:00Z');
    expect(nextDue(mondayAtNine, 'UTC', after).on).toBe('2026-10-19');
    expect(nextDue(mondayAtNine, 'UTC', after, '2026-10-19').on).toBe('2026-10-26');
  });
});

const ZONES = [
  'Europe/Vienna',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Kolkata',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'America/Havana',
  'Asia/Beirut',
  'Pacific/Kiritimati',
  'Atlantic/Azores',
] as const;
const time = fc.tuple(fc.nat(23), fc.constantFrom(0, 15, 30, 45, 59)).map(([hour, minute]) => `${pad(hour)}:${pad(minute)}`);
const schedules: fc.Arbitrary<Schedule> = fc.oneof(
  fc.record({ every: fc.constantFrom('day' as const, 'workday' as const), time }),
  fc.record({ every: fc.constant('week' as const), weekday: fc.nat(6), time }),
);
const pad = (count: number) => String(count).padStart(2, '0');

// Days around which clocks change somewhere, and any day besides.
const CHANGES = ['2025-03-29', '2026-10-24', '2026-03-08', '2027-11-07', '2026-04-04', '2026-04-23', '2026-09-05', '2026-10-30', '2027-02-06'];
const instants = fc
  .tuple(
    fc.oneof(fc.constantFrom(...CHANGES).map(Date.parse), fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2036-01-01') })),
    fc.nat(2 * 24 * 60),
  )
  .map(([day, minutes]) => new Date(Math.floor(day / 60_000) * 60_000 + minutes * 60_000));

describe('against a clock that is looked at every minute', () => {
  test('it comes round at the same minute', () => {
    const property = fc.property(schedules, fc.constantFrom(...ZONES), instants, (schedule, zone, after) => {
      expect(nextDue(schedule, zone, after)).toEqual(watch(schedule, zone, after));
    });
    fc.assert(property, { numRuns: 150 });
  }, 60_000);

  test('once a month', () => {
    const monthly = fc.record({ every: fc.constant('month' as const), day: fc.integer({ min: 1, max: 31 }), time });
    const property = fc.property(monthly, fc.constantFrom(...ZONES), instants, (schedule, zone, after) => {
      expect(nextDue(schedule, zone, after)).toEqual(watch(schedule, zone, after));
    });
    fc.assert(property, { numRuns: 15 });
  }, 60_000);

  test('from one time to the next no day is left out and none comes twice', () => {
    const property = fc.property(schedules, fc.constantFrom(...ZONES), instants, (schedule, zone, after) => {
      const first = nextDue(schedule, zone, after);
      const second = nextDue(schedule, zone, first.at);
      expect(dueBefore(schedule, second.on)).toBe(first.on);
    });
    fc.assert(property, { numRuns: 500 });
  });
});

/** Looks at the clock on the wall minute by minute, from two days before, and notes each day on which its time has come. */
function watch(schedule: Schedule, zone: string, after: Date) {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const come = new Set<string>();
  for (let at = after.getTime() - 2 * 24 * 60 * 60_000; ; at += 60_000) {
    const [date = '', clock = ''] = format.format(at).split(' ');
    if (clock < schedule.time || come.has(date)) continue;
    come.add(date);
    if (at > after.getTime() && suits(schedule, date)) return { on: date, at: new Date(at) };
  }
}

function suits(schedule: Schedule, date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  if (schedule.every === 'day') return true;
  if (schedule.every === 'workday') return weekday >= 1 && weekday <= 5;
  if (schedule.every === 'week') return weekday === schedule.weekday;
  return schedule.every === 'month' && day === Math.min(schedule.day, new Date(year, month, 0).getDate());
}
