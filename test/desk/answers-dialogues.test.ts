import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { demoArticles } from '#demo/articles.ts';
import { importArticles } from '#store/article-import.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { play } from './dialogue.ts';
import type { TestDesk } from './helpers.ts';

const FOLDER = new URL('./dialogues-answers/', import.meta.url);
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));

let desk: TestDesk;
beforeAll(async () => {
  desk = await createTestDesk();
  const files = (await demoArticles()).map(({ key, article }) => ({ key, article: { ...article, team: undefined } }));
  await desk.database.db.transaction(async (tx) => await importArticles(tx, files, desk.clock.now()));
});

// As in dialogues.test.ts, at a desk that has the demo company's answers.
test.each(names)('%s', async (name) => {
  const script = readFileSync(new URL(name, FOLDER), 'utf8');
  await expect(await play(desk, script)).toMatchFileSnapshot(`./dialogues-answers/${name}`);
});
