/** What is kept of a ticket's clocks, and how their time is told in parts. */
import { describe, expect, test } from 'vitest';
import type { TicketEvent } from '#core/ticket.ts';
import { explainCycle } from '#rules/sla/explain.ts';
import { cycleKey, differencesOf, replayTicket, type KeptCycle } from '#rules/sla/replay.ts';
import { HOUR, officePlan } from '#test/rules/business-time/plans.ts';
import { ask, claim, cycles, edition, fri, mon, nextMon, policy, prioritize, reopen, reply, report, resolve, sat, thu, tue, wed, type Entry } from './story.ts';

const noted: TicketEvent = { type: 'noted', messageId: 3 };
const kept = (entries: readonly Entry[], at: Date, editions = [edition()]) =>
  replayTicket({ id: 1001, entries: entries.map(([when, event]) => ({ at: when, event })) }, editions, at).map((clock) => clock.kept);

const ASKED: readonly Entry[] = [
  [mon(10), report()],
  [mon(11), claim],
  [mon(12), ask],
  [mon(15), noted],
];
const USUAL = { ticketId: 1001, number: 1, policyId: 'usual', policyVersion: 1, targetMs: 8 * HOUR, startedAt: mon(10), brokenBefore: 0 };

describe('kept of a ticket', () => {
  test('is each clock, with what counted and was paused until the last event', () => {
    expect(kept(ASKED, wed(9))).toEqual([
      { ...USUAL, metric: 'first_response', state: 'stopped', dueAt: tue(10), endedAt: mon(12), elapsedMs: 2 * HOUR, pausedMs: 0 },
      { ...USUAL, metric: 'resolution', state: 'paused', dueAt: null, endedAt: null, elapsedMs: 2 * HOUR, pausedMs: 3 * HOUR },
    ]);
  });

  test('is the pause that is over, and not one that was none', () => {
    const answered: readonly Entry[] = [...ASKED, [tue(9), reply('requester')], [tue(10), reply('agent')], [tue(11), resolve]];
    const [, next, resolution] = kept(answered, wed(9));
    expect(next).toMatchObject({ metric: 'next_response', number: 1, state: 'stopped', startedAt: tue(9), endedAt: tue(10), elapsedMs: HOUR, pausedMs: 0 });
    expect(resolution).toMatchObject({ state: 'stopped', endedAt: tue(11), elapsedMs: 4 * HOUR, pausedMs: 21 * HOUR });
  });

  test('does not change because time passes', () => {
    const open: readonly Entry[] = [[mon(10), report()]];
    const [now, later] = [kept(open, mon(11)), kept(open, wed(9))];
    expect(later).toEqual(now);
    expect(now).toMatchObject([
      { metric: 'first_response', state: 'running', dueAt: tue(10), elapsedMs: 0 },
      { metric: 'resolution', state: 'running', dueAt: tue(10), elapsedMs: 0 },
    ]);
  });

  test('changes when a pause ends by itself, as of then', () => {
    const snoozed: readonly Entry[] = [
      [mon(9), report()],
      [mon(10), claim],
      [mon(11), { type: 'snoozed', until: tue(10).toISOString(), reason: 'The part comes' }],
    ];
    const [, woken] = kept(snoozed, tue(12));
    expect(woken).toMatchObject({ state: 'running', dueAt: tue(16), elapsedMs: 2 * HOUR, pausedMs: 23 * HOUR });
  });

  test('is nothing before it was reported', () => {
    expect(kept(ASKED, mon(9))).toEqual([]);
  });

  test('is its time alone where nothing is promised', () => {
    const nothing = { state: 'no_promise', policyId: null, policyVersion: null, targetMs: null, dueAt: null, startedAt: mon(10) };
    expect(kept([[mon(10), report()]], wed(9), [])).toMatchObject([nothing, nothing]);
  });

  test('is a promise that was broken under an earlier priority', () => {
    const late: readonly Entry[] = [
      [mon(9), report(1)],
      [mon(12), prioritize(3)],
    ];
    expect(kept(late, mon(13))).toMatchObject([{ brokenBefore: 1, targetMs: 8 * HOUR }, { brokenBefore: 1 }]);
  });
});

test('of two records of a cycle, every figure that differs is named, instants by when they are', () => {
  const [cycle] = kept(ASKED, wed(9));
  if (!cycle) throw new Error('There is a clock for the first response.');
  const other: KeptCycle = { ...cycle, dueAt: tue(10), endedAt: null, elapsedMs: HOUR };
  const differences = [differencesOf(cycle, cycle), differencesOf(cycle, other), differencesOf(other, cycle)];
  expect(differences).toEqual([[], ['endedAt', 'elapsedMs'], ['endedAt', 'elapsedMs']]);
  expect([cycleKey(cycle), cycleKey({ metric: 'resolution', number: 2 })]).toEqual(['first_response/1', 'resolution/2']);
});

describe('the time of a cycle is told', () => {
  const told = (entries: readonly Entry[], now: Date) =>
    cycles('resolution', entries, now).flatMap((cycle) => explainCycle(cycle, now).map(({ from, to, reckoned }) => [from, to, reckoned.kind]));

  test('in one part while it counts, whatever else is changed meanwhile', () => {
    expect(
      told(
        [
          [mon(10), report()],
          [mon(11), prioritize(2)],
        ],
        mon(12),
      ),
    ).toEqual([[mon(10), mon(12), 'counted']]);
  });

  test('in one part while it is paused for one reason, and in one while the desk is closed', () => {
    const story: readonly Entry[] = [
      [mon(10), report()],
      [mon(11), claim],
      [mon(12), ask],
      [mon(13), prioritize(2)],
      [mon(14), reply('requester')],
      [mon(20), prioritize(3)],
    ];
    expect(told(story, tue(10))).toEqual([
      [mon(10), mon(12), 'counted'],
      [mon(12), mon(14), 'paused'],
      [mon(14), mon(17), 'counted'],
      [mon(17), tue(9), 'closed'],
      [tue(9), tue(10), 'counted'],
    ]);
  });

  test('apart for each reason of a pause, and not yet when it has just begun', () => {
    const snooze = (reason: string): TicketEvent => ({ type: 'snoozed', until: wed(9).toISOString(), reason });
    const story: readonly Entry[] = [
      [mon(10), report()],
      [mon(12), snooze('The part comes')],
      [mon(13), snooze('The part is late')],
    ];
    const [cycle] = cycles('resolution', story, mon(14));
    expect(cycle && explainCycle(cycle, mon(14))).toEqual([
      { from: mon(10), to: mon(12), reckoned: { kind: 'counted' } },
      { from: mon(12), to: mon(13), reckoned: { kind: 'paused', why: 'The part comes' } },
      { from: mon(13), to: mon(14), reckoned: { kind: 'paused', why: 'The part is late' } },
    ]);
    expect(told(story.slice(0, 2), mon(12))).toEqual([[mon(10), mon(12), 'counted']]);
  });

  test('apart for each holiday, of which one may last for days', () => {
    const holidays = [
      { date: '2026-06-02', name: 'Fair' },
      { date: '2026-06-03', name: 'Fair' },
      { date: '2026-06-04', name: 'Corpus Christi' },
    ];
    const editions = [edition([policy()], { office: officePlan('Europe/Vienna', { holidays }) })];
    const [cycle] = cycles('resolution', [[tue(0), report()]], fri(0), editions);
    expect(cycle && explainCycle(cycle, fri(0))).toEqual([
      { from: tue(0), to: thu(0), reckoned: { kind: 'closed', closed: { why: 'holiday', name: 'Fair' } } },
      { from: thu(0), to: fri(0), reckoned: { kind: 'closed', closed: { why: 'holiday', name: 'Corpus Christi' } } },
    ]);
  });

  test('as a pause while it was resolved, where it goes on when it is reopened', () => {
    const story: readonly Entry[] = [
      [mon(10), report()],
      [mon(11), resolve],
      [mon(12), reopen],
    ];
    const [cycle] = cycles('resolution', story, mon(13), [edition([policy({ onReopen: 'resume' })])]);
    const parts = cycle ? explainCycle(cycle, mon(13)) : [];
    expect(parts.map(({ reckoned }) => reckoned)).toEqual([{ kind: 'counted' }, { kind: 'paused', why: 'it was resolved' }, { kind: 'counted' }]);
  });

  test('apart for a night and a weekend, and not at all before it begins', () => {
    const [cycle] = cycles('resolution', [[fri(16), report()]], nextMon(10));
    const parts = cycle ? explainCycle(cycle, nextMon(10)) : [];
    expect(parts.map(({ reckoned }) => (reckoned.kind === 'closed' ? reckoned.closed.why : reckoned.kind)).filter((part) => part === 'day_off')).toHaveLength(
      1,
    );
    expect(parts.find(({ reckoned }) => reckoned.kind === 'closed' && reckoned.closed.why === 'day_off')?.from).toEqual(sat(0));
    expect(cycle && explainCycle(cycle, fri(16))).toEqual([]);
  });
});
