import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '#store/database.ts';
import { importPeople } from '#transfer/people.ts';
import { reportText } from '#transfer/report.ts';
import { createSmallCompany } from '#test/support/company.ts';
import { createTestDatabase } from '#test/support/database.ts';

let database: Database;
beforeEach(async () => {
  database = await createTestDatabase();
  await createSmallCompany(database);
});

const COLUMNS = 'email,name,title,department,manager,time_zone,status,privileged';

async function take(...lines: string[]): Promise<string> {
  const report = await database.db.transaction(async (tx) => await importPeople(tx, [COLUMNS, ...lines].join('\n')));
  return reportText('people.csv', report);
}

async function everybody() {
  return [
    ...(await database.sql<{ who: string }[]>`
      select concat_ws(' | ', p.email, p.name, p.title, d.name, m.email, p.time_zone, p.status, p.privileged) as who
      from people p join departments d on d.id = p.department_id left join people m on m.id = p.manager_id order by p.id`),
  ].map(({ who }) => who);
}

describe('a file of people', () => {
  test('adds those who are new, in any order of managers, and changes those who are known by their address', async () => {
    const said = await take(
      'ann@example.test,Ann Moreau,Buyer,Purchasing,zoe@example.test,Europe/Paris,,',
      '"zoe@example.test","Zoë ""Z"" Adler, MBA",Head of Purchasing,Purchasing,,Europe/Paris,active,yes',
      'MARIA@example.test,Maria Lindqvist,Key Account Manager,Sales,tom@example.test,Europe/Stockholm,active,no',
      'tom@example.test,Tom Becker,Account Manager,Sales,,Europe/Stockholm,active,no',
    );
    expect(said).toBe('2 added, 1 changed, 1 unchanged, 0 refused.\n');
    const all = await everybody();
    expect(all).toContain('ann@example.test | Ann Moreau | Buyer | Purchasing | zoe@example.test | Europe/Paris | active | f');
    expect(all).toContain('zoe@example.test | Zoë "Z" Adler, MBA | Head of Purchasing | Purchasing | Europe/Paris | active | t');
    expect(all).toContain('maria@example.test | Maria Lindqvist | Key Account Manager | Sales | tom@example.test | Europe/Stockholm | active | f');
    expect(all).toHaveLength(8);
  });

  test('that comes again changes nothing', async () => {
    const line = 'ann@example.test,Ann Moreau,Buyer,Purchasing,tom@example.test,Europe/Paris,left,';
    expect(await take(line)).toBe('1 added, 0 changed, 0 unchanged, 0 refused.\n');
    expect(await take(line)).toBe('0 added, 0 changed, 1 unchanged, 0 refused.\n');
  });

  test('is taken as far as it is right; what is not is named by its line', async () => {
    const said = await take(
      'ann@example.test,Ann Moreau,Buyer,Purchasing,,Europe/Paris,,',
      'ann@example.test,Ann again,Buyer,Purchasing,,Europe/Paris,,',
      'bob,Bob,Buyer,Purchasing,,Europe/Paris,,',
      'cat@example.test,Cat,Buyer,Purchasing,,Mars/Olympus,gone,maybe',
      'dan@example.test,,Buyer,Purchasing,,Europe/Paris,,',
      'eve@example.test,Eve,Buyer,Purchasing,nobody@example.test,Europe/Paris,,',
      'fay@example.test,Fay,Buyer,Purchasing,eve@example.test,Europe/Paris,,',
      'gus@example.test,Gus,Buyer',
      'hal@example.test,Hal,Buyer,Purchasing,ida@example.test,Europe/Paris,,',
      'ida@example.test,Ida,Buyer,Purchasing,hal@example.test,Europe/Paris,,',
    );
    expect(said).toBe(
      [
        'people.csv:3: “ann@example.test” stands in line 2 already',
        'people.csv:4: email: is not an e-mail address',
        'people.csv:5: time_zone: is not the name of a time zone, such as Europe/Vienna; status: is “active” or “left”; privileged: is “yes” or “no”',
        'people.csv:6: name: is missing',
        'people.csv:7: manager: nobody has the address “nobody@example.test”, here or in the desk',
        'people.csv:8: manager: nobody has the address “eve@example.test”, here or in the desk',
        'people.csv:9: has more or fewer cells than line 1',
        'people.csv:10: manager: by this they would be their own manager',
        'people.csv:11: manager: by this they would be their own manager',
        '1 added, 0 changed, 0 unchanged, 9 refused.\n',
      ].join('\n'),
    );
    expect(await everybody()).toHaveLength(7);
  });

  test('whose columns are others is refused as a whole, with the ones there are', async () => {
    const work = database.db.transaction(async (tx) => await importPeople(tx, 'mail,name,name,department\nann@example.test,Ann,Ann,Sales'));
    await expect(work).rejects.toMatchObject({
      userMessage:
        'Line 1 names the columns: this does not know “mail”, and misses “email”, “title”, “time_zone”, and has twice “name”. There are: email, name, title, department, manager, time_zone, status, privileged.',
    });
  });
});
