import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { slackFields } from '#bot/slack/settings.ts';
import { eventsTable, scopesTable } from './scopes-table.ts';

const DOCS = new URL('../../../docs/', import.meta.url);
const guide = readFileSync(new URL('slack.md', DOCS), 'utf8');

describe('docs/slack.md', () => {
  test('has the permissions and events as the source has them', () => {
    expect(guide).toContain(`\n${scopesTable()}\n`);
    expect(guide).toContain(`\n${eventsTable()}\n`);
  });

  test('says of every setting what it is, and of none that is not there', () => {
    const rows = [...guide.matchAll(/^\| `(SLACK_[A-Z_]+)` \|/gm)].map((match) => match[1] ?? '');
    expect(rows.toSorted()).toEqual(Object.keys(slackFields).toSorted());
    const named = new Set([...guide.matchAll(/\bSLACK_[A-Z_]+\b/g)].map((match) => match[0]));
    expect([...named].filter((name) => !Object.hasOwn(slackFields, name))).toEqual([]);
  });

  test('points only at files and headings that are there', () => {
    const targets = [...guide.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1] ?? '').filter((target) => !/^https?:/.test(target));
    const headings = new Set(
      [...guide.matchAll(/^#+ (.+)$/gm)].map(
        (match) =>
          `#${(match[1] ?? '')
            .toLowerCase()
            .replaceAll(/[^\w -]/g, '')
            .replaceAll(' ', '-')}`,
      ),
    );
    expect(targets.length).toBeGreaterThan(5);
    expect(targets.filter((target) => (target.startsWith('#') ? !headings.has(target) : !existsSync(new URL(target, DOCS))))).toEqual([]);
  });
});
