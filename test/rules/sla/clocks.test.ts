import { expect, test } from 'vitest';
import { USUAL_RULES, type ClockRules } from '#rules/sla/clock-rules.ts';
import { explainCycle, totalsOf } from '#rules/sla/explain.ts';
import type { SlaMetric } from '#rules/sla/metrics.ts';
import { HOUR } from '#test/rules/business-time/plans.ts';
import {
  ask,
  claim,
  cycles,
  edition,
  escalate,
  mon,
  policy,
  prioritize,
  readings,
  reopen,
  reply,
  report,
  resolve,
  thu,
  tue,
  wed,
  withdraw,
  type Entry,
} from './story.ts';

test('the first response is met by the first human reply, not by claiming', () => {
  const story = [
    [mon(10), report()],
    [mon(11), claim],
    [mon(12), reply('agent')],
  ] as const;
  expect(readings('first_response', story, mon(11, 30))).toMatchObject([{ state: 'running', elapsed: 1.5 * HOUR, remaining: 6.5 * HOUR, dueAt: tue(10) }]);
  expect(readings('first_response', story, wed(9))).toMatchObject([{ state: 'met', elapsed: 2 * HOUR }]);
});

test('a desk may choose that claiming is a response', () => {
  const rules = { ...USUAL_RULES, first_response: { ...USUAL_RULES.first_response, stop: [{ events: ['claimed' as const] }] } };
  expect(
    readings(
      'first_response',
      [
        [mon(10), report()],
        [mon(11), claim],
      ],
      wed(9),
      [edition([policy({ rules })])],
    ),
  ).toMatchObject([{ state: 'met', elapsed: HOUR }]);
});

test('each answer that the requester waits for has a clock, from the oldest that is not answered', () => {
  const story = [
    [mon(9), report()],
    [mon(10), reply('agent')],
    [mon(11), reply('requester')],
    [mon(12), reply('requester')],
    [mon(14), reply('agent')],
    [mon(15), reply('requester')],
  ] as const;
  expect(readings('next_response', story, mon(16))).toMatchObject([
    { state: 'met', elapsed: 3 * HOUR },
    { state: 'running', elapsed: HOUR },
  ]);
});

test('thanks after it was resolved waits for no answer, nor does what is added before the first one', () => {
  const thanks: readonly Entry[] = [
    [mon(9), report()],
    [mon(9), reply('agent')],
    [mon(10), resolve],
    [mon(11), reply('requester')],
  ];
  const added: readonly Entry[] = [
    [mon(9), report()],
    [mon(10), reply('requester')],
  ];
  expect([readings('next_response', thanks, tue(9)), readings('next_response', added, tue(9))]).toEqual([[], []]);
});

test('paused at the very instant at which it is due, it is not late', () => {
  const story = [
    [mon(9), report(1)],
    [mon(9), claim],
    [mon(11), ask],
    [tue(9), reply('requester')],
  ] as const;
  expect(readings('resolution', story, mon(16))).toMatchObject([{ state: 'paused', remaining: 0 }]);
  expect(readings('resolution', [...story, [tue(9), resolve]], tue(10))).toMatchObject([{ state: 'met' }]);
});

test('another priority recalculates, restarts or keeps, as the policy says', () => {
  const story = [
    [mon(9), report(3)],
    [mon(11), prioritize(2)],
  ] as const;
  const under = (onPriorityChange: 'recalculate' | 'restart' | 'keep') => readings('resolution', story, mon(12), [edition([policy({ onPriorityChange })])]);
  expect(under('recalculate')).toMatchObject([{ elapsed: 3 * HOUR, dueAt: mon(13) }]);
  expect(under('restart')).toMatchObject([
    { state: 'cancelled', elapsed: 2 * HOUR },
    { elapsed: HOUR, dueAt: mon(15) },
  ]);
  expect(under('keep')).toMatchObject([{ elapsed: 3 * HOUR, dueAt: mon(17) }]);
});

test('a lower priority does not undo a promise that was broken', () => {
  const [reading] = readings(
    'resolution',
    [
      [mon(9), report(1)],
      [mon(12), prioritize(3)],
    ],
    mon(13),
  );
  expect(reading).toMatchObject({ state: 'running', dueAt: mon(17), brokenBefore: [{ at: mon(11) }] });
});

test('what is reopened is promised anew, or goes on without the time for which it was resolved', () => {
  const story = [
    [mon(9), report(3)],
    [mon(11), resolve],
    [tue(9), reopen],
  ] as const;
  expect(readings('resolution', story, tue(10))).toMatchObject([
    { state: 'met', elapsed: 2 * HOUR },
    { state: 'running', elapsed: HOUR },
  ]);
  const resumed = readings('resolution', story, tue(10), [edition([policy({ onReopen: 'resume' })])]);
  expect(resumed).toMatchObject([{ state: 'running', elapsed: 3 * HOUR, waited: 6 * HOUR }]);
});

test('only the solution goes on where it was, and only when it is reopened after a promise that was kept or broken', () => {
  const numbers = (metric: SlaMetric, story: readonly Entry[], changed: Partial<ClockRules>, since = new Date(0)) => {
    const rules = { ...USUAL_RULES, resolution: { ...USUAL_RULES.resolution, ...changed } };
    return cycles(metric, story, tue(10), [edition([policy({ rules, onReopen: 'resume' })], {}, since)]).map(({ number, end }) => [number, end?.how]);
  };
  const story: readonly Entry[] = [
    [mon(9), report()],
    [mon(10), reply('agent')],
    [mon(11), reply('requester')],
    [mon(12), resolve],
    [tue(9), reopen],
  ];
  const anew = [
    [1, 'stopped'],
    [2, undefined],
  ];
  expect(numbers('resolution', story, {})).toEqual([[1, undefined]]);
  expect(numbers('next_response', story, {})).toEqual(anew);
  // Nothing was promised when it was reported.
  expect(numbers('resolution', story, {}, mon(10))).toEqual(anew);
  expect(numbers('resolution', story, { cancel: [{ entered: ['resolved'] }] })).toEqual([[1, 'cancelled'], anew[1]]);
  const asked: readonly Entry[] = [...story.slice(0, 1), [mon(10), claim], [mon(11), ask], [mon(12), reply('requester')]];
  expect(numbers('resolution', asked, { start: [{ events: ['reported'] }, { left: ['waiting'] }], stop: [{ entered: ['waiting'] }] })).toEqual(anew);
});

test('what is snoozed stays so whatever is noted meanwhile', () => {
  const story: readonly Entry[] = [
    [mon(9), report()],
    [mon(11), { type: 'snoozed', until: wed(9).toISOString(), reason: 'The part comes' }],
    [mon(12), { type: 'noted', messageId: 3 }],
  ];
  expect(readings('resolution', story, tue(12))).toMatchObject([{ state: 'paused', elapsed: 2 * HOUR, wakesAt: wed(9) }]);
});

test('a priority that has no target ends the promise, and not the time that has passed', () => {
  const story: readonly Entry[] = [
    [mon(9), report(3)],
    [mon(11), prioritize(4)],
  ];
  expect(readings('resolution', story, mon(16))).toMatchObject([{ state: 'no_promise', elapsed: 2 * HOUR, dueAt: undefined }]);
});

test('a withdrawn ticket owes nothing, and a reset forgets what has passed', () => {
  expect(
    readings(
      'resolution',
      [
        [mon(9), report()],
        [mon(10), withdraw],
      ],
      thu(9),
    ),
  ).toMatchObject([{ state: 'cancelled', elapsed: HOUR }]);
  const rules = { ...USUAL_RULES, resolution: { ...USUAL_RULES.resolution, reset: [{ events: ['escalated' as const] }] } };
  const editions = [edition([policy({ rules })])];
  const story: readonly Entry[] = [
    [mon(9), report()],
    [mon(11), escalate(2)],
  ];
  expect(cycles('resolution', story, mon(12), editions).map(({ number }) => number)).toEqual([1, 2]);
  expect(readings('resolution', story, mon(12), editions)).toMatchObject([
    { state: 'cancelled', elapsed: 2 * HOUR },
    { state: 'running', elapsed: HOUR },
  ]);
});

test('the explanation adds up, with the pause as one even over night', () => {
  const story = [
    [mon(16), report(3)],
    [mon(16), claim],
    [mon(16, 30), ask],
    [wed(10), reply('requester')],
  ] as const;
  const [cycle] = cycles('resolution', story, wed(11));
  const explained = cycle ? explainCycle(cycle, wed(11)) : [];
  expect(explained.map(({ reckoned }) => reckoned.kind)).toEqual(['counted', 'paused', 'counted']);
  expect(totalsOf(explained)).toEqual({ counted: 1.5 * HOUR, paused: 41.5 * HOUR, closed: 0, no_promise: 0 });
});
