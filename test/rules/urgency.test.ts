import { expect, test } from 'vitest';
import { isUpset, isUrgency, urgencyOf } from '#rules/urgency.ts';

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

test('what a form sends is one of the three, or no urgency', () => {
  expect(['can_wait', 'slowed', 'blocked', 'high', undefined].filter((value) => isUrgency(value))).toEqual(['can_wait', 'slowed', 'blocked']);
});

test('the name of what is said counts, and not its value alone', () => {
  expect(urgencyOf([{ name: 'impact', value: 'high' }])).toBeUndefined();
});

test.each([
  ['This is the third time', true],
  ['WHY DOES NOTHING EVER work', true],
  ['it broke! again! !', true],
  ['what?!?', true],
  ['MY VPN AND MFA', false],
  ['THIS LAPTOP DIED', false],
  ['Please help with this LAPTOP', false],
  ['great! thanks!', false],
  ['why? no idea', false],
  ['no', false],
])('“%s” sounds as if somebody has had enough: %s', (text, upset) => {
  expect(isUpset(text)).toBe(upset);
});
