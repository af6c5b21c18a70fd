import { asc } from 'drizzle-orm';
import type { Tx } from './database.ts';
import { products } from './schema/licenses.ts';

/** What the company calls the programs it has, oldest first. */
export async function productNames(tx: Tx): Promise<string[]> {
  const rows = await tx.select({ name: products.name }).from(products).orderBy(asc(products.id));
  return rows.map(({ name }) => name);
}
