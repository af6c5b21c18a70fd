import { describe, expect, it } from 'vitest';
import { loadPhrases, parsePhrases } from '#intent/load-phrases.ts';
import { phrases } from './understander.ts';

describe('phrases', () => {
  it('are read from the folders of all workflows, by file name', () => {
    const intents = phrases.map(({ intent }) => intent);
    expect(intents).toEqual(intents.toSorted());
    expect(intents).toEqual(expect.arrayContaining(['ticket.create', 'ticket.status', 'greeting', 'out_of_scope']));
  });

  it('are enough to learn from', () => {
    expect(phrases.filter((one) => one.phrases.length < 70).map((one) => one.intent)).toEqual([]);
  });

  it('leave out comments and blank lines, and keep ticket numbers', () => {
    expect(parsePhrases('# comment\n\n  hello \r\n#1042\n#comment\n')).toEqual(['hello', '#1042']);
  });

  it('cannot be read from a folder that does not exist', async () => {
    await expect(loadPhrases('/does/not/exist')).rejects.toThrow('ENOENT');
  });
});
