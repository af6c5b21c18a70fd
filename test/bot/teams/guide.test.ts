import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RSC_PERMISSIONS, teamsManifest } from '#bot/teams/manifest.ts';
import { CREATE_TICKET, MESSAGES_PATH } from '#bot/teams/naming.ts';
import { teamsFields } from '#bot/teams/settings.ts';

const DOCS = new URL('../../../docs/', import.meta.url);
const FOLDER = new URL('../../../src/bot/teams/', import.meta.url);
const guide = readFileSync(new URL('teams.md', DOCS), 'utf8');
const source = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');

/** As GitHub makes an anchor of a heading. */
const anchorOf = (heading: string) =>
  `#${heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-')}`;

describe('docs/teams.md', () => {
  test('says of every setting what it is, and of none that is not there', () => {
    const rows = [...guide.matchAll(/^\| `(TEAMS_[A-Z_]+)` \|/gm)].map((match) => match[1] ?? '');
    expect(rows.toSorted()).toEqual(Object.keys(teamsFields).toSorted());
    const named = new Set([...guide.matchAll(/\bTEAMS_[A-Z_]+\b/g)].map((match) => match[0]));
    expect([...named].filter((name) => !Object.hasOwn(teamsFields, name))).toEqual([]);
  });

  test('has the defaults as the settings have them', () => {
    const defaults = new Map([...guide.matchAll(/^\| `(TEAMS_[A-Z_]+)` \| `([^`]+)` \|/gm)].map((match) => [match[1], match[2]]));
    const { TEAMS_CLOUD, TEAMS_AUTH, TEAMS_HOST, TEAMS_PORT, TEAMS_MANAGED_IDENTITY } = teamsFields;
    const fields = { TEAMS_CLOUD, TEAMS_AUTH, TEAMS_HOST, TEAMS_PORT, TEAMS_MANAGED_IDENTITY };
    expect(Object.fromEntries(defaults)).toEqual(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, String(field.parse(undefined))])));
  });

  test('names the permissions that the package asks for, each with its reason', () => {
    const table = Object.entries(RSC_PERMISSIONS).map(([name, why]) => `| \`${name}\` | ${why} |`);
    expect(guide).toContain(`| permission | why |\n| --- | --- |\n${table.join('\n')}\n\n`);
  });

  test('names the address, the files, the version and the command of the package as they are', () => {
    const manifest = teamsManifest({ appId: 'a', url: 'https://desk.example.com', version: '1' }) as { manifestVersion: string; icons: Record<string, string> };
    expect(guide).toContain(`https://desk.example.com${MESSAGES_PATH}`);
    expect(guide).toContain(`version ${manifest.manifestVersion} of Microsoft's schema`);
    for (const file of ['manifest.json', ...Object.values(manifest.icons)]) expect(guide).toContain(`\`${file}\``);
    expect(guide).toContain(`**${CREATE_TICKET.title}**`);
  });

  test('lists all that adapter.ts takes from the SDK, which no other file knows', () => {
    const users = readdirSync(FOLDER).filter((name) => /from '(botbuilder|botframework)/.test(source(name)));
    expect(users).toEqual(['adapter.ts']);
    const adapter = source('adapter.ts');
    const taken =
      /import \{([^}]+)\} from 'botbuilder'/
        .exec(adapter)?.[1]
        ?.split(',')
        .map((name) => name.replace('type', '').trim()) ?? [];
    const called = ['authenticateRequest', 'processActivityDirect', 'onTurnError', 'createCredentials', 'getToken'];
    expect(taken.length).toBeGreaterThan(3);
    for (const name of called) expect(adapter).toContain(name);
    const section = guide.slice(guide.indexOf('## What it would take to move'));
    for (const name of [...taken, ...called]) expect(section).toMatch(new RegExp(`\`${name}[\`(]`));
  });

  test('points only at files and headings that are there', () => {
    const targets = [...guide.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1] ?? '').filter((target) => !/^https?:/.test(target));
    const headings = new Set([...guide.matchAll(/^#+ (.+)$/gm)].map((match) => anchorOf(match[1] ?? '')));
    expect(targets.length).toBeGreaterThan(15);
    expect(targets.filter((target) => (target.startsWith('#') ? !headings.has(target) : !existsSync(new URL(target.replace(/#.*/, ''), DOCS))))).toEqual([]);
  });
});
