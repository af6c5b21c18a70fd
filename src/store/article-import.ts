import type { ArticleFile } from '#lib/article-file.ts';
import { addArticle, changeArticle, isAudience, lockArticles, type Article, type Content } from './articles.ts';
import type { Tx } from './database.ts';
import { listTeams } from './teams.ts';

/** What an import did, by key. */
export interface Imported {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly retired: readonly string[];
  readonly unchanged: readonly string[];
}

export interface KeyedFile {
  readonly key: string;
  readonly article: ArticleFile;
}

/**
 * Makes what is published equal to a folder: new files are new articles, changed ones new versions, and articles that came from a file which
 * is gone are retired. What was written in chat stays, unless a file has its key. Doing it twice changes nothing the second time.
 */
export async function importArticles(tx: Tx, files: readonly KeyedFile[], at: Date): Promise<Imported> {
  const known = new Map((await lockArticles(tx)).map((article) => [article.key, article]));
  const teamIds = new Map((await listTeams(tx)).map(({ key, id }) => [key, id]));
  const done = { added: [] as string[], changed: [] as string[], retired: [] as string[], unchanged: [] as string[] };
  for (const { key, article } of files) {
    done[await publishArticle(tx, { key, article }, { before: known.get(key), teamIds, at })].push(key);
    known.delete(key);
  }
  for (const gone of known.values()) {
    if (gone.origin === 'chat' || gone.state === 'retired') continue;
    await changeArticle(tx, gone, { state: 'retired' }, { byId: null, at });
    done.retired.push(gone.key);
  }
  return done;
}

interface Publishing {
  /** What has that key now, locked. */
  readonly before: Article | undefined;
  /** By key. */
  readonly teamIds: ReadonlyMap<string, number>;
  readonly at: Date;
}

/** One article as a file says it: published, as its first or next version, unless it is so already. */
export async function publishArticle(tx: Tx, { key, article }: KeyedFile, { before, teamIds, at }: Publishing): Promise<'added' | 'changed' | 'unchanged'> {
  const content = contentOf(article, teamIds);
  if (!before) {
    await addArticle(tx, { ...content, key, origin: 'file', state: 'published', ticketId: null, authorId: null }, at);
    return 'added';
  }
  if (isSame(before, content)) return 'unchanged';
  await changeArticle(tx, before, { ...content, origin: 'file', state: 'published' }, { byId: null, at });
  return 'changed';
}

/** What names nothing here: a team or an audience, in sentences. */
export async function problemsOf(tx: Tx, { team, audience }: ArticleFile): Promise<string[]> {
  const keys = (await listTeams(tx)).map(({ key }) => key);
  const problems: string[] = [];
  if (team !== undefined && !keys.includes(team)) problems.push(`There is no team “${team}”. There are: ${keys.join(', ')}.`);
  if (audience !== undefined && !(await isAudience(tx, audience))) problems.push(`The audience “${audience}” is neither “agents” nor a department.`);
  return problems;
}

function contentOf({ title, keywords, team, audience, body }: ArticleFile, teamIds: ReadonlyMap<string, number>): Content {
  const teamId = team === undefined ? null : (teamIds.get(team) ?? null);
  return { title, keywords: keywords.join(', '), audience: audience ?? null, teamId, body };
}

function isSame(before: Article, content: Content): boolean {
  const same = (Object.keys(content) as (keyof Content)[]).every((name) => before[name] === content[name]);
  return same && before.origin === 'file' && before.state === 'published';
}
