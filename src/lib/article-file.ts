import { parseDocument, stringify } from 'yaml';
import { z } from 'zod';
import { cleanText } from './text.ts';

/** An article as a file says it. Team by its key, audience by name. */
export interface ArticleFile {
  readonly title: string;
  readonly keywords: readonly string[];
  readonly team?: string | undefined;
  readonly audience?: string | undefined;
  /** Markdown. */
  readonly body: string;
}

/** In characters. */
export const TITLE_MAX = 120;
export const BODY_MAX = 20_000;
export const KEYWORD_MAX = 60;
export const KEYWORDS_MAX = 40;
const words = (max: number) => z.string().trim().min(1).max(max);

const FRONT_MATTER = z.strictObject({
  title: words(TITLE_MAX),
  // `802.1x` and `365` are keywords, too, which YAML reads as numbers.
  keywords: z
    .array(z.union([words(KEYWORD_MAX), z.number().transform(String)]))
    .max(KEYWORDS_MAX)
    .default([]),
  team: words(60).optional(),
  audience: words(60).optional(),
});

/** `vpn-drops` for `vpn-drops.md`; undefined when a file of that name is no article. */
export function articleKey(fileName: string): string | undefined {
  return /^([a-z0-9][a-z0-9-]{0,79})\.md$/.exec(fileName)?.[1];
}

/** Reads front matter between two lines of `---`, and what follows. Pure; what is wrong is said in sentences, one each. */
export function readArticleFile(text: string): { readonly article: ArticleFile } | { readonly problems: readonly string[] } {
  const [, yaml, rest = ''] = /^---\n([^]*?)\n---(?:\n([^]*))?$/.exec(cleanText(text)) ?? [];
  if (yaml === undefined) return { problems: ['It has to begin with a line “---”, its title and so on, and another line “---”.'] };
  const document = parseDocument(yaml);
  if (document.errors.length > 0) return { problems: document.errors.map(({ message }) => message.split('\n')[0] ?? message) };
  const read = FRONT_MATTER.safeParse(document.toJS());
  const body = rest.trim();
  const problems = read.success ? [] : read.error.issues.map(({ path, message }) => `${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`);
  if (body === '') problems.push('There is no answer below the second line “---”.');
  if (body.length > BODY_MAX) problems.push(`The answer is longer than ${BODY_MAX} characters.`);
  return read.success && problems.length === 0 ? { article: { ...read.data, body } } : { problems };
}

/** The same, written down. Pure; `readArticleFile` reads it back. */
export function writeArticleFile({ title, keywords, team, audience, body }: ArticleFile): string {
  const front = { title, keywords: [...keywords], ...(team === undefined ? {} : { team }), ...(audience === undefined ? {} : { audience }) };
  return `---\n${stringify(front, { flowCollectionPadding: false, lineWidth: 0 })}---\n\n${body}\n`;
}
