import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { URGENCIES } from '#core/ticket.ts';
import { correctionIn } from '#rules/corrections.ts';
import { routeTo } from '#rules/routing.ts';
import { isUpset, moreUrgent, urgencyOf } from '#rules/urgency.ts';

describe('a correction', () => {
  test.each([
    ['no, the blue one', 'the blue one'],
    ["actually it's the Dell", 'the Dell'],
    ['sorry, I meant Mural.', 'Mural'],
    ['make it two', 'two'],
    ['Actually, it can wait', 'it can wait'],
    ['  no, the blue one... ', 'the blue one'],
    [`no, ${'x'.repeat(296)}`, 'x'.repeat(296)],
  ])('is what follows in “%s”', (text, words) => {
    expect(correctionIn(text)).toBe(words);
  });

  test.each([
    `no, ${'x'.repeat(297)}`,
    'no, !',
    'no',
    'no, thanks',
    'no, something else',
    'nothing works',
    'actually',
    'notebook',
    'sorry, never mind',
    'my laptop does not start',
  ])('is not in “%s”', (text) => {
    expect(correctionIn(text)).toBeUndefined();
  });

  test('is always part of what was said', () => {
    fc.assert(
      fc.property(fc.constantFrom('no, ', 'actually ', 'I meant ', ''), fc.string(), (lead, rest) => {
        const words = correctionIn(lead + rest);
        expect(words === undefined || (words !== '' && (lead + rest).includes(words))).toBe(true);
      }),
    );
  });
});

describe('somebody', () => {
  test.each(['this is the third time!!', "for god's sake", 'I am fed up with this', 'WHY DOES THIS NEVER WORK', 'how many times do I have to ask', 'hello???'])(
    'has had enough who writes “%s”',
    (text) => {
      expect(isUpset(text)).toBe(true);
    },
  );

  test.each([
    'my laptop does not start!',
    'the VPN and MFA do not work',
    'for the third floor',
    'is it ready?',
    'PLEASE HELP',
    'it happens the first time I log in',
  ])('has not who writes “%s”', (text) => {
    expect(isUpset(text)).toBe(false);
  });
});

describe('urgency', () => {
  const slot = (name: 'urgency' | 'hindrance', value: string) => ({ name, value, text: value, from: 0, to: value.length });

  test('is what it does to the work before what it is called, and unknown when nothing is said', () => {
    expect(urgencyOf([slot('urgency', 'low'), slot('hindrance', 'blocked')])).toBe('blocked');
    expect(urgencyOf([slot('urgency', 'critical')])).toBe('blocked');
    expect(urgencyOf([slot('urgency', 'low')])).toBe('can_wait');
    expect(urgencyOf([slot('urgency', 'constructor')])).toBeUndefined();
    expect(urgencyOf([])).toBeUndefined();
  });

  test('rises by one step, and not beyond the last', () => {
    expect(URGENCIES.map(moreUrgent)).toEqual(['blocked', 'blocked', 'slowed']);
  });
});

test('a request goes to the team that has its category among its keywords, and by its words where none has', () => {
  const teams = [
    { id: 1, keywords: [] },
    { id: 2, keywords: ['laptop'] },
    { id: 3, keywords: ['access', 'account'] },
  ];
  expect(routeTo(teams, 'access to the laptop share', 'access')).toBe(3);
  expect(routeTo(teams, 'a new laptop', 'hardware')).toBe(2);
  expect(routeTo(teams, 'a license for Miro', 'software')).toBe(1);
  expect(routeTo(teams, 'a fault of my laptop')).toBe(2);
});
