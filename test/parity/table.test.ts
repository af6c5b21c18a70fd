import { describe, expect, test } from 'vitest';
import { FEATURES, PLATFORMS, type Feature } from './features.ts';
import { proves } from './proves.ts';
import { differences, withTable } from './table.ts';

const LIST: readonly Feature[] = [
  { id: 'claim', who: 'agent', words: 'Takes it' },
  { id: 'react', who: 'agent', words: 'Reacts', not: { browser: 'it has no reactions' } },
];
const PAGE = 'before\n<!-- parity -->old<!-- /parity -->\nafter\n';
const claimed = withTable(PAGE, [{ platform: 'slack', feature: 'claim-by-button' }], [{ id: 'claim-by-button', who: 'agent', words: 'Takes it' }, ...LIST]);

describe('the table', () => {
  test('says yes where something was shown, why not where it cannot be, and not yet elsewhere', () => {
    expect(claimed.split('\n')).toEqual([
      'before',
      '<!-- parity -->',
      '',
      '| who | what | Slack | Teams | browser |',
      '| --- | --- | --- | --- | --- |',
      '| agent | Takes it | **yes** | not yet | not yet |',
      '| agent | Takes it | not yet | not yet | not yet |',
      '| agent | Reacts | not yet | not yet | no: it has no reactions |',
      '',
      '<!-- /parity -->',
      'after',
      '',
    ]);
  });

  test('written again is the same', () => {
    expect(withTable(withTable(PAGE, []), [])).toBe(withTable(PAGE, []));
  });

  test('needs its place on the page', () => {
    expect(() => withTable('no place', [])).toThrow(/no place for the table/);
  });

  test('differs from a page that calls shown what no test has shown, and from one that hides what was', () => {
    const without = withTable(claimed, [], [{ id: 'claim-by-button', who: 'agent', words: 'Takes it' }]);
    expect(differences(claimed, without)).toContain('page: | agent | Takes it | **yes** | not yet | not yet |');
    expect(differences(without, claimed)).toContain('now:  | agent | Takes it | **yes** | not yet | not yet |');
    expect(differences(claimed, claimed)).toEqual([]);
  });

  test('of which only lines stand elsewhere, or twice, is still another one', () => {
    expect(differences('a\nb', 'b\na')).not.toEqual([]);
    expect(differences('a\na', 'a')).not.toEqual([]);
  });
});

describe('the list of features', () => {
  test('has every id and every line once, without what would break the table', () => {
    expect(new Set(FEATURES.map(({ id }) => id)).size).toBe(FEATURES.length);
    expect(new Set(FEATURES.map(({ words }) => words)).size).toBe(FEATURES.length);
    const listed: readonly Feature[] = FEATURES;
    const texts = listed.flatMap(({ words, not }) => [words, ...PLATFORMS.flatMap((platform) => not?.[platform] ?? [])]);
    expect(texts.filter((text) => text === '' || /[|\n]/.test(text))).toEqual([]);
  });

  test('does not let a test show what a platform cannot do', () => {
    expect(() => proves('browser', 'reaction')).toThrow(/browser cannot do “reaction”: it has no reactions/);
  });
});
