import { describe, expect, test } from 'vitest';
import { isConfidential, saysConfidential } from '#rules/confidential.ts';

describe('is confidential', () => {
  test.each([
    ['This is confidential: my manager reads my mail'],
    ['it must stay between us'],
    ['What I write is strictly confidential'],
    ['I tell you this in confidence'],
    ['please keep this private'],
    ['Confidential: I am leaving in May'],
    ['private - my pay slip shows a wrong amount'],
    ['It’s confidential: my screen shows mails of my boss'],
    ["it's strictly private"],
    ['that’s private'],
    ['This is highly confidential'],
    ['This is a confidential matter'],
    ['please treat this as confidential'],
    ['Please treat as strictly confidential'],
    ['that stays between us'],
    ['Keep this just between us'],
    ['please make this private'],
    ['Could you keep that to yourself?'],
  ])('%s', (text) => expect(isConfidential(text)).toBe(true));
});

describe('is not', () => {
  test.each([
    ['My laptop does not start'],
    ['I have no confidence in this laptop'],
    ['The private folder cannot be opened'],
    ['I need access to the confidential documents'],
    ['my private phone rings'],
    ['Private-key login fails on the server'],
    ['Private-channel creation fails'],
    ['It is private-key authentication that fails'],
    ['How do I keep it private in SharePoint?'],
    ['how to make this private'],
    ['That’s a private channel of ours'],
    ['My screen keeps this private folder open'],
  ])('%s', (text) => expect(isConfidential(text)).toBe(false));
});

test('one answer of many is enough for all of them', () => {
  const what = 'My pay slip is wrong';
  expect(saysConfidential({ what, note: 'This is confidential' })).toBe(true);
  expect([saysConfidential({ what, note: '' }), saysConfidential({})]).toEqual([false, false]);
});
