import { expect, test } from 'vitest';
import { nextLook, pendingOf } from '#rules/sla/thresholds.ts';
import type { Priority } from '#core/ticket.ts';
import { ask, claim, cycles, fri, mon, policy, edition, reply, report, resolve, thu, tue, wed, type Entry } from './story.ts';

/** What is to be told of the solution of a P3, promised within the eight hours of Monday. */
function pending(story: readonly Entry[], now: Date, { told = 0, priority = 3 }: { told?: number; priority?: Priority } = {}) {
  return cycles('resolution', story, now).flatMap((cycle) =>
    pendingOf(cycle, { told, priority, now }).map(({ percent, reachedAt, tellAt }) => ({ percent, reachedAt, tellAt })),
  );
}
const look = (story: readonly Entry[], now: Date, told = 0) => cycles('resolution', story, now).map((cycle) => nextLook(cycle, { told, priority: 3, now }));

const STORY: readonly Entry[] = [
  [mon(9), report()],
  [mon(9), claim],
];

test('each part is told when it is reached', () => {
  expect(pending(STORY, mon(9))).toEqual([
    { percent: 50, reachedAt: mon(13), tellAt: mon(13) },
    { percent: 75, reachedAt: mon(15), tellAt: mon(15) },
    { percent: 100, reachedAt: mon(17), tellAt: mon(17) },
  ]);
  expect(look(STORY, mon(9))).toEqual([mon(13)]);
});

test('what was told is not told again, nor what is below it', () => {
  expect(pending(STORY, mon(16), { told: 75 }).map(({ percent }) => percent)).toEqual([100]);
  expect(look(STORY, mon(16), 75)).toEqual([mon(17)]);
  expect(look(STORY, tue(9), 100)).toEqual([undefined]);
});

test('what is reached just when the desk closes is told then, though nothing is open any more', () => {
  expect(pending(STORY, mon(17, 1), { told: 75 })).toEqual([{ percent: 100, reachedAt: mon(17), tellAt: mon(17, 1) }]);
});

test('what is late waits for the next opening, unless it is of the highest priority', () => {
  const late = (priority: Priority) => pending(STORY, mon(22), { told: 75, priority }).map(({ tellAt }) => tellAt);
  expect(late(3)).toEqual([tue(9)]);
  expect(late(1)).toEqual([mon(22)]);
  expect(pending(STORY, tue(10), { told: 75 }).map(({ tellAt }) => tellAt)).toEqual([tue(10)]);
});

test('nothing is told of a clock that waits or has ended', () => {
  const asked: readonly Entry[] = [...STORY, [mon(14), ask]];
  expect([pending(asked, mon(16)), look(asked, mon(16))]).toEqual([[], [undefined]]);
  const done: readonly Entry[] = [...STORY, [mon(14), resolve]];
  expect([pending(done, mon(16)), look(done, mon(16))]).toEqual([[], [undefined]]);
  // Once it goes on, what was reached before is told, late or not.
  expect(pending([...asked, [wed(10), reply('requester')]], wed(10)).map(({ percent, tellAt }) => [percent, tellAt])).toEqual([
    [50, wed(10)],
    [75, wed(11)],
    [100, wed(13)],
  ]);
});

test('a snooze pauses the solution until its time, whatever the policy says, and a reply is still due', () => {
  const snoozed: readonly Entry[] = [...STORY, [mon(11), { type: 'snoozed', until: thu(10).toISOString(), reason: 'The part comes' }]];
  expect(look(snoozed, mon(12))).toEqual([thu(10)]);
  expect(pending(snoozed, thu(10)).map(({ reachedAt }) => reachedAt)).toEqual([thu(12), thu(14), thu(16)]);
  const [first] = cycles('first_response', snoozed, mon(12));
  expect(first && nextLook(first, { told: 0, priority: 3, now: mon(12) })).toEqual(mon(13));
});

test('a snooze that ends sooner counts from then on', () => {
  const until = fri(10).toISOString();
  const woken: readonly Entry[] = [...STORY, [mon(11), { type: 'snoozed', until, reason: 'x' }], [tue(11), { type: 'woken' }]];
  expect(pending(woken, tue(11)).map(({ reachedAt }) => reachedAt)).toEqual([tue(13), tue(15), tue(17)]);
});

test('nothing is looked at where nothing is promised', () => {
  const [cycle] = cycles('resolution', STORY, mon(10), [edition([policy({ targets: {} })])]);
  expect(cycle && nextLook(cycle, { told: 0, priority: 3, now: mon(10) })).toBeUndefined();
});
