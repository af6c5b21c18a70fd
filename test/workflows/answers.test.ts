import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { demoArticles } from '#demo/articles.ts';
import { FITS_AT } from '#rules/answers.ts';
import { importArticles } from '#store/article-import.ts';
import { findAnswers, scoredArticles } from '#store/article-search.ts';
import { openDatabase } from '#store/database.ts';
import { createSmallCompany } from '#test/support/company.ts';
import { createTestDatabase } from '#test/support/database.ts';

interface Question {
  readonly text: string;
  /** The key of the article that answers it; null when none does. */
  readonly article: string | null;
}

const QUESTIONS = readFileSync(new URL('./answers/questions.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Question);
/** Somebody without a department of the demo company, and in no team. */
const MARIA_ID = 2;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let keys: ReadonlyMap<number, string>;
beforeAll(async () => {
  database = await createTestDatabase();
  await createSmallCompany(database);
  const files = (await demoArticles()).map(({ key, article }) => ({ key, article: { ...article, team: undefined } }));
  await database.db.transaction(async (tx) => await importArticles(tx, files, new Date()));
  keys = new Map((await database.sql<{ id: number; key: string }[]>`select id, key from articles`).map(({ id, key }) => [id, key]));
});

/** How many of these questions get an offer, in how many the right article is offered, and how many have one at all. */
async function measured(questions: readonly Question[], at: number) {
  const counts = { offered: 0, right: 0, answerable: questions.filter(({ article }) => article !== null).length };
  for (const { text, article } of questions) {
    const fits = (await scoredArticles(database.db, MARIA_ID, text))
      .filter(({ score }) => score >= at)
      .toSorted((a, b) => b.score - a.score)
      .slice(0, 3);
    if (fits.length > 0) counts.offered += 1;
    if (fits.some(({ id }) => keys.get(id) === article)) counts.right += 1;
  }
  return { precision: counts.right / counts.offered, recall: counts.right / counts.answerable };
}

describe('what is offered', () => {
  const chosenOn = QUESTIONS.filter((_, index) => index % 2 === 0);
  const triedOn = QUESTIONS.filter((_, index) => index % 2 === 1);

  test('has enough labelled questions, with and without an answer', () => {
    expect(QUESTIONS.length).toBeGreaterThanOrEqual(80);
    expect(QUESTIONS.filter(({ article }) => article === null).length).toBeGreaterThanOrEqual(40);
    expect(QUESTIONS.filter(({ article }) => article !== null && ![...keys.values()].includes(article))).toEqual([]);
  });

  test('fits: the threshold is the lowest at which 97 of 100 offers on one half of the questions are right', async () => {
    const steps = [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8];
    const precise: number[] = [];
    for (const step of steps) if ((await measured(chosenOn, step)).precision >= 0.97) precise.push(step);
    expect(precise[0]).toBe(FITS_AT);
  });

  test('holds on the half that it was not chosen on: 95 of 100 offers are right, and three of four answers are found', async () => {
    const { precision, recall } = await measured(triedOn, FITS_AT);
    expect(precision).toBeGreaterThanOrEqual(0.95);
    expect(recall).toBeGreaterThanOrEqual(0.75);
  });

  test.each([
    ['vpn dosnt conect from home', 'connect-to-vpn'],
    ['forgot my pasword', 'forgot-password'],
    ['authentcator on a new phone', 'new-phone-authenticator'],
  ])('is found though it is misspelled: %s', async (text, key) => {
    const found = await findAnswers(database.db, MARIA_ID, text);
    expect(found.map(({ id }) => keys.get(id))).toContain(key);
  });

  test('is at most three, and nothing for no words', async () => {
    expect((await findAnswers(database.db, MARIA_ID, 'printer printer printer')).length).toBeLessThanOrEqual(3);
    expect(await findAnswers(database.db, MARIA_ID, '!!! 🙂 … \\ \' " & | ! ( ) :*')).toEqual([]);
    expect(await findAnswers(database.db, MARIA_ID, 'is it')).toEqual([]);
  });

  test('is found, however many fit better that the person may not read, and as well as if there were none', async () => {
    const file = (audience: string | undefined, body: string) => ({ title: 'Set up the plotter', keywords: ['plotter'], team: undefined, audience, body });
    const of = (name: string, audience: string | undefined, body: string) => ({ key: `plotter-${name}`, article: file(audience, body) });
    const hidden = Array.from({ length: 15 }, (_, index) => of(String(index), 'agents', 'Plotter plotter plotter.'));
    const found = async (files: typeof hidden) => {
      const one = await createTestDatabase();
      await createSmallCompany(one);
      await one.db.transaction(async (tx) => await importArticles(tx, files, new Date()));
      const answers = await scoredArticles(one.db, MARIA_ID, 'how do I set up the ploter or plotter');
      await one.close();
      return answers.map(({ body, score }) => ({ body, score }));
    };
    const seen = of('all', undefined, 'Plug it in.');
    const alone = await found([seen]);
    expect(alone).toMatchObject([{ body: 'Plug it in.' }]);
    expect(await found([...hidden, seen])).toEqual(alone);
  });

  test('for agents only is offered to nobody else', async () => {
    const text = 'how do I check who somebody is before I reset a second factor';
    const to = async (email: string) => {
      const [person] = await database.sql<{ id: number }[]>`select id from people where email = ${email}`;
      return (await findAnswers(database.db, person?.id ?? 0, text)).map(({ id }) => keys.get(id));
    };
    expect(await to('maria@example.test')).not.toContain('reset-mfa-agents');
    expect(await to('sam@example.test')).toContain('reset-mfa-agents');
  });
});

test('with ten thousand articles each word is looked up in the index, and nothing reads the table through', async () => {
  const other = await createTestDatabase();
  await createSmallCompany(other);
  await other.sql
    .unsafe(`
    insert into articles (key, version, origin, title, keywords, body, state, updated_at)
      select 'a-' || i, 1, 'file', 'How to ' || (array['connect','print','share','reset','install'])[1 + i % 5] || ' ' || md5(i::text), 'word' || i % 700, repeat('some text about it ', 20), 'published', now()
      from generate_series(1, 10000) i;
    insert into article_versions select id, version, title, keywords, audience, body, state, team_id, null, updated_at from articles;
    analyze articles`)
    .simple();
  // One connection, so that what it has counted can be asked of it.
  const one = openDatabase(other.url, 1);
  const scans = async () => {
    await one.sql`select pg_stat_force_next_flush()`;
    const [row] = await one.sql<{ seq: number; search: number; heading: number }[]>`
      select t.seq_scan::int as seq, (select idx_scan::int from pg_stat_user_indexes where indexrelname = 'articles_search_idx') as search,
        (select idx_scan::int from pg_stat_user_indexes where indexrelname = 'articles_heading_idx') as heading
      from pg_stat_user_tables t where relname = 'articles'`;
    return row ?? { seq: 0, search: 0, heading: 0 };
  };
  const before = await scans();
  await findAnswers(one.db, MARIA_ID, 'how do I reset word7 conect');
  const after = await scans();
  // Two words that occur and one that is misspelled: three look-ups, one for all of them together, and one by letters.
  expect({ seq: after.seq - before.seq, search: after.search - before.search, heading: after.heading - before.heading }).toEqual({
    seq: 0,
    search: 4,
    heading: 1,
  });
  await one.close();
  await other.close();
});
