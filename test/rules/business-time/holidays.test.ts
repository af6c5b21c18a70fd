import { expect, test } from 'vitest';
import { readHolidayFile } from '#rules/business-time/holiday-file.ts';
import { holidayDates, unknownNames } from '#rules/business-time/holidays.ts';

/** A file with one entry per list of lines. */
function file(...events: string[][]): string {
  const lines = events.flatMap((event) => ['BEGIN:VEVENT', ...event, 'END:VEVENT']);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
}

const once = ['SUMMARY:Good Friday', 'DTSTART;VALUE=DATE:20260403', 'DTEND;VALUE=DATE:20260404', 'CATEGORIES:Public holiday'];
const yearly = ['SUMMARY:Christmas', 'DTSTART;VALUE=DATE:20241225', 'DTEND;VALUE=DATE:20241227', 'RRULE:FREQ=YEARLY'];

test('holidays are read once and yearly, with their last day left out as the format has it', () => {
  const { entries, problems } = readHolidayFile(file(once, [...yearly, 'EXDATE;VALUE=DATE:20251225']));
  expect(problems).toEqual([]);
  expect(holidayDates(entries, { fromYear: 2024, toYear: 2026 })).toEqual([
    { date: '2024-12-25', name: 'Christmas' },
    { date: '2024-12-26', name: 'Christmas' },
    { date: '2026-04-03', name: 'Good Friday' },
    { date: '2026-12-25', name: 'Christmas' },
    { date: '2026-12-26', name: 'Christmas' },
  ]);
});

test('a holiday over New Year belongs to both years', () => {
  const { entries } = readHolidayFile(file(['SUMMARY:Turn of the year', 'DTSTART;VALUE=DATE:20241231', 'DTEND;VALUE=DATE:20250102', 'RRULE:FREQ=YEARLY']));
  expect(holidayDates(entries, { fromYear: 2026, toYear: 2026 }).map(({ date }) => date)).toEqual(['2026-01-01', '2026-12-31']);
});

test.each([
  ['FREQ=YEARLY;COUNT=2', ['2024-02-29', '2028-02-29']],
  ['FREQ=YEARLY;UNTIL=20280228', ['2024-02-29']],
  ['FREQ=YEARLY;INTERVAL=8', ['2024-02-29', '2032-02-29']],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', ['2024-02-29', '2028-02-29', '2032-02-29']],
])('29 February comes in leap years only: %s', (rule, dates) => {
  const { entries } = readHolidayFile(file(['SUMMARY:Leap day', 'DTSTART;VALUE=DATE:20240229', `RRULE:${rule}`]));
  expect(holidayDates(entries, { fromYear: 2020, toYear: 2035 }).map(({ date }) => date)).toEqual(dates);
});

test('long names are folded, and commas are escaped', () => {
  const { entries } = readHolidayFile(file(['SUMMARY:Kings\\, Que', ' ens', 'DTSTART;VALUE=DATE:20260427']));
  expect(entries.map(({ name }) => name)).toEqual(['Kings, Queens']);
});

test.each([
  [['DTSTART:20260403T090000Z'], 'no date of a whole day'],
  [['DTSTART;VALUE=DATE:20260230'], 'no date of a whole day'],
  [[], 'no date of a whole day'],
  [['DTSTART;VALUE=DATE:20260403', 'DTEND;VALUE=DATE:20260403'], 'its end is not a later day'],
  [['DTSTART;VALUE=DATE:20261126', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'], 'BYDAY=4TH'],
  [['DTSTART;VALUE=DATE:20261126', 'RRULE:FREQ=MONTHLY'], 'FREQ=MONTHLY'],
  [['DTSTART;VALUE=DATE:20261126', 'RRULE:FREQ=YEARLY', 'EXDATE:20271126T000000Z'], 'EXDATE'],
  [['DTSTART;VALUE=DATE:20261126', 'RDATE;VALUE=DATE:20271126'], 'RDATE'],
  [['DTSTART;VALUE=DATE:20261126', 'DURATION:P2D'], 'DURATION'],
])('what cannot be read is left out and reported, not ignored: %j', (lines, words) => {
  const { entries, problems } = readHolidayFile(file(once, ['SUMMARY:Odd day', ...lines]));
  expect(entries.map(({ name }) => name)).toEqual(['Good Friday']);
  expect(problems).toEqual([{ line: expect.any(Number) as number, problem: expect.stringContaining('Odd day: ') as string }]);
  expect(problems[0]?.problem).toContain(words);
});

test('a line that is none, a file that stops and a page that is no calendar are reported with the line', () => {
  expect(readHolidayFile('BEGIN:VCALENDAR\nBEGIN:VEVENT\nwhat is this\nEND:VEVENT\nEND:VCALENDAR').problems[0]).toMatchObject({ line: 3 });
  expect(readHolidayFile('BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Cut').problems).toEqual([{ line: 3, problem: 'The file stops in the middle of VEVENT.' }]);
  expect(readHolidayFile('<html>Sign in</html>').problems).toHaveLength(1);
});

test('a cancelled entry is no holiday, and an alarm within one does not change it', () => {
  const alarm = ['BEGIN:VALARM', 'DTSTART:20260101T000000', 'END:VALARM'];
  const { entries, problems } = readHolidayFile(file([...once, ...alarm], ['SUMMARY:Off', 'DTSTART;VALUE=DATE:20260501', 'STATUS:CANCELLED']));
  expect(problems).toEqual([]);
  expect(entries.map(({ name, kind }) => ({ name, kind }))).toEqual([{ name: 'Good Friday', kind: 'Public holiday' }]);
});

test('local festivals of a public feed are left out by name or by kind, and a name that is mistyped is found', () => {
  const festival = ['SUMMARY:Village Fair', 'DTSTART;VALUE=DATE:20260404', 'DESCRIPTION:Observance\\nTo hide it\\, change the settings'];
  const { entries } = readHolidayFile(file(once, festival));
  const dates = (leaveOut: string[]) => holidayDates(entries, { fromYear: 2026, toYear: 2026, leaveOut }).map(({ name }) => name);
  expect(dates([])).toEqual(['Good Friday', 'Village Fair']);
  expect(dates(['observance'])).toEqual(['Good Friday']);
  expect(dates(['Village fair'])).toEqual(['Good Friday']);
  expect(unknownNames(entries, ['Observance', 'Vilage Fair'])).toEqual(['Vilage Fair']);
});
