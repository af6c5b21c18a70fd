import { eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from './database.ts';
import { products, seats } from './schema/licenses.ts';
import { people } from './schema/people.ts';

/** Postgres takes 65,535 parameters in a statement. */
const AT_ONCE = 5000;

/** A seat that is held, as files know it. */
interface UsedSeat {
  readonly id: number;
  /** In small letters. */
  readonly email: string;
  readonly productId: number;
  readonly lastUsedOn: string | null;
}

/** Every seat that is held. */
export async function seatsHeld(tx: Tx): Promise<UsedSeat[]> {
  return await tx
    .select({ id: seats.id, email: sql<string>`lower(${people.email})`, productId: seats.productId, lastUsedOn: seats.lastUsedOn })
    .from(seats)
    .innerJoin(people, eq(people.id, seats.personId))
    .where(isNull(seats.until));
}

/** Products by each of their names in small letters, those that are given to nobody any more, too. */
export async function productIdsByName(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx.select({ id: products.id, name: products.name, aliases: products.aliases }).from(products);
  const aliases = rows.flatMap(({ id, aliases: names }) => names.map((name) => [name.toLowerCase(), id] as const));
  return new Map([...aliases, ...rows.map(({ id, name }) => [name.toLowerCase(), id] as const)]);
}

/** Notes when seats were last used; never an earlier day than is known. */
export async function noteUsage(tx: Tx, used: readonly { readonly id: number; readonly on: string }[]): Promise<void> {
  for (let from = 0; from < used.length; from += AT_ONCE) {
    const rows = used.slice(from, from + AT_ONCE).map(({ id, on }) => sql`(${id}::bigint, ${on}::date)`);
    await tx.execute(sql`
      update ${seats} s set last_used_on = u.day, version = s.version + 1
      from (values ${sql.join(rows, sql`, `)}) as u (id, day) where s.id = u.id and (s.last_used_on is null or s.last_used_on < u.day)`);
  }
}
