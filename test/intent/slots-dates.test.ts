import { describe, expect, it } from 'vitest';
import { findThings } from '#intent/slots.ts';
import { splitWords } from '#intent/words.ts';

/** A Wednesday, 11:00 in Berlin. */
const now = new Date('2026-11-25T10:00:00Z');

function dates(text: string, zone = 'Europe/Berlin'): [string, string][] {
  return findThings(text, splitWords(text), { now, zone }).flatMap((slot) => (/^date|^duration/.test(slot.name) ? [[slot.text, slot.value]] : []));
}

describe('dates', () => {
  it.each([
    ['need it by Friday', 'Friday', '2026-11-27'],
    ['since Monday nothing works', 'Monday', '2026-11-23'],
    ['I asked last Thursday', 'last Thursday', '2026-11-19'],
    ['it broke this morning', 'this morning', '2026-11-25'],
    ['since 8 am it is gone', '8 am', '2026-11-25T08:00:00+01:00'],
    ['tomorrow 3pm', 'tomorrow 3pm', '2026-11-26T15:00:00+01:00'],
    ['until 15 May', '15 May', '2027-05-15'],
    ['two weeks ago', 'two weeks ago', '2026-11-11'],
    ['by the end of the week', 'end of the week', '2026-11-27'],
    ['until the end of March', 'end of March', '2027-03-31'],
    ['by EOD please', 'EOD', '2026-11-25'],
    ['by end of next month', 'end of next month', '2026-12-31'],
    ['away Monday to Wednesday', 'Monday to Wednesday', '2026-11-30/2026-12-02'],
    ['on 2026-12-01', '2026-12-01', '2026-12-01'],
    ['due 12.03.2027', '12.03.2027', '2027-03-12'],
    ['I am away on the 15th', '15th', '2026-12-15'],
    ['by COB Friday', 'COB Friday', '2026-11-27'],
    ['by tomorrow EOD', 'tomorrow EOD', '2026-11-26'],
    ['a digest on Fridays at 8am', 'on Fridays at 8am', '2026-11-27T08:00:00+01:00'],
    ['a loan for half a day', 'half a day', 'PT12H'],
    ['away for two weeks', 'two weeks', 'P2W'],
    ['blocked for 24 hours', '24 hours', 'PT24H'],
    ['a few days', 'a few days', 'P3D'],
  ])('%s: “%s” is %s', (text, words, value) => {
    expect(dates(text)).toEqual([[words, value]]);
  });

  it.each([
    'may I ask',
    'the second monitor',
    'what now',
    'good morning',
    'version 4.12',
    '24/7',
    'a minute please',
    'IP 10.1.2.3',
    'the next day',
    'the HR team',
  ])('%s: none', (text) => {
    expect(dates(text)).toEqual([]);
  });

  it('are those of the reader: what day it is, and month or day first, depends on the zone', () => {
    expect(dates('today', 'Pacific/Auckland')).toEqual([['today', '2026-11-25']]);
    expect(dates('today at 4am', 'Pacific/Kiritimati')).toEqual([['today at 4am', '2026-11-26T04:00:00+14:00']]);
    expect(dates('on 03/04/2027', 'America/New_York')).toEqual([['03/04/2027', '2027-03-04']]);
    expect(dates('on 03/04/2027', 'Europe/London')).toEqual([['03/04/2027', '2027-04-03']]);
    expect(dates('at 5pm tomorrow', 'Nowhere/Land')[0]?.[1]).toBe('2026-11-26T17:00:00Z');
  });

  it('keep the clock of their own day when summer time begins before it', () => {
    expect(dates('on 1 June at 9am')[0]?.[1]).toBe('2027-06-01T09:00:00+02:00');
  });

  it('move from one day to another', () => {
    expect(dates('move my digest from Friday to Thursday').map(([words]) => words)).toEqual(['Friday', 'Thursday']);
  });
});
