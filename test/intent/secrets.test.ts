import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSecrets, redact as takeOut } from '#intent/secrets.ts';
import { processorMs } from '#test/support/processor-time.ts';
import { labeled } from './slot-score.ts';

const redact = (text: string) => takeOut(text).text;

describe('a secret in a message', () => {
  it.each([
    ['my password is hunter2', 'my password is [password removed]'],
    ['pw: Sommer2024!, thanks', 'pw: [password removed], thanks'],
    ['my password is sunshine', 'my password is [password removed]'],
    ['the password for SAP is Geheim99!', 'the password for SAP is [password removed]'],
    ['my password is "correct horse battery"', 'my password is "[password removed]"'],
    ['I changed my password to Summer2024! and am locked out', 'I changed my password to [password removed] and am locked out'],
    ['login: jdoe / Geheim123', 'login: jdoe / [password removed]'],
    ['password - Tr0ub4dor&3', 'password - [password removed]'],
    ['postgres://app:s3cr3t@db.example.com/x', 'postgres://app:[password removed]@db.example.com/x'],
    ['Server=db;User=sa;Password=Pa55;word;Database=x', 'Server=db;User=sa;Password=[password removed];Database=x'],
    ['api key: 12345678abcdef', 'api key: [key removed]'],
    ['it says AKIAIOSFODNN7EXAMPLE', 'it says [key removed]'],
    ['Authorization: Bearer abcdef1234567890ABCDEF', 'Authorization: Bearer [token removed]'],
    ['token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmN', 'token [token removed]'],
    ['-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----', '[private key removed]'],
    ['https://example.com/a?token=abcdef123456&x=1', 'https://example.com/a?token=[key removed]&x=1'],
    ['card 4111 1111 1111 1111 declined', 'card [card number removed] declined'],
    ['pay to DE89 3704 0044 0532 0130 00', 'pay to [bank account removed]'],
    ['the verification code is 123456', 'the verification code is [code removed]'],
    ['my PIN is 4711', 'my PIN is [code removed]'],
  ])('%j is removed', (text, redacted) => {
    expect(redact(text)).toBe(redacted);
  });
});

describe('what is no secret stays', () => {
  it.each([
    'my password is expired',
    'my password is not accepted',
    'my password is wrong again',
    'My password is the same as before',
    'password: forgot it',
    'Login: password wrong',
    'I forgot my password. It is gone',
    'reset password Office365',
    'reset my password for jsmith@example.com please',
    'the password is in the vault',
    'password LT-00123',
    'ticket T-1042 is about a password',
    'error code 1030, code 0x80070005',
    'two-factor code does not arrive',
    'IMEI 490154203237518',
    'card 4111 1111 1111 1112',
    'DE00 3704 0044 0532 0130 00',
    'serial 5CG1234XYZ at 10.1.2.3',
    'call +49 170 1234567 about order 4500012345',
    'I typed the PIN of my iPhone wrong',
    'the token is expired',
  ])('%s', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('in all labeled messages, for nobody tells one there', () => {
    expect(labeled.map(({ text }) => text).filter((text) => redact(text) !== text)).toEqual([]);
  });
});

const letters = (from: string, minLength: number, maxLength: number) => fc.string({ unit: fc.constantFrom(...from.split('')), minLength, maxLength });
const LOWER = 'abcdefghijkmnopqrstuvwxyz';
/** Twelve signs or more of all kinds: it cannot be part of the words around it. */
const password = fc
  .tuple(letters(LOWER, 4, 8), letters('ABCDEFGHJK', 2, 4), letters('23456789', 3, 5), letters('!#$%&*+', 0, 2), letters(LOWER, 3, 5))
  .map((parts) => parts.join(''));
const telling = fc.constantFrom(
  'my password is ',
  'pw: ',
  'Password=',
  'pwd = ',
  'passphrase: ',
  'the password for the VPN is ',
  'password ',
  'my password to ',
  'api key: ',
  'https://bob:',
);
const rest = fc.constantFrom('', ', thanks', ' and I am locked out', '\nbye', '. Help!');

describe('for all passwords', () => {
  it('what was told is gone, and removing twice changes nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom('', 'Hi, ', 'urgent: '), telling, password, rest, (before, told, secret, after) => {
        const end = told.startsWith('https') ? '@example.com' : '';
        const redacted = redact(before + told + secret + end + after);
        expect(redacted).not.toContain(secret);
        expect(redacted).not.toContain(secret.slice(0, 6));
        expect(redacted).toContain(after.trim());
        expect(redact(redacted)).toBe(redacted);
      }),
    );
  });

  it('places are in order and apart, whatever is written', () => {
    const piece = fc.constantFrom(
      'password',
      'is',
      ':',
      '=',
      '"',
      ';',
      'eyJ',
      '.',
      'Ab1!x',
      '4111111111111111',
      '-----BEGIN PRIVATE KEY-----',
      '\n',
      '[',
      ']',
      'code',
      '123456',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 200 }),
          fc.array(piece, { maxLength: 40 }).map((all) => all.join(' ')),
        ),
        (text) => {
          const places = findSecrets(text);
          places.forEach(({ from, to }, at) => {
            expect(to).toBeGreaterThan(from);
            expect(from).toBeGreaterThanOrEqual(places[at - 1]?.to ?? 0);
          });
        },
      ),
      { numRuns: 300 },
    );
  });
});

it.each([
  ['password is ', 'my '],
  ['password "', ''],
  ['password for ', 'a'],
  ['eyJ-', ''],
  ['1 ', ''],
  ['DE89 3704 ', ''],
  ['-----BEGIN PRIVATE KEY-----', ''],
  ['a://b:', ''],
  ['sk-', ''],
  ['key=', ''],
  ['password', ' '],
])('%j a hundred thousand letters long takes as long as it is long', (piece, between) => {
  const time = (length: number): number => {
    const text = (piece + between).repeat(length / (piece.length + between.length));
    return processorMs(() => findSecrets(text));
  };
  // Ten times the text in a hundred times the time would be quadratic.
  expect(time(100_000)).toBeLessThan(100 + 30 * time(10_000));
});
