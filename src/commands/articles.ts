import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '#config.ts';
import { DeskError } from '#core/errors.ts';
import { articleKey, readArticleFile, writeArticleFile } from '#lib/article-file.ts';
import { FITS_AT } from '#rules/answers.ts';
import { importArticles, problemsOf, type KeyedFile } from '#store/article-import.ts';
import { scoredArticles } from '#store/article-search.ts';
import { articleByKey, listArticles, versionsOf, type Article } from '#store/articles.ts';
import { recordAudit } from '#store/audit.ts';
import type { Database, Tx } from '#store/database.ts';
import { namesOf } from '#store/people.ts';
import { listTeams } from '#store/teams.ts';
import { onDatabase } from './open-database.ts';

const HELP = 'Use: articles import <folder>, list, show <name>, export <folder>, or try "<question>" to see what would be offered.';

type Command = (database: Database, words: readonly string[]) => Promise<string>;

const COMMANDS: Readonly<Record<string, Command>> = {
  import: async (database, [folder = '']) => await importFolder(database, folder === '' ? fail(HELP) : folder),
  list: async ({ db }) => await list(db),
  show: async ({ db }, [key = '']) => await show(db, key),
  export: async ({ db }, [folder = '']) => await exportTo(db, folder === '' ? fail(HELP) : folder),
  try: async ({ db }, words) => await tryQuestion(db, words.length === 0 ? fail(HELP) : words.join(' ')),
};

/** `deskside articles …`: the known answers that are offered before a ticket is made. */
export async function articles(args: readonly string[]): Promise<void> {
  const [verb = '', ...words] = positionals(args);
  const command = Object.hasOwn(COMMANDS, verb) ? COMMANDS[verb] : undefined;
  if (!command) fail(HELP);
  process.stdout.write(await onDatabase(readConfig(process.env), async (database) => await command(database, words)));
}

function positionals(args: readonly string[]): readonly string[] {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: {} }).positionals;
  } catch {
    return fail(HELP);
  }
}

/** All of the folder or nothing: an article whose file cannot be read is not one that was removed. */
async function importFolder({ db }: Database, folder: string): Promise<string> {
  return await db.transaction(async (tx) => {
    const files = await readFolder(tx, folder);
    const { added, changed, retired, unchanged } = await importArticles(tx, files, new Date());
    const parts = [`${added.length} added`, `${changed.length} changed`, `${retired.length} retired`, `${unchanged.length} unchanged`];
    const actor = `terminal/${userInfo().username}`;
    await recordAudit(tx, { personId: null, actor, action: 'articles.import', subject: '', outcome: 'done', reason: parts.join(', ') });
    const lines = [...added.map((key) => `added    ${key}`), ...changed.map((key) => `changed  ${key}`), ...retired.map((key) => `retired  ${key}`)];
    return [...lines, `${parts.join(', ')}.`, ''].join('\n');
  });
}

async function readFolder(tx: Tx, folder: string): Promise<KeyedFile[]> {
  const names = await readdir(folder).catch(() => fail(`There is no folder ${folder}.`));
  const files: KeyedFile[] = [];
  const problems: string[] = [];
  for (const name of names.filter((each) => each.endsWith('.md')).toSorted()) {
    const key = articleKey(name);
    const read = readArticleFile(await readFile(join(folder, name), 'utf8'));
    const found = 'problems' in read ? read.problems : await problemsOf(tx, read.article);
    if (key === undefined) problems.push(`${name}: a name has small letters, digits and hyphens, such as vpn-drops.md.`);
    for (const problem of found) problems.push(`${name}: ${problem}`);
    if (key !== undefined && 'article' in read) files.push({ key, article: read.article });
  }
  if (problems.length > 0) fail(`${problems.join('\n')}\nNothing was imported.`);
  // A wrong folder would retire everything.
  if (files.length === 0) fail(`There are no articles (*.md) in ${folder}. Nothing was changed.`);
  return files;
}

async function list(db: Tx): Promise<string> {
  const all = await listArticles(db);
  return all.length === 0 ? 'There are no articles. Read some in with: articles import <folder>\n' : all.map(lineOf).join('');
}

function lineOf({ key, state, version, title, origin }: Article): string {
  return `${key}  ${state}, version ${version}${origin === 'chat' ? ', from chat' : ''}  ${title}\n`;
}

async function show(db: Tx, key: string): Promise<string> {
  const article = (await articleByKey(db, key)) ?? fail(`There is no article “${key}”. Try: articles list`);
  const versions = await versionsOf(db, article.id);
  const names = await namesOf(
    db,
    versions.flatMap(({ byId }) => byId ?? []),
  );
  const history = versions.map(
    ({ version, state, at, byId }) => `  version ${version}, ${at.toISOString()}, ${state}, by ${byId === null ? 'import' : names.get(byId)}\n`,
  );
  return `${lineOf(article)}${history.join('')}\n${await fileOf(db, article)}`;
}

/** Retired articles stay where they are. */
async function exportTo(db: Tx, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const current = (await listArticles(db)).filter(({ state }) => state === 'published');
  for (const article of current) await writeFile(join(folder, `${article.key}.md`), await fileOf(db, article));
  return `${current.length} ${current.length === 1 ? 'article' : 'articles'} written to ${folder}.\n`;
}

async function fileOf(db: Tx, { title, keywords, teamId, audience, body }: Article): Promise<string> {
  const team = (await listTeams(db)).find(({ id }) => id === teamId)?.key;
  return writeArticleFile({ title, keywords: keywords === '' ? [] : keywords.split(', '), team, audience: audience ?? undefined, body });
}

/** As somebody who belongs to no department and no team. */
async function tryQuestion(db: Tx, question: string): Promise<string> {
  const found = (await scoredArticles(db, 0, question)).toSorted((a, b) => b.score - a.score).slice(0, 5);
  if (found.length === 0) return 'No article has any of these words.\n';
  return found.map(({ score, title }) => `${score.toFixed(2)}  ${score >= FITS_AT ? 'offered' : `below ${FITS_AT}`}  ${title}\n`).join('');
}

function fail(userMessage: string): never {
  throw new DeskError('setup', { userMessage });
}
