import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { createSmallCompany, LEE, MARIA, TOM } from '#test/support/company.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { runDeskside, temporaryFolder } from '#test/support/process.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
  await createSmallCompany(database);
});

async function approvals(...args: string[]) {
  const run = runDeskside(['approvals', ...args], { DESKSIDE_DATA: temporaryFolder(), DATABASE_URL: database.url });
  return { code: await run.ended, said: run.output() };
}

const idOf = (email: string) => sql`(select id from people where email = ${email})`;

/** Asked so many days ago and decided so many hours later; null when it still waits. */
async function asked(who: string, daysAgo: number, hours: number | null): Promise<void> {
  const at = sql`now() - ${`${daysAgo} days`}::interval`;
  const ended = hours === null ? sql`null` : sql`${at} + ${`${hours} hours`}::interval`;
  await database.db.execute(sql`
    with asked as (
      insert into approvals (workflow, subject, called, requester_id, asked_by_id, team_id, what, why, digest, ladder, state, asked_at, due_at, ended_at, decided_by_id)
      select 'ticket', gen_random_uuid()::text, 'T-1', ${idOf(MARIA)}, ${idOf(MARIA)}, (select min(id) from teams), 'A monitor', '', repeat('a', 64), '[]',
        ${hours === null ? 'pending' : 'approved'}, ${at}, ${at} + interval '3 days', ${ended}, case when ${hours === null} then null else ${idOf(who)} end
      returning id)
    insert into approval_asks (approval_id, person_id, rung, asked_at, answer, answered_at)
    select id, ${idOf(who)}, 0, ${at}, ${hours === null ? null : 'approved'}, ${ended} from asked`);
}

describe('how long approvers take', () => {
  test('is nothing to tell while nobody was asked', async () => {
    expect(await approvals()).toEqual({ code: 0, said: 'Nobody was asked to approve anything in the last 90 days.\n' });
  });

  test('is told by approver, with what still waits, and without what is too long ago', async () => {
    for (const hours of [1, 2, 30]) await asked(TOM, 10, hours);
    await asked(TOM, 200, 1000);
    await asked(LEE, 5, null);
    const { code, said } = await approvals('--days', '90');
    expect(code).toBe(0);
    expect(said.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['approver', 'decided', 'median', '90 %', 'passed on', 'waiting'],
      ['Tom Becker', '3', '2.0 h', '24.4 h', '0', '0'],
      ['Lee Chen', '0', '-', '-', '0', '1'],
      [''],
    ]);
  });

  test.each([['--days'], ['--days', 'all'], ['--weeks', '2']])('is not told for “%s %s”, and it says how to ask', async (...args) => {
    expect(await approvals(...args)).toMatchObject({ code: 1, said: expect.stringContaining('Use: approvals') as string });
  });
});
