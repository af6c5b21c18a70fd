import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WEEKDAYS, type CalendarPlan } from '#rules/business-time/calendar.ts';
import { DAY, formatDate } from '#rules/business-time/local-time.ts';
import { businessTimeBetween } from '#rules/business-time/reckon.ts';
import { workingDaysOf } from '#rules/business-time/working-days.ts';
import { often } from '#rules/schedule-words.ts';

const HOURS = [{ from: '09:00', to: '12:00' }];

test('a day with hours is a working day; holidays and openings differ only where the weekday does not say so already', () => {
  const plan: CalendarPlan = {
    zone: 'Europe/Vienna',
    week: { monday: HOURS, saturday: HOURS },
    holidays: ['2026-03-02', '2026-03-03', '2026-03-09'].map((date) => ({ date, name: 'Holiday' })),
    openings: [
      { date: '2026-03-04', name: 'Open', hours: HOURS },
      { date: '2026-03-07', name: 'Shorter', hours: HOURS },
      { date: '2026-03-09', name: 'Open after all', hours: HOURS },
      { date: '2026-03-14', name: 'Closed', hours: [] },
    ],
  };
  const { zone, week, off, extra } = workingDaysOf(plan);
  expect({ zone, week, off, extra }).toEqual({
    zone: 'Europe/Vienna',
    week: [true, false, false, false, false, true, false],
    off: ['2026-03-02', '2026-03-14'],
    extra: ['2026-03-04'],
  });
});

test('its lists and its whole days tell the same, whatever the calendar', () => {
  const first = Date.UTC(2026, 0, 1) / DAY;
  const dates = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 8 }).map((days) => days.map((day) => formatDate(first + day)));
  const week = fc.tuple(...WEEKDAYS.map(() => fc.boolean()));
  fc.assert(
    fc.property(week, dates, dates, (works, holidays, openings) => {
      const {
        week: fromMonday,
        off,
        extra,
        wholeDays,
      } = workingDaysOf({
        zone: 'UTC',
        week: Object.fromEntries(WEEKDAYS.flatMap((name, index) => (works[index] ? [[name, HOURS]] : []))),
        holidays: holidays.map((date) => ({ date, name: 'Holiday' })),
        openings: openings.map((date) => ({ date, name: 'Open', hours: HOURS })),
      });
      for (let day = first; day < first + 61; day += 1) {
        const usual = fromMonday[(new Date(day * DAY).getUTCDay() + 6) % 7] ?? false;
        const date = formatDate(day);
        const open = businessTimeBetween(wholeDays, new Date(day * DAY), new Date((day + 1) * DAY));
        expect(open).toBe((usual && !off.includes(date)) || extra.includes(date) ? DAY : 0);
      }
    }),
    { numRuns: 100 },
  );
});

test('when something comes round is said in words', () => {
  const time = '09:00';
  expect(often({ every: 'day', time })).toBe('every day at 09:00');
  expect(often({ every: 'workday', time })).toBe('every working day at 09:00');
  expect(often({ every: 'week', weekday: 0, time })).toBe('every Sunday at 09:00');
  const days = [1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 30].map((day) => often({ every: 'month', day, time }).split(' ')[2]);
  expect(days).toEqual(['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '22nd', '23rd', '30th']);
  expect(often({ every: 'month', day: 31, time })).toBe('on the last day of each month at 09:00');
});
