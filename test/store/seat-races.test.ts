import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { reserveSeat } from '#store/seats.ts';
import { stockCatalog } from '#test/support/catalog.ts';
import { createSmallCompany } from '#test/support/company.ts';
import { createTestDatabase } from '#test/support/database.ts';

/** SEAT_RACES=10000 for the whole proof; it takes minutes. */
const RACES = Number(process.env['SEAT_RACES'] ?? 150);

test('of five who want the last seat at the same moment one gets it, again and again, and the database never holds more than were bought', async () => {
  const database = await createTestDatabase();
  await createSmallCompany(database);
  const { figma } = await stockCatalog(database, { seats: 1, today: new Date() });
  const staff = await database.sql<{ id: number }[]>`select id from people where status = 'active' order by id limit 5`;
  const day = new Date().toISOString().slice(0, 10);
  const winners: number[] = [];
  for (let race = 0; race < RACES; race += 1) {
    const wants = staff.map(async ({ id: personId }) => {
      return await database.db.transaction(async (tx) => await reserveSeat(tx, { productId: figma, personId, levelId: null, endsOn: null, day }));
    });
    const won = (await Promise.all(wants)).filter((seat) => seat !== undefined);
    winners.push(won.length);
    await database.db.execute(sql`update seats set state = 'released', until = since where until is null`);
  }
  expect(winners).toHaveLength(RACES);
  expect(winners.filter((count) => count !== 1)).toEqual([]);
}, 600_000);

test('whoever goes round the reserving is refused by the database all the same', async () => {
  const database = await createTestDatabase();
  await createSmallCompany(database);
  const { figma } = await stockCatalog(database, { seats: 2, today: new Date() });
  const insert = async (email: string) =>
    await database.sql`insert into seats (entitlement_id, product_id, person_id, since)
      select e.id, e.product_id, p.id, current_date from entitlements e, people p where e.product_id = ${figma} and p.email = ${email}`;
  const all = await Promise.allSettled(['maria', 'tom', 'sam', 'priya', 'lee'].map(async (name) => await insert(`${name}@example.test`)));
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  for (const one of all.filter(({ status }) => status === 'rejected')) expect(one).toMatchObject({ reason: { constraint_name: 'seats_within_entitlement' } });
});
