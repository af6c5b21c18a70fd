import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { asc, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyFile } from '#commands/apply.ts';
import type { Ticket } from '#core/ticket.ts';
import { momentsOf } from '#rules/sla/moments.ts';
import { choosePolicy } from '#rules/sla/policy.ts';
import { foldTicket } from '#rules/ticket-fold.ts';
import { slaEditions } from '#store/editions.ts';
import { eventsOf } from '#store/tickets.ts';
import { tickets } from '#store/schema/tickets.ts';
import { startDeskside } from '#test/support/running.ts';

let desk: Awaited<ReturnType<typeof startDeskside>>;
beforeAll(async () => {
  desk = await startDeskside({ demo: true });
});
afterAll(async () => await desk.stop());

test('every ticket of the demo company stands where its events left it', async () => {
  const { db } = desk.database;
  const all = await db.select().from(tickets);
  expect(all.length).toBeGreaterThan(300);
  for (const ticket of all) {
    const events = await eventsOf(db, ticket.id);
    const folded = events.reduce<Ticket | undefined>((before, { event, at }) => foldTicket(before, { id: ticket.id, event, at }), undefined);
    expect(ticket).toEqual(folded);
  }
});

test('what its configuration file promises was in force from the first ticket on, and applying the file changes nothing', async () => {
  const { db } = desk.database;
  const editions = await slaEditions(db);
  expect(editions).toHaveLength(1);
  const [first] = await db.select().from(tickets).orderBy(asc(tickets.id)).limit(1);
  expect(editions[0]?.since.getTime()).toBeLessThanOrEqual(first?.createdAt.getTime() ?? 0);

  const chosen = await Promise.all(
    (await db.select({ id: tickets.id }).from(tickets)).map(async ({ id }) => {
      const [moment] = momentsOf({ id, entries: (await eventsOf(db, id)).slice(0, 1) }, new Date());
      return moment && choosePolicy(editions[0]?.policies ?? [], moment.after, moment.facts)?.id;
    }),
  );
  expect(new Set(chosen)).toEqual(new Set(['chiefs', 'usual']));

  const path = fileURLToPath(new URL('../../src/demo/deskside.yaml', import.meta.url));
  expect(await applyFile(desk.database, { path, source: readFileSync(path, 'utf8'), dryRun: false })).toBe('Nothing to change.\n');
});

test('the next ticket gets the next number', async () => {
  const as = 'maria.lindqvist@fernwood.example';
  const [{ last } = { last: 0 }] = await desk.database.db.execute<{ last: number }>(sql`select max(id)::int as last from tickets`);
  await desk.say(as, `dm-${as}`, 'my laptop does not start and I cannot work');
  expect((await desk.last(as, `dm-${as}`)).text).toContain(`T-${last + 1}`);
});

test('each team finds the cards of its open tickets in its channel', async () => {
  const [{ open } = { open: 0 }] = await desk.database.db.execute<{ open: number }>(
    sql`select count(*)::int as open from tickets where state in ('new', 'in_progress', 'waiting')`,
  );
  const cards = async () => await desk.database.db.execute(sql`select 1 from browser_messages where room not like 'dm-%' and card is not null`);
  await expect.poll(async () => (await cards()).length, { timeout: 10_000 }).toBe(open);
});
