import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileInWords, fileName } from '#lib/file-names.ts';

describe('the name of a file', () => {
  test('is one line, no path, never empty and at most 120 characters, whatever it was called', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ unit: fc.constantFrom('/', '\\', '\n', '\u202E', '\u0000', '.', 'a', ' ', '😀') })),
        (given) => {
          const name = fileName(given);
          expect(name).toMatch(/\S/);
          expect(name.length).toBeLessThanOrEqual(120);
          for (const bad of ['/', '\\', '\n', '\u0000', '\u202E']) expect(name).not.toContain(bad);
          expect(name.isWellFormed()).toBe(true);
          expect(fileName(name)).toBe(name);
        },
      ),
    );
  });

  test('keeps its ending when it is cut', () => {
    expect(fileName(`${'x'.repeat(300)}.docx`)).toMatch(/^x+….docx$/);
    expect(fileName('notes.txt')).toBe('notes.txt');
  });
});

test.each([
  [0, 'a.png'],
  [1, 'a.png (1 KB)'],
  [999, 'a.png (1 KB)'],
  [1000, 'a.png (1 KB)'],
  [1_234_567, 'a.png (1.2 MB)'],
])('a file of %i bytes is %s', (size, words) => {
  expect(fileInWords({ name: 'a.png', size })).toBe(words);
});
