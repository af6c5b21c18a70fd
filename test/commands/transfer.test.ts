import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createSmallCompany } from '#test/support/company.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { runDeskside, temporaryFolder } from '#test/support/process.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
  await createSmallCompany(database);
});

async function deskside(...args: string[]) {
  const run = runDeskside(args, { DESKSIDE_DATA: temporaryFolder(), DATABASE_URL: database.url });
  return { code: await run.ended, said: run.output() };
}

const PEOPLE = 'email,name,title,department,time_zone\nann@example.test,Ann Moreau,Buyer,Purchasing,Europe/Paris\nbob,Bob,Buyer,Purchasing,Europe/Paris\n';

describe('files in and out', () => {
  test('people are tried first, then taken; both say line by line what is wrong', async () => {
    const file = join(temporaryFolder(), 'people.csv');
    writeFileSync(file, PEOPLE);
    const report = `${file}:3: email: is not an e-mail address\n1 added, 0 changed, 0 unchanged, 1 refused.\n`;
    expect(await deskside('import', 'people', file, '--dry-run')).toEqual({ code: 1, said: `${report}This was a trial: nothing was changed.\n` });
    expect([...(await database.sql`select name from people where name = 'Ann Moreau'`)]).toEqual([]);
    expect(await deskside('import', 'people', file)).toEqual({ code: 1, said: report });
    expect([...(await database.sql`select name from people where name = 'Ann Moreau'`)]).toEqual([{ name: 'Ann Moreau' }]);
    const audited = await database.sql`select outcome, reason from audit where action = 'transfer.import'`;
    expect([...audited]).toEqual([{ outcome: 'done', reason: '1 added, 0 changed, 1 refused' }]);
  });

  test.each([
    ['nothing', ['import'], 'Use: import people <file.csv>'],
    ['pigeons', ['import', 'pigeons', 'x.csv'], 'Use: import people <file.csv>'],
    ['tickets from nowhere', ['import', 'tickets', 'tickets.csv'], 'Use: import people <file.csv>'],
    ['use that comes from another desk', ['import', 'usage', 'usage.csv', '--from', 'x'], 'import usage <file.csv>'],
    ['a file that is not there', ['import', 'people', 'none.csv'], 'none.csv cannot be read.'],
    ['everything to nowhere', ['export'], 'Use: export <file.jsonl>.'],
  ])('%s is refused in one sentence', async (_, args, sentence) => {
    const { code, said } = await deskside(...args);
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining(sentence) as string });
  });

  test('everything goes into a file for its owner only, and none is written over', async () => {
    const file = join(temporaryFolder(), 'all.jsonl');
    const { code, said } = await deskside('export', file);
    expect({ code, said }).toEqual({ code: 0, said: expect.stringMatching(/^\d+ rows of \d+ tables in /) as string });
    expect(readFileSync(file, 'utf8')).toContain('"table":"people"');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await deskside('export', file)).toEqual({ code: 1, said: `${file} cannot be written; a file that exists is not written over.\n` });
  });
});
