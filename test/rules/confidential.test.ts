import { describe, expect, test } from 'vitest';
import { isConfidential } from '#rules/confidential.ts';

describe('is confidential', () => {
  test.each([
    ['This is confidential: my manager reads my mail'],
    ['it must stay between us'],
    ['What I write is strictly confidential'],
    ['I tell you this in confidence'],
    ['please keep this private'],
    ['Confidential: I am leaving in May'],
    ['private - my pay slip shows a wrong amount'],
  ])('%s', (text) => expect(isConfidential(text)).toBe(true));
});

describe('is not', () => {
  test.each([
    ['My laptop does not start'],
    ['I have no confidence in this laptop'],
    ['The private folder cannot be opened'],
    ['I need access to the confidential documents'],
    ['my private phone rings'],
  ])('%s', (text) => expect(isConfidential(text)).toBe(false));
});
