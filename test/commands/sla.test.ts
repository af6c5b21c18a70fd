import { sql } from 'drizzle-orm';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { editionFrom } from '#commands/apply.ts';
import { whatIf } from '#commands/sla-what-if.ts';
import { PRIYA } from '#test/support/company.ts';
import { runDeskside, temporaryFolder } from '#test/support/process.ts';
import { HOUR, officePlan } from '#test/rules/business-time/plans.ts';
import { policy } from '#test/rules/sla/story.ts';
import { report, submit, type TestDesk } from '#test/desk/helpers.ts';
import { createSlaDesk, goOnUntil, mon, noticesTo, tue } from '#test/desk/sla-desk.ts';

const NEW_POLICY = `
teams:
  service-desk:
    name: Service Desk
    members: [{ email: lee@example.test }]
calendars:
  always:
    zone: UTC
    week: { monday: ["00:00-24:00"], tuesday: ["00:00-24:00"], wednesday: ["00:00-24:00"], thursday: ["00:00-24:00"], friday: ["00:00-24:00"] }
policies:
  - id: usual
    name: Slow
    calendar: always
    targets:
      P3: { resolution: 90h }
`;

let desk: TestDesk;
let ids: number[];
beforeAll(async () => {
  desk = await createSlaDesk([policy({ targets: { resolution: { 3: 8 * HOUR } } })]);
  ids = [await report(desk, 'my laptop is loud'), await report(desk, 'my monitor is dark'), await report(desk, 'my keyboard is wet', PRIYA)];
  await goOnUntil(desk, mon(14));
  await submit(desk, PRIYA, { action: 'ticket.resolve', subject: String(ids[0]), values: { code: 'fixed', summary: 'A new fan' } });
  await goOnUntil(desk, tue(10));
  await submit(desk, PRIYA, { action: 'ticket.resolve', subject: String(ids[1]), values: { code: 'fixed', summary: 'A new cable' } });
});
afterAll(async () => await desk.database.close());

async function sla(...args: string[]) {
  const run = runDeskside(['sla', ...args], { DESKSIDE_DATA: temporaryFolder(), DATABASE_URL: desk.database.url });
  return { code: await run.ended, said: run.output() };
}

test('clocks are kept as the log gives them', async () => {
  expect(await sla('replay')).toEqual({ code: 0, said: 'All clocks are kept as the log gives them.\n' });
});

test('what is kept otherwise is said, and put right only when that is asked for', async () => {
  const [first, second] = ids;
  await desk.database.db.execute(sql`update sla_cycles set elapsed_ms = 1, due_at = null where ticket_id = ${first} and metric = 'resolution'`);
  await desk.database.db.execute(sql`delete from sla_notices where ticket_id = ${second}`);
  await desk.database.db.execute(sql`delete from sla_cycles where ticket_id = ${second} and metric = 'resolution'`);
  await desk.database.db.execute(sql`
    insert into sla_cycles (ticket_id, metric, number, state, started_at, elapsed_ms, paused_ms) values (${first}, 'next_response', 7, 'no_promise', now(), 0, 0)`);
  const found = [
    `T-${first} next_response 7: never was`,
    `T-${first} resolution 1: dueAt none → ${mon(17).toISOString()}, elapsedMs 1 → ${5 * HOUR}`,
    `T-${second} resolution 1: missing`,
  ];
  const looked = await sla('replay', '--days', '30');
  expect(looked.said.split('\n')).toEqual([...found, '3 clocks otherwise than the log gives. With --repair, that is put right.', '']);
  expect((await sla('replay', '--repair')).said.split('\n')).toEqual([...found, '3 clocks put right.', '']);
  expect((await sla('replay')).said).toBe('All clocks are kept as the log gives them.\n');
});

test('a ticket whose clocks were missing is looked after again', async () => {
  const id = ids[2];
  await desk.database.db.execute(sql`delete from sla_notices`);
  await desk.database.db.execute(sql`delete from sla_cycles where ticket_id = ${id}`);
  await desk.database.db.execute(sql`update outbox set state = 'dropped', done_at = now() where kind = 'timer' and state = 'ready'`);
  expect((await sla('replay', '--repair')).said).toContain(`T-${id} resolution 1: missing`);
  await goOnUntil(desk, tue(11));
  expect((await noticesTo(desk, 'sam@example.test')).at(-1)).toContain('a solution is overdue');
});

test('another policy is tried on what has been', async () => {
  const hasty = policy({ name: 'Hasty', targets: { resolution: { 3: 4 * HOUR } } });
  const edition = { calendars: { office: officePlan('Europe/Vienna') }, policies: [hasty] };
  const [first, second, third] = ids;
  const now = tue(11);
  expect((await whatIf(desk.database, edition, { since: mon(0), now })).split('\n')).toEqual([
    'As it was:',
    '  no policy, first_response: 0 met, 0 breached, 3 without a promise',
    '  Usual, resolution: 1 met, 2 breached (33 % met)',
    'As it would have been:',
    '  no policy, first_response: 0 met, 0 breached, 3 without a promise',
    '  Hasty, resolution: 0 met, 3 breached (0 % met)',
    'Tickets that differ most:',
    `  T-${first}: resolution/1 met → breached by 1 h`,
    `  T-${second}: resolution/1 breached by 1 h → breached by 5 h`,
    `  T-${third}: resolution/1 breached by 2 h → breached by 6 h`,
    '',
  ]);
  expect(await whatIf(desk.database, { ...edition, policies: [] }, { since: tue(12), now })).toBe(
    'As it was:\n  no clocks\nAs it would have been:\n  no clocks\nNo ticket would have ended otherwise.\n',
  );
});

test('the policy of a file is tried on what has been, and nothing changes', async () => {
  const path = join(temporaryFolder(), 'new.yaml');
  writeFileSync(path, NEW_POLICY);
  const before = await desk.database.db.execute(sql`select count(*) from editions`);
  // These tickets are of a year that has not come for the command; so it finds none, and what it does with some is tried beside it.
  expect(await sla('replay', '--policy', path)).toMatchObject({ code: 0, said: expect.stringContaining('As it would have been:\n') as string });
  const edition = await desk.database.db.transaction(async (tx) => await editionFrom(tx, path));
  const said = await whatIf(desk.database, edition, { since: mon(0), now: tue(11) });
  expect(said).toContain('  Slow, resolution: 2 met, 0 breached (100 % met), 1 open');
  expect(await desk.database.db.execute(sql`select count(*) from editions`)).toEqual(before);
  writeFileSync(path, `${NEW_POLICY}pigeons: 3\n`);
  expect(await sla('replay', '--policy', path)).toMatchObject({ code: 1, said: expect.stringContaining('“pigeons”') as string });
});

test.each([
  [[]],
  [['play']],
  [['replay', '--days', 'x']],
  [['replay', '--days', '0']],
  [['replay', '--fast']],
  [['replay', '--repair', '--policy', 'new.yaml']],
])('sla %j says how it is used', async (args) => {
  expect(await sla(...args)).toEqual({ code: 1, said: 'Use: sla replay [--days 90] [--repair | --policy new.yaml].\n' });
});
