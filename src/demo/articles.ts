import { readdir, readFile } from 'node:fs/promises';
import { articleKey, readArticleFile } from '#lib/article-file.ts';
import type { KeyedFile } from '#store/article-import.ts';

const FOLDER = new URL('./articles/', import.meta.url);

/** The answers that Fernwood's IT has written down: as files, for people to look at and change. */
export async function demoArticles(): Promise<KeyedFile[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.md')).toSorted();
  return await Promise.all(names.map(async (name) => read(name, await readFile(new URL(name, FOLDER), 'utf8'))));
}

function read(name: string, text: string): KeyedFile {
  const key = articleKey(name);
  const found = readArticleFile(text);
  if (key === undefined || 'problems' in found) throw new Error(`${name}: ${'problems' in found ? found.problems.join(' ') : 'not a name for an article'}`);
  return { key, article: found.article };
}
