import { expect, test } from 'vitest';
import { labeled, scoreSlots, slotsIn } from './slot-score.ts';

const NAMES = ['product', 'service', 'device', 'asset_tag', 'ticket', 'person', 'date', 'duration', 'urgency', 'hindrance', 'reason', 'error_code', 'place'];

test('there is enough to measure with', () => {
  expect(labeled.length).toBeGreaterThan(250);
});

test('of the slots that people labeled, 95 % are found exactly, and hardly any others', () => {
  const { f1, mistakes } = scoreSlots();
  expect({ enough: f1 >= 0.95, mistakes }).toMatchObject({ enough: true });
});

test.each(NAMES)('%s is found well by itself', (name) => {
  const { f1, mistakes } = scoreSlots([name]);
  expect({ enough: f1 >= 0.85, mistakes }).toMatchObject({ enough: true });
});

test('a message takes less than half a millisecond', () => {
  // Of the processor: the machine may be busy with other tests.
  const rounds = [1, 2, 3].map(() => {
    const start = process.cpuUsage();
    for (const { text } of labeled) slotsIn(text);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000 / labeled.length;
  });
  expect(Math.min(...rounds)).toBeLessThan(0.5);
});
