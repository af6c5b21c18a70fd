import { beforeEach, expect, test } from 'vitest';
import { articleByKey, listArticles, versionsOf } from '#store/articles.ts';
import { importArticles } from '#store/article-import.ts';
import type { Database } from '#store/database.ts';
import { listTeams } from '#store/teams.ts';
import { importArticleSheet } from '#transfer/articles.ts';
import { reportText } from '#transfer/report.ts';
import { createSmallCompany } from '#test/support/company.ts';
import { createTestDatabase } from '#test/support/database.ts';

let database: Database;
beforeEach(async () => {
  database = await createTestDatabase();
  await createSmallCompany(database);
});

const COLUMNS = 'key,title,answer,keywords,team,audience';

async function take(...lines: string[]): Promise<string> {
  const report = await database.db.transaction(async (tx) => await importArticleSheet(tx, [COLUMNS, ...lines].join('\n'), new Date()));
  return reportText('articles.csv', report);
}

test('articles of another desk are published, changed as their next version, and left alone when they say the same', async () => {
  const { db } = database;
  await db.transaction(async (tx) => {
    await importArticles(tx, [{ key: 'wifi', article: { title: 'Wi-Fi', keywords: [], body: 'Turn it on.' } }], new Date());
  });
  const vpn = 'vpn-drops,VPN drops,"Quit the client.\n\n1. Start it again, ""twice"".","disconnects, 802.1x",devices,Sales';
  expect(await take(vpn, '123,Printer jams,Open the lid.,,,')).toBe('2 added, 0 changed, 0 unchanged, 0 refused.\n');
  const devices = (await listTeams(db)).find(({ key }) => key === 'devices')?.id;
  const article = { title: 'VPN drops', keywords: 'disconnects, 802.1x', teamId: devices, audience: 'Sales', state: 'published', version: 1, origin: 'file' };
  expect(await articleByKey(db, 'vpn-drops')).toMatchObject({ ...article, body: 'Quit the client.\n\n1. Start it again, "twice".' });
  expect(await take(vpn, '123,Printer jams,Open the lid and look.,,,agents')).toBe('0 added, 1 changed, 1 unchanged, 0 refused.\n');
  const printer = await articleByKey(db, '123');
  expect((await versionsOf(db, printer?.id ?? 0)).map(({ version, audience, byId }) => [version, audience, byId])).toEqual([
    [1, null, null],
    [2, 'agents', null],
  ]);
  // What is not in the file stays, whatever it came from.
  expect((await listArticles(db)).map(({ key, state }) => [key, state])).toEqual([
    ['123', 'published'],
    ['vpn-drops', 'published'],
    ['wifi', 'published'],
  ]);
});

test('what is wrong is said line by line, and the rest is taken', async () => {
  const said = await take(
    'good,Good,Fine.,,,',
    'Not A Key,Title,Answer,,,',
    'no-answer,Title,,,,',
    `long,${'x'.repeat(121)},Answer,"${'w'.repeat(61)}",,`,
    'whose,Title,Answer,,pigeons,Pigeons',
    'good,Again,Other.,,,',
    'too,few',
  );
  expect(said.split('\n')).toEqual([
    'articles.csv:3: key: is made of small letters, digits and hyphens, such as vpn-drops',
    'articles.csv:4: answer: is missing',
    'articles.csv:5: title: has more than 120 characters; keywords: has one of more than 60 characters',
    'articles.csv:6: There is no team “pigeons”. There are: service-desk, devices. The audience “Pigeons” is neither “agents” nor a department.',
    'articles.csv:7: “good” stands in line 2 already',
    'articles.csv:8: has more or fewer cells than line 1',
    '1 added, 0 changed, 0 unchanged, 6 refused.',
    '',
  ]);
  expect((await listArticles(database.db)).map(({ key, title }) => [key, title])).toEqual([['good', 'Good']]);
});
