import { expect, test } from 'vitest';
import { mostDifferent, outcomeOf, tallyOf, type Outcome } from '#rules/sla/what-if.ts';
import { HOUR } from '#test/rules/business-time/plans.ts';
import { claim, cycles, mon, policy, edition, prioritize, report, resolve, tue, withdraw, type Entry } from './story.ts';

const verdicts = (story: readonly Entry[], now: Date, editions = [edition()]) =>
  cycles('resolution', story, now, editions).map((cycle) => outcomeOf(cycle, now));
const STORY: readonly Entry[] = [
  [mon(9), report()],
  [mon(9), claim],
];
const usual = { policy: 'Usual', metric: 'resolution', number: 1 };

test('a promise is met, broken, open, or of no account', () => {
  expect(verdicts([...STORY, [mon(12), resolve]], tue(9))).toEqual([{ ...usual, verdict: 'met', late: 0 }]);
  expect(verdicts([...STORY, [tue(11), resolve]], tue(12))).toEqual([{ ...usual, verdict: 'breached', late: 2 * HOUR }]);
  expect(verdicts(STORY, tue(10))).toEqual([{ ...usual, verdict: 'breached', late: HOUR }]);
  expect(verdicts(STORY, mon(12))).toEqual([{ ...usual, verdict: 'open', late: 0 }]);
  expect(verdicts([...STORY, [mon(12), withdraw]], tue(9))).toEqual([{ ...usual, verdict: 'cancelled', late: 0 }]);
  expect(verdicts(STORY, tue(9), [edition([policy({ targets: {} })])])).toEqual([{ ...usual, policy: undefined, verdict: 'no_promise', late: 0 }]);
});

test('another priority does not undo what was broken', () => {
  const story: readonly Entry[] = [
    [mon(9), report(1)],
    [mon(14), prioritize(3)],
    [mon(15), resolve],
  ];
  expect(verdicts(story, tue(9))).toEqual([{ ...usual, verdict: 'breached', late: 0 }]);
});

const outcome = (verdict: Outcome['verdict'], late = 0, name = 'Usual'): Outcome => ({ policy: name, metric: 'resolution', number: 1, verdict, late });

test('outcomes are counted by policy and metric', () => {
  const none = { met: 0, breached: 0, open: 0, cancelled: 0, no_promise: 0 };
  expect(tallyOf([outcome('met'), outcome('breached', HOUR), outcome('met'), outcome('open', 0, 'VIP')])).toEqual([
    { policy: 'Usual', metric: 'resolution', counts: { ...none, met: 2, breached: 1 } },
    { policy: 'VIP', metric: 'resolution', counts: { ...none, open: 1 } },
  ]);
});

test('those differ most in which promises turn, and then those that are later or earlier', () => {
  const same = { ticketId: 1, before: [outcome('met')], after: [outcome('met')] };
  const later = { ticketId: 2, before: [outcome('breached', HOUR)], after: [outcome('breached', 9 * HOUR)] };
  const turned = { ticketId: 3, before: [outcome('met')], after: [outcome('breached', HOUR)] };
  const mended = { ticketId: 4, before: [outcome('breached', 2 * HOUR)], after: [outcome('met')] };
  expect(mostDifferent([same, later, turned, mended], 10).map(({ ticketId }) => ticketId)).toEqual([4, 3, 2]);
  expect(mostDifferent([same, later, turned, mended], 1).map(({ ticketId }) => ticketId)).toEqual([4]);
});
