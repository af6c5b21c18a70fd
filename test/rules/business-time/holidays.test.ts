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
  ['FREQ=YEARLY;UNTIL=20280228T235959', ['2024-02-29']],
  ['FREQ=YEARLY;INTERVAL=12', ['2024-02-29']],
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

const NO_DATE = 'it has no date of a whole day (DTSTART;VALUE=DATE).';
const NO_END = 'its end is not a later day (DTEND;VALUE=DATE).';
const NO_EXCEPTION = 'EXDATE is not a list of dates (EXDATE;VALUE=DATE).';
const day = 'DTSTART;VALUE=DATE:20261126';
const noRule = (rule: string) => `it repeats by a rule that is not understood here (${rule}); only the same date every year is.`;

// The odd entry begins in line 9 and says its name in line 10.
const ODD: readonly (readonly [lines: readonly string[], line: number, problem: string])[] = [
  [['DTSTART:20260403T090000Z'], 11, NO_DATE],
  [['DTSTART:20260403'], 11, NO_DATE],
  [['DTSTART;VALUE=DATE:120260403'], 11, NO_DATE],
  [['DTSTART;VALUE=DATE:20260230'], 11, NO_DATE],
  [['DTSTART;VALUE=DATE:20260403T090000Z'], 11, NO_DATE],
  [[], 9, NO_DATE],
  [[day, 'DTEND;VALUE=DATE:20261126'], 12, NO_END],
  [[day, 'DTEND;VALUE=DATE:20261131'], 12, NO_END],
  [[day, 'RRULE:FREQ=YEARLY', 'EXDATE:20271126T000000Z'], 13, NO_EXCEPTION],
  [[day, 'RRULE:FREQ=YEARLY', 'EXDATE;VALUE=DATE:20271126,soon'], 13, NO_EXCEPTION],
  ...['RDATE', 'RECURRENCE-ID', 'DURATION', 'EXRULE'].map((name) => [[day, `${name}:P2D`], 12, `${name} is not understood here.`] as const),
  ...[
    'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH',
    'FREQ=MONTHLY',
    'INTERVAL=2',
    'FREQ=YEARLY;INTERVAL=0',
    'FREQ=YEARLY;COUNT=10000',
    'FREQ=YEARLY;COUNT=x9',
    'FREQ=YEARLY;UNTIL=20261131',
    'FREQ=YEARLY;UNTIL=20271126Z',
    'FREQ=YEARLY;UNTIL=x20271126',
    'FREQ=YEARLY;BYMONTH=12',
    'FREQ=YEARLY;BYMONTHDAY=27',
  ].map((rule) => [[day, `RRULE:${rule}`], 12, noRule(rule)] as const),
  [[day, 'RRULE:FREQ=YEARLY', 'RRULE:FREQ=YEARLY'], 12, noRule('FREQ=YEARLY')],
];

test.each(ODD)('what cannot be read is left out and reported with its line, not ignored: %j', (lines, line, problem) => {
  const { entries, problems } = readHolidayFile(file(once, ['SUMMARY:Odd day', ...lines]));
  expect(entries.map(({ name }) => name)).toEqual(['Good Friday']);
  expect(problems).toEqual([{ line, problem: `Odd day: ${problem}` }]);
});

test.each([
  ['<html>Sign in</html>', [[1, 'This is not an iCal file: it has no BEGIN:VCALENDAR.']]],
  ['X-BEGIN:VCALENDAR', [[1, 'This is not an iCal file: it has no BEGIN:VCALENDAR.']]],
  ['BEGIN:VCALENDAR\nBEGIN:VEVENT\nBEGIN:VALARM', [[3, 'The file stops in the middle of VALARM.']]],
  [
    `BEGIN:VCALENDAR\nBEGIN:VEVENT\nwhat is:this${'?'.repeat(99)}\nEND:VEVENT\nEND:VCALENDAR`,
    [
      [3, `“what is:this${'?'.repeat(48)}” is not a line of an iCal file.`],
      [2, 'An entry without a name: nobody could tell what it is (SUMMARY).'],
    ],
  ],
  [
    'BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR',
    [
      [2, 'END:VEVENT ends what has not begun.'],
      [3, 'END:VCALENDAR ends what has not begun.'],
    ],
  ],
])('a file that is none, stops or is muddled is reported with the line: %s', (text, problems) => {
  expect(readHolidayFile(text)).toEqual({ entries: [], problems: problems.map(([line, problem]) => ({ line, problem })) });
});

test('small letters, tabs, line feeds, blank lines and quoted settings are read like any others', () => {
  const lines = [
    '\uFEFFbegin:vcalendar',
    'begin:vevent',
    'summary: Kings\\; ',
    '\tQueens\\nand\\NC:\\\\ ',
    '',
    'dtstart;x-a="a;b:c",de,"f;g:h";value="date": 20260427 ',
    'end:vevent',
    'end:vcalendar',
  ];
  const { entries, problems } = readHolidayFile(lines.join('\n'));
  expect(problems).toEqual([]);
  expect(entries).toMatchObject([{ name: 'Kings; Queens and C:\\', kind: '', lengthInDays: 1, yearly: undefined }]);
  expect(holidayDates(entries, { fromYear: 2026, toYear: 2026 }).map(({ date }) => date)).toEqual(['2026-04-27']);
});

test('several days on which a holiday is not, and the time at which it is no more, are read', () => {
  const rule = 'RRULE:FREQ=YEARLY;COUNT=4;WKST=MO';
  const { entries } = readHolidayFile(
    file([...yearly.slice(0, 2), rule, 'EXDATE;VALUE=DATE:20251225,20261225'], ['SUMMARY:Fair', day, 'RRULE:FREQ=YEARLY;UNTIL=20271126T000000Z']),
  );
  expect(holidayDates(entries, { fromYear: 2024, toYear: 2030 }).map(({ date }) => date)).toEqual(['2024-12-25', '2026-11-26', '2027-11-26', '2027-12-25']);
});

test('a cancelled entry is no holiday, and an alarm within one does not change it', () => {
  const alarm = ['BEGIN:VALARM', 'DTSTART:20260101T000000', 'END:VALARM'];
  const { entries, problems } = readHolidayFile(
    file([...once.slice(0, 1), ...alarm, ...once.slice(1)], ['SUMMARY:Off', 'DTSTART;VALUE=DATE:20260501', 'STATUS:cancelled']),
  );
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
  expect(unknownNames(entries, ['Observance', 'village FAIR', 'Vilage Fair'])).toEqual(['Vilage Fair']);
});
