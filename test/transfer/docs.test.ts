import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ARTICLE_COLUMNS } from '#transfer/articles.ts';
import { PERSON_COLUMNS } from '#transfer/people.ts';
import { TICKET_COLUMNS } from '#transfer/tickets.ts';
import { USAGE_COLUMNS } from '#transfer/usage.ts';

const docs = readFileSync(new URL('../../docs/import-export.md', import.meta.url), 'utf8');

test.each([
  ['People', PERSON_COLUMNS],
  ['Articles', ARTICLE_COLUMNS],
  ['Use of licenses', USAGE_COLUMNS],
  ['Tickets from another desk', TICKET_COLUMNS],
])('the page on import says what columns there are: %s', (title, { shape }) => {
  const [, section = ''] = docs.split(`\n## ${title}\n`);
  const rows = section.split('\n## ')[0]?.match(/^\| `.*$/gm) ?? [];
  const [named, needed] = [rows, rows.filter((row) => row.includes('| needed |'))].map((each) =>
    each.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name)).sort((a, b) => a.localeCompare(b)),
  );
  expect(named).toEqual(Object.keys(shape).sort());
  const columns = Object.entries(shape).filter(([, column]) => !column.safeParse(undefined).success);
  expect(needed).toEqual(columns.map(([name]) => name).sort());
});
