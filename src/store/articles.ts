import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { Tx } from './database.ts';
import { articles, articleVersions, type ArticleState } from './schema/articles.ts';

export type Article = Omit<typeof articles.$inferSelect, 'heading' | 'search'>;

/** What an article says and for whom. */
export interface Content {
  readonly title: string;
  /** Separated by a comma and a blank. */
  readonly keywords: string;
  readonly audience: string | null;
  readonly teamId: number | null;
  readonly body: string;
}

const { heading: _, search: __, ...columns } = getTableColumns(articles);

export async function articleById(tx: Tx, id: number): Promise<Article | undefined> {
  const [article] = await tx.select(columns).from(articles).where(eq(articles.id, id));
  return article;
}

export async function articleByKey(tx: Tx, key: string): Promise<Article | undefined> {
  const [article] = await tx.select(columns).from(articles).where(eq(articles.key, key));
  return article;
}

/** The article that was made of a ticket's resolution. */
export async function articleOfTicket(tx: Tx, ticketId: number): Promise<Article | undefined> {
  const [article] = await tx.select(columns).from(articles).where(eq(articles.ticketId, ticketId));
  return article;
}

/** All of them by key, locked, so that two imports come one after the other. */
export async function lockArticles(tx: Tx): Promise<Article[]> {
  return await tx.select(columns).from(articles).orderBy(asc(articles.key)).for('update');
}

export async function listArticles(tx: Tx): Promise<Article[]> {
  return await tx.select(columns).from(articles).orderBy(asc(articles.key));
}

export async function versionsOf(tx: Tx, articleId: number): Promise<(typeof articleVersions.$inferSelect)[]> {
  return await tx.select().from(articleVersions).where(eq(articleVersions.articleId, articleId)).orderBy(asc(articleVersions.version));
}

type NewArticle = Content & Pick<Article, 'key' | 'origin' | 'state' | 'ticketId' | 'authorId'>;

/** The first version. @param at when */
export async function addArticle(tx: Tx, article: NewArticle, at: Date): Promise<number> {
  const [row] = await tx
    .insert(articles)
    .values({ ...article, version: 1, updatedAt: at })
    .returning({ id: articles.id });
  if (!row) throw new Error('The article was not stored.');
  const { title, keywords, audience, teamId, body, state, authorId } = article;
  await tx.insert(articleVersions).values({ articleId: row.id, version: 1, title, keywords, audience, teamId, body, state, byId: authorId, at });
  return row.id;
}

type Changed = Content & Pick<Article, 'origin' | 'state'>;

/** Its next version; false when somebody else changed it since `before` was read. @param byId null when it is imported */
export async function changeArticle(tx: Tx, before: Article, change: Partial<Changed>, { byId, at }: { byId: number | null; at: Date }): Promise<boolean> {
  const version = before.version + 1;
  const changed = await tx
    .update(articles)
    .set({ ...change, version, updatedAt: at })
    .where(and(eq(articles.id, before.id), eq(articles.version, before.version)))
    .returning({ id: articles.id });
  if (changed.length === 0) return false;
  const { title, keywords, audience, teamId, body, state } = { ...before, ...change };
  await tx.insert(articleVersions).values({ articleId: before.id, version, title, keywords, audience, teamId, body, state, byId, at });
  return true;
}

export async function hasPublished(tx: Tx): Promise<boolean> {
  const found = await tx
    .select({ id: articles.id })
    .from(articles)
    .where(eq(articles.state, 'published' satisfies ArticleState))
    .limit(1);
  return found.length > 0;
}

/** Whether there is a department or another group of readers of that name. */
export async function isAudience(tx: Tx, name: string): Promise<boolean> {
  if (name === 'agents') return true;
  const found = await tx.execute(sql`select 1 from departments where name = ${name}`);
  return found.length > 0;
}
