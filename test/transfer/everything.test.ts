import { expect, test } from 'vitest';
import { createTestDatabase } from '#test/support/database.ts';
import { createSmallCompany } from '#test/support/company.ts';
import { exportEverything } from '#transfer/everything.ts';

test('everything is written as of one instant, a row a line, but for what opens other systems', async () => {
  const database = await createTestDatabase();
  await createSmallCompany(database);
  await database.sql`insert into slack_installations (id, is_organization, name, sealed, state, changed_at) values ('T1', false, 'Acme', 'c2VhbGVk', 'installed', now())`;
  await database.sql`insert into departments (name) select 'Department ' || n from generate_series(1, 2500) n`;
  let written = '';
  const counts = await exportEverything(database, async (lines) => {
    // What comes meanwhile belongs to the next export.
    if (written === '') await database.sql`insert into teams (key, name) values ('late', 'Late')`;
    written += lines;
  });
  const rows = written
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { table: string; row: Record<string, unknown> });
  const of = (table: string) => rows.filter((row) => row.table === table).map(({ row }) => row);
  expect(of('people').find(({ email }) => email === 'maria@example.test')).toMatchObject({
    name: 'Maria Lindqvist',
    time_zone: 'Europe/Stockholm',
    status: 'active',
  });
  expect(of('departments')).toHaveLength(2501);
  expect(of('teams').map(({ key }) => key)).toEqual(['service-desk', 'devices']);
  expect(of('slack_installations')).toMatchObject([{ id: 'T1', name: 'Acme' }]);
  expect(written).not.toContain('c2VhbGVk');
  expect(rows).toHaveLength([...counts.values()].reduce((sum, count) => sum + count, 0));
});
