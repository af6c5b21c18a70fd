import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSmallCompany } from '#test/support/company.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { runDeskside, temporaryFolder } from '#test/support/process.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
const folder = mkdtempSync(join(tmpdir(), 'articles-'));
beforeAll(async () => {
  database = await createTestDatabase();
  await createSmallCompany(database);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function articles(...args: string[]) {
  const run = runDeskside(['articles', ...args], { DESKSIDE_DATA: temporaryFolder(), DATABASE_URL: database.url });
  return { code: await run.ended, said: run.output() };
}
const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
const VPN = '---\ntitle: VPN drops\nkeywords:\n  - gateway\nteam: devices\n---\n\nRestart it.\n';

describe('a folder of answers', () => {
  test('is imported, and once more without any change', async () => {
    expect((await articles('list')).said).toBe('There are no articles. Read some in with: articles import <folder>\n');
    put('vpn-drops.md', VPN);
    put('printer.md', '---\ntitle: Add a printer\n---\nPress plus.\n');
    put('notes.txt', 'not an article');
    expect(await articles('import', folder)).toEqual({
      code: 0,
      said: 'added    printer\nadded    vpn-drops\n2 added, 0 changed, 0 retired, 0 unchanged.\n',
    });
    expect((await articles('import', folder)).said).toBe('0 added, 0 changed, 0 retired, 2 unchanged.\n');
  });

  test('that has changed makes a new version, and what is gone is retired and comes back', async () => {
    put('vpn-drops.md', VPN.replace('Restart it.', 'Restart it twice.'));
    rmSync(join(folder, 'printer.md'));
    expect((await articles('import', folder)).said).toBe('changed  vpn-drops\nretired  printer\n0 added, 1 changed, 1 retired, 0 unchanged.\n');
    expect((await articles('list')).said).toBe('printer  retired, version 2  Add a printer\nvpn-drops  published, version 2  VPN drops\n');
    put('printer.md', '---\ntitle: Add a printer\n---\nPress plus.\n');
    expect((await articles('import', folder)).said).toContain('changed  printer');
    const { said } = await articles('show', 'printer');
    expect(said).toMatch(/version 1, .*Z, published, by import\n {2}version 2, .*Z, retired, by import\n {2}version 3, .*Z, published, by import\n/);
  });

  test('is exported as it was imported', async () => {
    const out = join(folder, 'out');
    expect((await articles('export', out)).said).toBe(`2 articles written to ${out}.\n`);
    expect(readFileSync(join(out, 'vpn-drops.md'), 'utf8')).toBe(VPN.replace('Restart it.', 'Restart it twice.'));
    expect((await articles('import', out)).said).toBe('0 added, 0 changed, 0 retired, 2 unchanged.\n');
  });

  test('says what would be offered', async () => {
    expect((await articles('try', 'my vpn drops')).said).toMatch(/^\d\.\d\d {2}.*VPN drops\n/);
    expect((await articles('try', 'zebra')).said).toBe('No article has any of these words.\n');
  });

  test('with a mistake is refused as a whole, with every mistake by its file', async () => {
    put('bad.md', '---\ntitle: Bad\nteam: pigeons\naudience: Birds\n---\nText\n');
    put('Worse.md', 'no front matter');
    const { code, said } = await articles('import', folder);
    expect(code).toBe(1);
    expect(said).toContain('bad.md: There is no team “pigeons”. There are: service-desk, devices.');
    expect(said).toContain('bad.md: The audience “Birds” is neither “agents” nor a department.');
    expect(said).toContain('Worse.md: a name has small letters, digits and hyphens, such as vpn-drops.md.');
    expect(said).toContain('Nothing was imported.');
  });

  test.each([
    ['that is not there', ['import', '/nowhere/at/all'], 'There is no folder /nowhere/at/all.'],
    ['without an article', ['import', mkdtempSync(join(tmpdir(), 'empty-'))], 'Nothing was changed.'],
    ['without a name', ['import'], 'Use: articles import <folder>'],
    ['and an article that is not there', ['show', 'unicorn'], 'There is no article “unicorn”.'],
  ])('%s is said in one sentence', async (_, args, sentence) => {
    const { code, said } = await articles(...args);
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining(sentence) as string });
  });
});
