import { parse } from 'csv-parse/sync';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { licensesReport, readArguments } from '#commands/licenses.ts';
import { addDays } from '#rules/business-time/local-time.ts';
import { stockCatalog } from '#test/support/catalog.ts';
import { direct } from '#test/support/client.ts';
import { MARIA, SAM, TOM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';

/** Sam has the one seat of Figma that is paid in euros. */
let desk: Awaited<ReturnType<typeof createTestDesk>>;
let figma: number;
beforeEach(async () => {
  desk = await createTestDesk();
  ({ figma } = await stockCatalog(desk.database, { seats: 1, today: desk.clock.now() }));
  await desk.database.db.execute(sql`update products set approval = 'none' where id = ${figma}`);
  await desk.say(TOM, direct(TOM), 'hello');
  await wants(SAM, 'I draw the new shop');
});
afterEach(async () => await desk.database.close());

const day = (days: number) => addDays(new Date().toISOString().slice(0, 10), days);
async function wants(who: string, why: string) {
  await desk.say(who, direct(who), 'I need a license for figma');
  await desk.click(who, direct(who), 'Editor');
  await desk.say(who, direct(who), why);
}
const report = async (...args: string[]) => await licensesReport(desk.database, readArguments(args), desk.clock.now());

test('each product stands with what was bought, held, held too much, unused and paid, every currency by itself', async () => {
  await desk.database.db.execute(sql`update seats set last_used_on = ${day(-31)}`);
  await desk.database.db.execute(sql`
    insert into entitlements (product_id, seats, seat_price_cents, currency, starts_on, ends_on)
    values (${figma}, 3, 1250, 'USD', ${day(-10)}, ${day(10)}), (${figma}, 2, 9900, 'USD', ${day(-90)}, ${day(-1)})`);
  await desk.database.db.execute(sql`
    insert into seats (entitlement_id, product_id, person_id, since)
    select e.id, e.product_id, p.id, ${day(-80)}::date from entitlements e, people p where e.ends_on = ${day(-1)} and p.email = ${TOM}`);
  const rows = (await report()).split('\n').map((line) => line.split(/ {2,}/));
  expect(rows.slice(0, 4)).toEqual([
    ['product', 'vendor', 'bought', 'held', 'over_use', 'idle', 'use_unknown', 'cost_a_month', 'currency'],
    ['Figma', 'Figma', '1', '1', '0', '1', '0', '15.00', 'EUR'],
    ['Figma', 'Figma', '3', '1', '1', '0', '1', '37.50', 'USD'],
    ['Slide Deck', 'Decks', '5', '0', '0', '0', '0', '0.00', 'EUR'],
  ]);
  expect((await report('--csv')).split('\r\n')).toContain('Figma,Figma,3,1,1,0,1,37.50,USD');
});

test('the evidence says who asked for what and who agreed, for auditors; no spreadsheet runs what somebody wrote', async () => {
  await desk.database.db.execute(sql`update products set approval = 'manager' where id = ${figma}`);
  await wants(MARIA, '=1+1');
  await desk.fill(TOM, direct(TOM), 'Decline', { reason: 'Use Penpot' });
  const [header, sam, maria, ...more] = parse(await report('evidence', '--from', day(-1), '--to', day(2), '--csv'), { bom: true });
  expect(more).toEqual([]);
  const rowOf = (cells: string[] | undefined) => Object.fromEntries((header ?? []).map((name, at) => [name, cells?.[at]]));
  expect(rowOf(sam)).toMatchObject({ request: 'L-1', person_email: SAM, state: 'granted', approver: '' });
  expect(rowOf(maria)).toMatchObject({
    request: 'L-2',
    product: 'Figma',
    level: 'Editor',
    reason: "'=1+1",
    cost: '€15.00 a month',
    state: 'declined',
    approver: 'Tom Becker',
    answer: 'declined',
    words: 'Use Penpot',
    answered_at: desk.clock.now().toISOString(),
  });
  expect(await report('evidence', '--from', day(-9), '--to', day(-8))).toBe('Nobody asked for anything in that time.\n');
  for (const wrong of [['evidence'], ['evidence', '--from', day(1), '--to', day(1)], ['list'], ['--from', day(1)]])
    expect(() => readArguments(wrong)).toThrow(expect.objectContaining({ code: 'setup' }) as Error);
});
