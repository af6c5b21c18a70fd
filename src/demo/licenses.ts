import { sql } from 'drizzle-orm';
import { timerRow } from '#desk/context.ts';
import { newId } from '#lib/ids.ts';
import { DAILY, nextDaily } from '#rules/seat-life.ts';
import { setUpCatalog } from '#store/catalog-setup.ts';
import type { Tx } from '#store/database.ts';
import { nextNight } from '#rules/license.ts';
import { addGroups } from '#store/groups.ts';
import { planRows } from '#store/outbox.ts';
import { demoFile } from './desk-file.ts';

/**
 * Makes the catalog as the company's file says, and puts whoever holds a seat into the group that opens it, at the highest
 * level; from then on they are looked after daily, and compared every night.
 */
export async function openLicenses(tx: Tx, now: Date): Promise<void> {
  const products = demoFile().file.products ?? [];
  await setUpCatalog(tx, products, []);
  await addGroups(
    tx,
    products.flatMap(({ levels }) => levels.flatMap(({ group }) => group ?? [])),
  );
  await tx.execute(sql`update seats s set level_id = (select l.id from product_levels l where l.product_id = s.product_id order by l.rank desc limit 1)`);
  await tx.execute(sql`
    insert into group_members select l.group_name, s.person_id from seats s join product_levels l on l.id = s.level_id
    where s.until is null and l.group_name is not null on conflict do nothing`);
  const timers = [timerRow(DAILY, 'all', nextDaily(now)), timerRow('license.reconcile', 'all', nextNight(now))];
  await planRows(
    tx,
    timers.map((timer) => ({ id: newId(now), requestId: newId(now), ...timer })),
  );
}
