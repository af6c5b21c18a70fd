import { describe, expect, test } from 'vitest';
import { openCalendar } from '#rules/business-time/calendar.ts';
import { nextRung, type Ladder, type Offered } from '#rules/ladder.ts';
import { officePlan } from './business-time/plans.ts';
import { fri, mon, nextMon, tue } from './sla/story.ts';

const VIENNA = { timeZone: 'Europe/Vienna' };
const [SAM, PRIYA, LEE] = [
  { id: 1, ...VIENNA },
  { id: 2, ...VIENNA },
  { id: 3, ...VIENNA },
];
const ladder = (more: Partial<Ladder> = {}): Ladder => ({
  from: mon(9),
  priority: 3,
  calendar: openCalendar(officePlan('Europe/Vienna')),
  perMember: 15 * 60_000,
  quiet: undefined,
  members: [SAM, PRIYA],
  leads: [SAM],
  onCall: undefined,
  offers: [],
  ...more,
});
const offer = (kind: Offered['kind'], personId: number, at: Date, passedAt: Date | null = null): Offered => ({ kind, personId, at, passedAt });
const member = (at: Date, id: number) => ({ at, step: { kind: 'member', personIds: [id] } });
const lead = (at: Date, ...personIds: number[]) => ({ at, step: { kind: 'lead', personIds } });
const call = (at: Date, id: number) => ({ at, step: { kind: 'on_call', personIds: [id] } });

describe('by day', () => {
  test('each has their time, whoever said no has had it, and leads come last and once', () => {
    expect(nextRung(ladder(), mon(9))).toEqual(member(mon(9, 15), 1));
    expect(nextRung(ladder({ offers: [offer('member', 1, mon(9, 15))] }), mon(9, 15))).toEqual(member(mon(9, 30), 2));
    const passed = [offer('member', 1, mon(9, 15), mon(9, 16))];
    expect(nextRung(ladder({ offers: passed }), mon(9, 16))).toEqual(member(mon(9, 16), 2));
    const both = [...passed, offer('member', 2, mon(9, 16))];
    expect(nextRung(ladder({ offers: both }), mon(9, 20))).toEqual(lead(mon(9, 31), 1));
    expect(nextRung(ladder({ offers: [...both, offer('lead', 1, mon(9, 31))] }), mon(9, 31))).toBeUndefined();
  });

  test('there is nobody to ask in a team of nobody, nor by a calendar that never opens', () => {
    expect(nextRung(ladder({ members: [], leads: [] }), mon(9))).toBeUndefined();
    expect(nextRung(ladder({ calendar: openCalendar({ zone: 'Europe/Vienna', week: {} }) }), mon(9))).toBeUndefined();
  });

  test('whose quiet hours are over first comes first, and of the leads those who are awake', () => {
    const quiet = { from: '20:00', to: '07:00' };
    const [newYork, losAngeles] = [
      { id: 4, timeZone: 'America/New_York' },
      { id: 5, timeZone: 'America/Los_Angeles' },
    ];
    expect(nextRung(ladder({ quiet, members: [losAngeles, newYork] }), mon(9))).toEqual(member(mon(13), 4));
    expect(nextRung(ladder({ quiet, members: [], leads: [newYork, SAM, LEE] }), mon(9))).toEqual(lead(mon(9, 15), 1, 3));
    expect(nextRung(ladder({ quiet, members: [], leads: [losAngeles, newYork] }), mon(9))).toEqual(lead(mon(13), 4));
  });

  test('the end of the day passes over to the next, and the weekend to Monday', () => {
    expect(nextRung(ladder({ from: mon(16, 50) }), mon(16, 50))).toEqual(member(tue(9, 5), 1));
    expect(nextRung(ladder({ from: fri(16, 45) }), fri(16, 45))).toEqual(member(nextMon(9), 1));
  });
});

describe('of priority 1', () => {
  const urgent = (more: Partial<Ladder> = {}) => ladder({ priority: 1, leads: [SAM, LEE], ...more });

  test('by day it goes as with any other, until the day ends', () => {
    expect(nextRung(urgent({ onCall: PRIYA }), mon(9))).toEqual(member(mon(9, 15), 1));
    expect(nextRung(urgent({ onCall: PRIYA, from: mon(16, 50) }), mon(16, 50))).toEqual(call(mon(17), 2));
    expect(nextRung(urgent({ from: mon(16, 50) }), mon(16, 50))).toEqual(lead(mon(17), 1, 3));
  });

  test('at night whoever is on call is asked at once, and the leads after plain minutes, or when they say no', () => {
    expect(nextRung(urgent({ onCall: PRIYA }), mon(23))).toEqual(call(mon(23), 2));
    expect(nextRung(urgent({ onCall: PRIYA, offers: [offer('on_call', 2, mon(23))] }), mon(23, 5))).toEqual(lead(mon(23, 15), 1, 3));
    expect(nextRung(urgent({ onCall: PRIYA, offers: [offer('on_call', 2, mon(23), mon(23, 6))] }), mon(23, 6))).toEqual(lead(mon(23, 6), 1, 3));
  });

  test('at night the leads are asked at once when nobody is on call, and nobody when there is nobody', () => {
    expect(nextRung(urgent(), mon(23))).toEqual(lead(mon(23), 1, 3));
    expect(nextRung(urgent({ leads: [] }), mon(23))).toBeUndefined();
  });

  test('in the morning it goes on with those who have not been asked', () => {
    const offers = [offer('on_call', 2, tue(8, 50))];
    expect(nextRung(urgent({ onCall: PRIYA, offers }), tue(9))).toEqual(member(tue(9, 15), 1));
  });
});
