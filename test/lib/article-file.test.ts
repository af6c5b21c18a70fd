import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { articleKey, readArticleFile, writeArticleFile } from '#lib/article-file.ts';

const FILE = '---\ntitle: VPN drops\nkeywords: [gateway, 802.1]\nteam: network\n---\n\n# First\nRestart it.\n';

describe('a file with an answer', () => {
  test('says its title, keywords, team and text', () => {
    expect(readArticleFile(FILE)).toEqual({ article: { title: 'VPN drops', keywords: ['gateway', '802.1'], team: 'network', body: '# First\nRestart it.' } });
    expect(readArticleFile(FILE.replaceAll('\n', '\r\n'))).toEqual(readArticleFile(FILE));
  });

  test.each([
    ['no front matter', 'Just text', 'It has to begin with a line “---”'],
    ['no title', '---\nkeywords: []\n---\nText', 'title'],
    ['a field that there is not', '---\ntitle: A\ntags: [x]\n---\nText', 'tags'],
    ['no answer', '---\ntitle: A\n---\n', 'There is no answer'],
    ['front matter that is no YAML', '---\ntitle: [A\n---\nText', 'Flow sequence'],
    ['a title as long as a text', `---\ntitle: ${'x'.repeat(121)}\n---\nText`, 'title'],
  ])('with %s is refused in a sentence', (_, text, sentence) => {
    const read = readArticleFile(text);
    expect('problems' in read && read.problems.join(' ')).toContain(sentence);
  });

  test('is read back as it was written, whatever the words', () => {
    const word = fc
      .string({ minLength: 1, maxLength: 40, unit: fc.constantFrom(...Array.from('abc:-#[]{}\'"äé 1, ')) })
      .map((text) => text.trim())
      .filter((text) => text !== '');
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 5 }), word, (title, keywords, body) => {
        expect(readArticleFile(writeArticleFile({ title, keywords, body }))).toEqual({ article: { title, keywords, body } });
      }),
    );
  });

  test('has a plain name', () => {
    expect(['vpn-drops.md', 'VPN.md', '../x.md', 'a b.md', 'notes.txt', '.md'].map(articleKey)).toEqual([
      'vpn-drops',
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
