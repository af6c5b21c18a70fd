import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitRequests } from '#intent/requests.ts';

const parts = (text: string): string[] => splitRequests(text).map((part) => part.text);

it.each([
  ['I need Figma and my laptop is dead, also reset my SAP password', ['I need Figma', 'my laptop is dead', 'reset my SAP password']],
  ['What is the VPN address? Also, I need a new mouse.', ['What is the VPN address', 'I need a new mouse.']],
  ['Hi team. I need Figma. My laptop is broken too.', ['Hi team. I need Figma', 'My laptop is broken too.']],
  ['unlock my account and tell me how to reset it', ['unlock my account', 'tell me how to reset it']],
  ['- new laptop for Anna\n- VPN access for Bob', ['- new laptop for Anna', 'VPN access for Bob']],
  ['the screen flickers, please close T-12', ['the screen flickers', 'please close T-12']],
])('%j is several requests', (text, expected) => {
  expect(parts(text)).toEqual(expected);
});

it.each([
  'mouse and keyboard disconnect',
  'I need Word, Excel and PowerPoint',
  'please close T-12 and T-13',
  'my laptop is dead. It does not start. Thanks!',
  'Jira for Mr. Smith. He starts on Monday',
  'the room 4.12 printer is jammed',
  'hello',
  '',
])('%j is one', (text) => {
  expect(parts(text)).toEqual([text]);
});

it('a story of many sentences is one', () => {
  const story = 'I came in. We had tea. My boss left. I sat down. Our day began. I saw the screen. We all laughed.';
  expect(parts(story)).toEqual([story]);
});

it('parts are words of the message, in order, and apart', () => {
  const word = fc.constantFrom('I need Figma', 'and', ', also', '. ', 'my laptop is dead', '\n- ', 'please', 'reset it', 'T-12', '?', 'it', ' ', 'Hi');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.array(word, { maxLength: 30 }).map((all) => all.join(' ')),
      ),
      (text) => {
        const found = splitRequests(text);
        expect(found.length).toBeGreaterThan(0);
        found.forEach((part, at) => {
          expect(part.text).toBe(text.slice(part.from, part.to));
          expect(part.from).toBeGreaterThanOrEqual(found[at - 1]?.to ?? 0);
        });
      },
    ),
  );
});
