import { describe, expect, test } from 'vitest';
import type { TicketEvent } from '#core/ticket.ts';
import { nextOfOwner, nextOfRequester } from '#rules/follow-up.ts';
import { USUAL_NOTICES } from '#rules/notices.ts';
import { silenceOf } from '#rules/silence.ts';
import { momentsOf } from '#rules/sla/moments.ts';
import { openCalendar } from '#rules/business-time/calendar.ts';
import { officePlan } from './business-time/plans.ts';
import { ask, claim, escalate, mon, nextMon, prioritize, reply, report, resolve, tue, wed, withdraw, type Entry } from './sla/story.ts';

const BACK: TicketEvent = { type: 'handed_back' };
const STILL: TicketEvent = { type: 'affirmed', reason: '' };
const snooze: TicketEvent = { type: 'snoozed', until: '2026-06-03T07:00:00Z', reason: 'The part comes' };
const WOKEN: TicketEvent = { type: 'woken' };
const approval = (stands: 'pending' | 'approved'): TicketEvent => ({ type: 'approval', stands, digest: 'a' });
const remind = (whom: 'owner' | 'requester'): TicketEvent => ({ type: 'reminded', whom });
const note: TicketEvent = { type: 'noted', messageId: 3 };
const over: TicketEvent = { type: 'handed_over', assigneeId: 8 };

/** An event an hour, from Monday at nine. */
const silence = (...events: TicketEvent[]) => {
  const entries: Entry[] = [report(), ...events].map((event, hour) => [mon(9 + hour), event]);
  return silenceOf(momentsOf({ id: 1, entries: entries.map(([at, event]) => ({ at, event })) }, nextMon(9)));
};

describe('what a ticket waits for', () => {
  test.each<[string, TicketEvent[], object]>([
    ['to be taken, since it was reported', [], { kind: 'unclaimed', version: 1, from: mon(9), letGoBy: null }],
    ['to be taken, whatever is noted or said meanwhile', [note, reply('requester'), reply('agent'), prioritize(1)], { kind: 'unclaimed', version: 1 }],
    ['to be taken, by anybody but who let it go', [claim, BACK], { kind: 'unclaimed', version: 3, from: mon(11), letGoBy: 7 }],
    ['to be taken in the other team, anew', [escalate(2)], { kind: 'unclaimed', version: 2, from: mon(10), letGoBy: null }],
    ['to be taken, anew after a snooze', [snooze, WOKEN], { kind: 'unclaimed', version: 3, from: mon(11) }],
    ['to be taken, anew after an approval', [approval('pending'), approval('approved')], { kind: 'unclaimed', version: 3 }],
    ['to be taken in the other team, by anybody', [claim, escalate(2)], { kind: 'unclaimed', version: 3, letGoBy: null }],
    ['for its owner, whose number is that of the team', [{ type: 'handed_over', assigneeId: 1 }], { kind: 'owner', ownerId: 1, version: 2 }],
    ['for its owner, though the requester was reminded', [claim, remind('requester')], { kind: 'owner', version: 2, askedAt: undefined }],
    ['for its owner to write, since they took it', [claim], { kind: 'owner', ownerId: 7, version: 2, from: mon(10), askedAt: undefined }],
    ['for the next owner, since they got it', [claim, over], { kind: 'owner', ownerId: 8, version: 3, from: mon(11) }],
    ['for its owner, not since a note or the requester’s word', [claim, note, reply('requester')], { kind: 'owner', version: 2 }],
    ['for its owner, since the last word of the team', [claim, reply('agent'), note], { kind: 'owner', version: 3, from: mon(11) }],
    ['for its owner, who was asked', [claim, remind('owner'), note], { kind: 'owner', version: 2, askedAt: mon(11) }],
    ['for its owner, who has said that they are on it', [claim, remind('owner'), STILL], { kind: 'owner', version: 4, askedAt: undefined }],
    ['for its owner, since the requester answered', [claim, ask, reply('requester')], { kind: 'owner', version: 4 }],
    ['for the requester, since they were asked', [claim, ask], { kind: 'requester', version: 3, from: mon(11), remindedAt: [] }],
    ['for the requester, though another takes it', [claim, ask, over], { kind: 'requester', version: 3 }],
    [
      'for the requester, who was reminded',
      [claim, ask, remind('requester'), note, remind('requester')],
      { kind: 'requester', remindedAt: [mon(12), mon(14)] },
    ],
    ['for the requester, since the team wrote once more', [claim, ask, remind('requester'), reply('agent')], { kind: 'requester', version: 5, remindedAt: [] }],
  ])('%s', (_, events, expected) => expect(silence(...events)).toMatchObject(expected));

  test.each<[string, TicketEvent[]]>([
    ['snoozed', [claim, snooze]],
    ['waiting for an approval', [claim, approval('pending')]],
    ['resolved', [claim, resolve]],
    ['withdrawn', [withdraw]],
  ])('is nothing while it is %s', (_, events) => expect(silence(...events)).toBeUndefined());

  test('is nothing before it is reported', () => expect(silenceOf([])).toBeUndefined());
});

describe('when it is too long', () => {
  const calendar = openCalendar(officePlan('Europe/Vienna'));
  const awake = { quiet: undefined, zone: 'Europe/Vienna' };
  const owner = (askedAt: Date | undefined, now: Date) =>
    nextOfOwner({ kind: 'owner', ownerId: 7, version: 2, from: mon(14), askedAt }, { settings: USUAL_NOTICES, calendar, owner: awake, now });

  test('an owner is asked after four opening hours, and lets go two after that', () => {
    expect(owner(undefined, mon(14))).toEqual({ at: tue(10), step: 'ask' });
    expect(owner(tue(10), tue(10))).toEqual({ at: tue(12), step: 'hand_back' });
    expect(owner(tue(16), tue(16))).toEqual({ at: wed(10), step: 'hand_back' });
  });

  test('what is late is done when the team is at work', () => expect(owner(undefined, tue(22))).toEqual({ at: wed(9), step: 'ask' }));

  const requester = (...remindedAt: Date[]) =>
    nextOfRequester({ kind: 'requester', version: 3, from: mon(9), remindedAt }, { settings: USUAL_NOTICES, requester: awake, now: mon(9) });

  test('a requester is reminded every two days, twice, and three days later it is over', () => {
    expect(requester()).toEqual({ at: wed(9), step: 'remind' });
    expect(requester(wed(10))).toEqual({ at: new Date(wed(10).getTime() + 48 * 3_600_000), step: 'remind' });
    expect(requester(tue(10), wed(11))).toEqual({ at: new Date(wed(11).getTime() + 72 * 3_600_000), step: 'give_up' });
  });
});
