import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { paragraphsOf, shortForm } from '#workflows/knowledge/markdown.ts';

const read = (markdown: string) => paragraphsOf(markdown, { links: true });

describe('an answer as a card shows it', () => {
  test('is lines: headings, lists, emphasis and code lose their marks', () => {
    expect(read('# Restart\nOpen **Fernwood Connect**, then *Quit*.\n\n- one\n- two\n\n1. first\n\n```\nssh-keygen\n```\n\n> said')).toEqual([
      'Restart',
      'Open Fernwood Connect, then Quit.',
      '• one\n• two',
      '1. first',
      'ssh-keygen',
      'said',
    ]);
  });

  test('keeps words that only look like marks', () => {
    expect(read('2 * 3 * 4, snake_case_name, files\\_teams, `\\\\files\\teams`')).toEqual(['2 * 3 * 4, snake_case_name, files_teams, \\\\files\\teams']);
  });

  test('shows the address of a link, and only https is one', () => {
    expect(read('Go to [the page](https://a.example/x) now.')).toEqual([
      ['Go to ', 'the page (', { link: 'https://a.example/x', label: 'https://a.example/x' }, ')', ' now.'],
    ]);
    expect(read('[click](http://a.example) [x](javascript:alert(1)) <https://b.example>')).toMatchObject([
      expect.arrayContaining([{ link: 'https://b.example', label: 'https://b.example' }]),
    ]);
    expect(JSON.stringify(read('[click](http://a.example) and [mail](mailto:a@b.example) and [u](https://me@evil.example)'))).not.toContain('"link"');
  });

  test('has no links at all when somebody typed it in chat', () => {
    expect(paragraphsOf('[the page](https://a.example/x)', { links: false })).toEqual(['the page (https://a.example/x)']);
  });

  test('never links to anything but https, whatever the text', () => {
    const piece = fc.oneof(
      fc.constantFrom('[a](', ')', 'https://x.example', 'http://x.example', '<', '>', '**', '`', '\n', '\n\n', '# ', 'javascript:', '!'),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const links = read(pieces.join(''))
          .flat()
          .flatMap((inline) => (typeof inline === 'object' && 'link' in inline ? [inline] : []));
        expect(links.filter(({ link, label }) => new URL(link).protocol !== 'https:' || label !== link)).toEqual([]);
      }),
    );
  });

  test('is short when it is long, and says so', () => {
    expect(shortForm(['one', 'two'], 100)).toEqual({ paragraphs: ['one', 'two'], whole: true });
    expect(shortForm(['one', 'x'.repeat(200)], 100)).toEqual({ paragraphs: ['one'], whole: false });
    expect(shortForm(['x'.repeat(200)], 10)).toEqual({ paragraphs: [`${'x'.repeat(9)}…`], whole: false });
  });
});
