import { describe, expect, test } from 'vitest';
import { readTime, readWish } from '#workflows/summary/wish.ts';

const read = (text: string) => {
  const wish = readWish(text);
  return wish.kind === 'set' ? wish.values : wish.kind;
};

describe('a sentence about summaries', () => {
  test.each([
    ['send me the SLA summary every Monday at 9', { every: 'week', weekday: '1', time: '09:00' }],
    ['daily summary at 8:30 please', { every: 'day', time: '08:30' }],
    ['every weekday at 9 a summary of my team', { every: 'workday', time: '09:00' }],
    ['weekly summary', { every: 'week', weekday: '1' }],
    ['on the first of each month at noon send me the report', { every: 'month', day: '1', time: '12:00' }],
    ['monthly report on the 15th at 4 pm', { every: 'month', day: '15', time: '16:00' }],
    ['could you send me an automatic overview at the end of every month', { every: 'month', day: '31' }],
    ['summary every friday at 16:00 in our channel', { every: 'week', weekday: '5', time: '16:00', place: 'channel' }],
    ['send the summary at 7 instead of 9', { time: '07:00' }],
    ['move the report from Monday morning to Friday afternoon', { every: 'week', weekday: '5', time: '14:00' }],
    ['make it weekly instead of daily', { every: 'week', weekday: '1' }],
    ['switch from weekly to daily summaries', { every: 'day' }],
    ['change the time of my report to 8 am', { time: '08:00' }],
    ['my report arrives too late, please send it at seven', { time: '07:00' }],
    ['the weekly summary comes on the wrong day, make it Thursday', { every: 'week', weekday: '4' }],
    ['these daily mails are annoying, once a week please', { every: 'week', weekday: '1' }],
    [
      'Hi, I manage the customer care group of 14 people. I’d like a summary of their tickets every Friday at noon.',
      { every: 'week', weekday: '5', time: '12:00' },
    ],
    ['I want a summary', {}],
    ['stop the summary', 'stop'],
    ['please unsubscribe me from these reports', 'stop'],
    ['turn my summaries off', 'stop'],
    ['no more summaries please', 'stop'],
    ['pause the summaries while I’m on vacation', 'beyond'],
    ['summary every two weeks please', 'beyond'],
    ['fortnightly report for my team', 'beyond'],
    ['please send the weekly report to my deputy as well', 'beyond'],
    ['include the approvals in my weekly summary', 'beyond'],
  ])('“%s”', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('for somebody else is beyond what it can do', () => {
    expect(
      readWish('weekly figures to lea.b@example.com', [{ name: 'person', value: 'lea.b@example.com', text: 'lea.b@example.com', from: 18, to: 35 }]).kind,
    ).toBe('beyond');
  });

  test('has its time from the understander, where that knows one', () => {
    const date = { name: 'date', value: '2026-11-30T17:45:00+01:00', text: 'Monday quarter to six', from: 0, to: 0 } as const;
    expect(readWish('every Monday quarter to six', [date])).toMatchObject({ values: { every: 'week', weekday: '1', time: '17:45' } });
  });
});

test.each([
  ['at 9', '09:00'],
  ['at 9:05', '09:05'],
  ['at 12 am', '00:00'],
  ['at 12 pm', '12:00'],
  ['at 16.30', '16:30'],
  ['at 25', undefined],
  ['at 9:75', undefined],
  ['soon', undefined],
])('“%s” is the time %s', (text, time) => expect(readTime(text)).toBe(time));
