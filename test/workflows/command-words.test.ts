import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMMANDS, pickFirst, readThreadMessage, splitCode } from '#workflows/ticket/command-words.ts';

describe('what is written in a team’s thread', () => {
  test.each([
    ['!claim', 'claim', ''],
    ['  ！Claim ', 'claim', ''],
    ['!p1', 'priority', '1'],
    ['!P4 ', 'priority', '4'],
    ['!resolve fixed It was the cable', 'resolve', 'fixed It was the cable'],
    ['!resolve fixed one\ntwo', 'resolve', 'fixed one\ntwo'],
    ['!hand over Priya', 'hand over', 'Priya'],
    ['!handover Priya', 'hand over', 'Priya'],
    ['!hand_over: Priya', 'hand over', 'Priya'],
    ['!hand back', 'hand back', ''],
    ['!merge T-1040', 'merge', 'T-1040'],
    ['! merge T-1040', 'merge', 'T-1040'],
    ['!escalate network It is the switch', 'escalate', 'network It is the switch'],
    ['!note they are on holiday', 'note', 'they are on holiday'],
    ['!ask Since when?', 'ask', 'Since when?'],
    ['!status We know the cause', 'status', 'We know the cause'],
    ['!help', 'help', ''],
    ['note: secret', 'note', 'secret'],
    ['Note : secret', 'note', 'secret'],
    ['private note: secret', 'note', 'secret'],
    ['🔒 secret', 'note', 'secret'],
  ])('“%s” is the command %s', (text, name, rest) => {
    expect(readThreadMessage(text)).toEqual({ kind: 'command', command: { name, rest } });
  });

  test.each(['!clam', '!', '!!! urgent', '!p5', '!p1 now', '!claimed', '!claim it please', '!nite secret', '!resolved', '! constructor'])(
    '“%s” is a mistyped command',
    (text) => {
      expect(readThreadMessage(text)).toEqual({ kind: 'mistyped', as: 'command' });
    },
  );

  test.each(['note; secret', 'notes: secret', 'noet: secret', 'not: secret', 'nore : secret', 'Nite: secret', 'onte: secret', 'nnote: secret'])(
    '“%s” is a mistyped note',
    (text) => {
      expect(readThreadMessage(text)).toEqual({ kind: 'mistyped', as: 'note' });
    },
  );

  test.each(['Is it the fan?', 'Note that it restarts by itself', 'Not that I know!', 'Thanks! All good', 'Monday: I come by', 'noted', 'Hello: see below'])(
    '“%s” is a reply',
    (text) => {
      expect(readThreadMessage(text)).toEqual({ kind: 'reply' });
    },
  );

  test('nothing that begins with a bang is a reply', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(readThreadMessage(`!${text}`).kind).not.toBe('reply');
      }),
    );
  });

  test('a command keeps what follows it', () => {
    const words = fc.stringMatching(/^[a-z][a-z ]{0,20}[a-z]$/);
    fc.assert(
      fc.property(
        fc.constantFrom(...COMMANDS.filter((name) => !['article', 'claim', 'hand back', 'help', 'watch', 'stop watching'].includes(name))),
        words,
        (name, rest) => {
          expect(readThreadMessage(`!${name} ${rest}`)).toEqual({ kind: 'command', command: { name, rest } });
        },
      ),
    );
  });
});

describe('who or what is named', () => {
  const people = [
    { value: 1, label: 'Priya Raman' },
    { value: 2, label: 'Sam Okafor' },
    { value: 3, label: 'Sam Okafor-Lee' },
  ];

  test.each([
    ['Priya', { value: 1, rest: '' }],
    ['priya raman: the fan again', { value: 1, rest: 'the fan again' }],
    ['Priya, the fan again', { value: 1, rest: 'the fan again' }],
    ['Sam Okafor-Lee please', { value: 3, rest: 'please' }],
    ['Sam Okafor please', { value: 2, rest: 'please' }],
  ])('“%s” is one of them', (text, found) => {
    expect(pickFirst(people, text)).toEqual(found);
  });

  test.each(['Sam', 'Pri', 'Priyanka', 'somebody', ''])('“%s” is none, or not one', (text) => {
    expect(pickFirst(people, text)).toBeUndefined();
  });

  test.each([
    ['fixed It was the cable', { code: 'fixed', summary: 'It was the cable' }],
    ['no fault found: it starts', { code: 'no_fault_found', summary: 'it starts' }],
    ['no_fault_found it starts', { code: 'no_fault_found', summary: 'it starts' }],
    ['Explained how it works by phone', { code: 'user_error', summary: 'by phone' }],
    ['duplicate', { code: 'duplicate', summary: '' }],
  ])('“%s” says how it ended', (text, found) => {
    expect(splitCode(text)).toEqual(found);
  });

  test.each(['It was the cable', 'fixedit', ''])('“%s” does not say how it ended', (text) => {
    expect(splitCode(text)).toBeUndefined();
  });
});
