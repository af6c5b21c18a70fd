import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeRef, encodeRef } from '#bot/slack/button-ref.ts';
import { anyRef } from './any.ts';

test('what a button does comes back as it was', () => {
  fc.assert(
    fc.property(anyRef, (ref) => {
      const value = encodeRef(ref);
      expect(decodeRef(value)).toEqual(ref);
      expect(value).not.toMatch(/[&<>]/);
    }),
  );
});

test('only what a button does is put into it', () => {
  const button = { action: 'ticket.claim', subject: '1042', label: 'Claim', style: 'primary', opensForm: true } as const;
  expect(encodeRef(button)).toBe('{"action":"ticket.claim","subject":"1042"}');
});

describe('a value is not taken', () => {
  test.each([
    ['empty', ''],
    ['no JSON', 'ticket.claim'],
    ['a list', '["ticket.claim"]'],
    ['null', 'null'],
    ['without an action', '{"subject":"1042"}'],
    ['with an action that has no workflow', '{"action":"claim"}'],
    ['with an action that is no name', '{"action":"ticket.__proto__.x"}'],
    ['with a number for a name', '{"action":"ticket.claim","subject":1042}'],
    ['with half a version', '{"action":"ticket.claim","version":1.5}'],
    ['with something more', '{"action":"ticket.claim","actor":"sam"}'],
    ['too long', JSON.stringify({ action: 'ticket.claim', subject: 'x'.repeat(2000) })],
  ])('that is %s', (_, value) => {
    expect(decodeRef(value)).toBeUndefined();
  });

  test('whatever else it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (value) => {
        expect(decodeRef(value)).toBeUndefined();
      }),
    );
  });
});

test.each([
  ['is too long', { action: 'ticket.rate', subject: 'x'.repeat(1990) }],
  ['could not be read back', { action: 'Ticket rate' }],
])('a button that %s is a mistake, and said to be one', (_, ref) => {
  expect(() => encodeRef(ref)).toThrow('cannot be put into a button');
});
