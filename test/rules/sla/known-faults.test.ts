/** What users of other desks complained about, each with the report it comes from. */
import { expect, test } from 'vitest';
import { ALWAYS_OPEN, openCalendar } from '#rules/business-time/calendar.ts';
import { isOpen } from '#rules/business-time/reckon.ts';
import { USUAL_RULES } from '#rules/sla/clock-rules.ts';
import { explainCycle } from '#rules/sla/explain.ts';
import { HOUR, officePlan } from '#test/rules/business-time/plans.ts';
import { ask, claim, cycles, edition, escalate, fri, mon, nextMon, policy, prioritize, readings, reply, report, sat, thu, tue, wed } from './story.ts';

test('the clock pauses while the requester is asked, and nothing is due until they answer (osTicket 3034)', () => {
  const story = [
    [mon(9), report()],
    [mon(9), claim],
    [mon(10), ask],
    [wed(10), reply('requester')],
  ] as const;
  expect(readings('resolution', story, tue(12))).toMatchObject([
    { state: 'paused', elapsed: HOUR, waited: 10 * HOUR, dueAt: undefined, breachedAt: undefined },
  ]);
  expect(readings('resolution', story, wed(11))).toMatchObject([
    { state: 'running', elapsed: 2 * HOUR, waited: 16 * HOUR, dueAt: wed(17), breachedAt: undefined },
  ]);
});

test('waiting time survives a change of policy, team and priority (GLPI 6902, 15605)', () => {
  const network = policy({ id: 'network', conditions: [{ field: 'teamId', in: [2] }], calendar: 'always' });
  const editions = [edition([network, policy()], { always: ALWAYS_OPEN })];
  const story = [
    [mon(9), report(3)],
    [mon(9), claim],
    [mon(10), ask],
    [tue(10), reply('requester')],
    [tue(11), prioritize(2)],
    [tue(12), escalate(2)],
  ] as const;
  // One hour on Monday, two on Tuesday; then one of the four hours is left, around the clock.
  expect(readings('resolution', story, tue(12), editions)).toMatchObject([{ state: 'running', elapsed: 3 * HOUR, waited: 8 * HOUR, dueAt: tue(13) }]);
});

test('nothing is breached while it is paused, not even by a shorter target (GLPI 24481)', () => {
  const story = [
    [mon(9), report(3)],
    [mon(9), claim],
    [mon(14), ask],
    [mon(15), prioritize(1)],
    [thu(10), reply('requester')],
  ] as const;
  expect(readings('resolution', story, thu(9))).toMatchObject([
    { state: 'paused', breachedAt: undefined, thresholds: [{ at: undefined }, { at: undefined }, { at: undefined }] },
  ]);
  expect(readings('resolution', story, thu(11))).toMatchObject([{ state: 'breached', breachedAt: thu(10) }]);
});

test('warnings come within opening hours, not at midnight or on a weekend (Zammad 4432)', () => {
  const calendar = openCalendar(officePlan('Europe/Vienna'));
  const [reading] = readings('resolution', [[fri(15), report(3)]], fri(15));
  expect(reading?.thresholds).toEqual([
    { percent: 50, at: nextMon(11) },
    { percent: 75, at: nextMon(13) },
    { percent: 100, at: nextMon(15) },
  ]);
  // Late at night the target shrinks to less than has passed: that is due when the desk opens.
  const [night] = readings(
    'resolution',
    [
      [thu(9), report(3)],
      [thu(23), prioritize(1)],
    ],
    thu(23, 30),
  );
  expect(night).toMatchObject({ state: 'running', dueAt: fri(9), breachedAt: undefined });
  expect(night?.thresholds.every(({ at }) => at && isOpen(calendar, at))).toBe(true);
});

test('a holiday moves the due time, and its name says why (Zammad 390)', () => {
  const holidays = [{ date: '2026-06-04', name: 'Corpus Christi' }];
  const editions = [edition([policy()], { office: officePlan('Europe/Vienna', { holidays }) })];
  const story = [[wed(15), report(3)]] as const;
  expect(readings('resolution', story, wed(15), editions)).toMatchObject([{ dueAt: fri(15) }]);
  const [cycle] = cycles('resolution', story, fri(10), editions);
  expect(cycle && explainCycle(cycle, fri(10))).toEqual([
    { from: wed(15), to: wed(17), reckoned: { kind: 'counted' } },
    { from: wed(17), to: thu(0), reckoned: { kind: 'closed', closed: { why: 'outside_hours' } } },
    { from: thu(0), to: fri(0), reckoned: { kind: 'closed', closed: { why: 'holiday', name: 'Corpus Christi' } } },
    { from: fri(0), to: fri(9), reckoned: { kind: 'closed', closed: { why: 'outside_hours' } } },
    { from: fri(9), to: fri(10), reckoned: { kind: 'counted' } },
  ]);
});

test('lunch does not count (Frappe 2212), nor does a weekend (FreeScout 3756, 4307; osTicket 1168)', () => {
  const halves = [
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '17:00' },
  ];
  const lunch = { zone: 'Europe/Vienna', week: { monday: halves, friday: halves } };
  expect(readings('resolution', [[fri(11), report(2)]], sat(12), [edition([policy()], { office: lunch })])).toMatchObject([
    { elapsed: 5 * HOUR, breachedAt: fri(16) },
  ]);
  expect(readings('resolution', [[fri(16), report(2)]], nextMon(9), [edition([policy()], { office: lunch })])).toMatchObject([
    { elapsed: HOUR, dueAt: nextMon(12) },
  ]);
});

test('a priority without a target breaks nothing: no promise, and no time counted against a later one (Frappe 2405)', () => {
  const story = [
    [mon(9), report(4)],
    [tue(9), prioritize(2)],
  ] as const;
  expect(readings('resolution', story, mon(16))).toMatchObject([{ state: 'no_promise', elapsed: 0, dueAt: undefined, remaining: undefined }]);
  expect(readings('resolution', story, tue(10))).toMatchObject([{ state: 'running', elapsed: HOUR, dueAt: tue(13) }]);
});

test('each threshold is one instant, the same whenever it is asked (FreeScout 4950, 2674)', () => {
  const at = (now: Date) => readings('resolution', [[mon(9), report(3)]], now)[0]?.thresholds;
  expect(at(mon(9))).toEqual([
    { percent: 50, at: mon(13) },
    { percent: 75, at: mon(15) },
    { percent: 100, at: mon(17) },
  ]);
  expect([at(mon(12)), at(mon(17)), at(thu(9))]).toEqual([at(mon(9)), at(mon(9)), at(mon(9))]);
});

test('what nobody touches is breached all the same, so that somebody can be told (Chatwoot 6889)', () => {
  expect(readings('first_response', [[mon(9), report(1)]], thu(9))).toMatchObject([{ state: 'breached', breachedAt: mon(11), remaining: -22 * HOUR }]);
});

test('a pause with a limit ends by itself (GLPI 15035)', () => {
  const pause = [{ when: { entered: ['waiting' as const] }, reason: 'waiting for your answer', atMost: 24 * HOUR }];
  const rules = { ...USUAL_RULES, resolution: { ...USUAL_RULES.resolution, pause } };
  const story = [
    [mon(9), report(3)],
    [mon(9), claim],
    [mon(10), ask],
  ] as const;
  const editions = [edition([policy({ rules })])];
  expect(readings('resolution', story, mon(12), editions)).toMatchObject([{ state: 'paused', wakesAt: tue(10) }]);
  expect(readings('resolution', story, tue(10), editions)).toMatchObject([{ state: 'running', elapsed: HOUR, wakesAt: undefined }]);
  expect(readings('resolution', story, tue(12), editions)).toMatchObject([{ state: 'running', elapsed: 3 * HOUR, wakesAt: undefined }]);
});
