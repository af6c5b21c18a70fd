import { expect, test } from 'vitest';
import { USUAL_APPROVALS, waitInWords } from '#rules/approval-times.ts';

const HOUR = 3_600_000;

test.each([
  [USUAL_APPROVALS.nextAfter, 'three days'],
  [24 * HOUR, 'a day'],
  [HOUR, 'an hour'],
  [36 * HOUR, '36 hours'],
  [90 * 60_000, '90 minutes'],
  [14 * 24 * HOUR, '14 days'],
])('%d ms are %s', (wait, words) => {
  expect(waitInWords(wait)).toBe(words);
});

test('whoever was asked is reminded before the next are asked', () => {
  expect(USUAL_APPROVALS.remindAfter).toBeLessThan(USUAL_APPROVALS.nextAfter);
});
