import { z } from 'zod';
import { BODY_MAX, KEYWORD_MAX, KEYWORDS_MAX, TITLE_MAX } from '#lib/article-file.ts';
import { cleanText } from '#lib/text.ts';
import { problemsOf, publishArticle } from '#store/article-import.ts';
import { lockArticles } from '#store/articles.ts';
import type { Tx } from '#store/database.ts';
import { listTeams } from '#store/teams.ts';
import type { Report } from './report.ts';
import { readSheet, withoutDoubles, type Refused } from './sheet.ts';

const keywords = z
  .string()
  .transform((list) =>
    list
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  )
  .refine((words) => words.length <= KEYWORDS_MAX, `are more than ${KEYWORDS_MAX}`)
  .refine((words) => words.every((word) => word.length <= KEYWORD_MAX), `has one of more than ${KEYWORD_MAX} characters`);

/** The columns of a file of articles. */
export const ARTICLE_COLUMNS = z.object({
  key: z.string('is missing').regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'is made of small letters, digits and hyphens, such as vpn-drops'),
  title: z.string('is missing').max(TITLE_MAX, `has more than ${TITLE_MAX} characters`),
  /** Markdown. */
  answer: z.string('is missing').max(BODY_MAX, `has more than ${BODY_MAX} characters`),
  /** In one cell, with commas between. */
  keywords: keywords.default([]),
  /** Key of the team that looks after it. */
  team: z.string().optional(),
  /** `agents`, or a department; everybody without it. */
  audience: z.string().optional(),
});

/** Publishes articles, and makes a new version of those that are known by their key and say something else. Whatever is not in the file stays. */
export async function importArticleSheet(tx: Tx, text: string, at: Date): Promise<Report> {
  const { rows, refused: unread } = withoutDoubles(readSheet(cleanText(text), ARTICLE_COLUMNS), ({ key }) => key);
  const refused: Refused[] = [...unread];
  const known = new Map((await lockArticles(tx)).map((article) => [article.key, article]));
  const teamIds = new Map((await listTeams(tx)).map(({ key, id }) => [key, id]));
  const counts = { added: 0, changed: 0, unchanged: 0 };
  for (const { line, value } of rows) {
    const { key, answer: body, ...rest } = value;
    const article = { ...rest, body };
    const problems = await problemsOf(tx, article);
    if (problems.length > 0) refused.push({ line, why: problems.join(' ') });
    else counts[await publishArticle(tx, { key, article }, { before: known.get(key), teamIds, at })] += 1;
  }
  return { ...counts, refused };
}
