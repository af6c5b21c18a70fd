import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventsOf, findTicket } from '#store/tickets.ts';
import { direct } from '#test/support/client.ts';
import { MARIA, SAM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { report, submit } from '../desk/helpers.ts';
import { rowsOf, runAll, timersAreDue, type TestDesk } from './helpers.ts';
import { sql } from 'drizzle-orm';

const DAY = 86_400_000;
let desk: TestDesk;
let id: number;
beforeEach(async () => {
  desk = await createTestDesk();
  id = await report(desk, 'my laptop is loud');
  await resolve('A new fan');
});
afterEach(async () => await desk.database.close());

const resolve = async (summary: string) => await submit(desk, SAM, { action: 'ticket.resolve', subject: String(id), values: { code: 'fixed', summary } });
const reopen = async () => await submit(desk, MARIA, { action: 'ticket.reopen', subject: String(id), values: { reason: 'It is loud again' } });
const stateNow = async () => (await findTicket(desk.database.db, id))?.state;

/** All timers ring after so many days. */
async function daysLater(days: number): Promise<void> {
  desk.clock.advance(days * DAY);
  await timersAreDue(desk.worker);
  await runAll(desk.worker);
}

describe('a resolved ticket', () => {
  test('is closed by the desk itself after three days, and its cards say so', async () => {
    await daysLater(3);
    expect(await stateNow()).toBe('closed');
    expect((await eventsOf(desk.database.db, id)).at(-1)).toMatchObject({ event: { type: 'closed' }, actorId: null });
    expect((await desk.last(MARIA, direct(MARIA))).text).toMatch(/Closed$/);
    expect((await desk.last(MARIA, direct(MARIA))).buttons.map(({ label }) => label)).not.toContain('It is not fixed');
  });

  test('waits for its timer: three days without one change nothing', async () => {
    desk.clock.advance(4 * DAY);
    await runAll(desk.worker);
    expect(await stateNow()).toBe('resolved');
  });

  test('is left alone by a timer that rings too early', async () => {
    await daysLater(2.9);
    expect(await stateNow()).toBe('resolved');
  });

  test('that is not fixed is left alone by its timer', async () => {
    await reopen();
    const before = await eventsOf(desk.database.db, id);
    await daysLater(3);
    expect(await stateNow()).toBe('new');
    expect(await eventsOf(desk.database.db, id)).toEqual(before);
  });

  test('that was reopened and resolved again has three days from then', async () => {
    desk.clock.advance(2 * DAY);
    await reopen();
    await resolve('Another fan');
    const timers = await desk.database.db.execute(sql`select payload from outbox where kind = 'timer' and state = 'ready'`);
    expect([...timers]).toEqual([{ payload: { timer: 'ticket.close', subject: String(id) } }]);
    await daysLater(3);
    expect(await stateNow()).toBe('closed');
  });

  test('is closed once, also when its timer rings twice', async () => {
    await desk.database.db.execute(
      sql`insert into outbox (id, lane, kind, payload, request_id) select gen_random_uuid(), 'again', kind, payload, request_id from outbox where kind = 'timer'`,
    );
    await daysLater(3);
    expect((await eventsOf(desk.database.db, id)).filter(({ event }) => event.type === 'closed')).toHaveLength(1);
  });
});

test('a timer for a ticket that is not there does no harm', async () => {
  const [row] = await desk.database.db.execute<{ request_id: string }>(
    sql`insert into outbox (id, lane, kind, payload, request_id) values (gen_random_uuid(), 'x', 'timer', '{"timer":"ticket.close","subject":"9999"}', gen_random_uuid()) returning request_id`,
  );
  await runAll(desk.worker);
  expect(await rowsOf(desk.worker, row?.request_id ?? '')).toMatchObject([{ state: 'ready', attempts: 1, last_error: 'I cannot find that ticket.' }]);
});
