import { expect, test } from 'vitest';
import { urgencyOf } from '#rules/urgency.ts';

test.each([
  ['a whole team that is stopped', [['urgency', 'critical']], 'blocked'],
  ['what is said to be urgent', [['urgency', 'high']], 'blocked'],
  ['somebody who cannot work', [['hindrance', 'blocked']], 'blocked'],
  [
    'somebody who cannot work and is patient',
    [
      ['urgency', 'low'],
      ['hindrance', 'blocked'],
    ],
    'blocked',
  ],
  ['what has time', [['urgency', 'low']], 'can_wait'],
  [
    'what is slow and has time',
    [
      ['hindrance', 'slowed'],
      ['urgency', 'low'],
    ],
    'can_wait',
  ],
  ['what is slow', [['hindrance', 'slowed']], 'slowed'],
  [
    'words that say nothing of it',
    [
      ['device', 'laptop'],
      ['impact', 'team'],
    ],
    undefined,
  ],
  ['no words', [], undefined],
] as const)('%s: %j is %s', (_, slots, urgency) => {
  expect(urgencyOf(slots.map(([name, value]) => ({ name, value })))).toBe(urgency);
});
