import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ticket } from '#core/ticket.ts';
import { foldTicket } from '#rules/ticket-fold.ts';
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
