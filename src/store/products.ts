import { and, asc, desc, eq, gte, lte, sql } from 'drizzle-orm';
import type { Tx } from './database.ts';
import { birthrights, entitlements, productLevels, products } from './schema/licenses.ts';

export type Product = typeof products.$inferSelect;
export type Level = typeof productLevels.$inferSelect;

/** From this likeness on, 0 to 1 by trigrams, a name is taken for a misspelling of a product's. */
const MISSPELLED = 0.4;

/** What the company calls the programs it has, oldest first. */
export async function productNames(tx: Tx): Promise<{ readonly name: string; readonly aliases: readonly string[] }[]> {
  return await tx.select({ name: products.name, aliases: products.aliases }).from(products).where(eq(products.retired, false)).orderBy(asc(products.id));
}

export async function findProduct(tx: Tx, id: number): Promise<Product | undefined> {
  const [product] = await tx.select().from(products).where(eq(products.id, id));
  return product;
}

/** @throws Error when there is none */
export async function productById(tx: Tx, id: number): Promise<Product> {
  const product = await findProduct(tx, id);
  if (!product) throw new Error(`There is no product ${id}.`);
  return product;
}

const isHandedOut = and(eq(products.retired, false), sql`exists (select from ${entitlements} where ${entitlements.productId} = ${products.id})`);

/** What can be asked for, by name. */
export async function handedOut(tx: Tx, limit: number): Promise<Pick<Product, 'id' | 'name'>[]> {
  return await tx.select({ id: products.id, name: products.name }).from(products).where(isHandedOut).orderBy(asc(products.name)).limit(limit);
}

/** The product that is handed out and called so, by its name or an alias, or else the one whose name is misspelled like this. */
export async function productCalled(tx: Tx, words: string): Promise<Product | undefined> {
  const said = words.trim().toLowerCase();
  const names = sql`array_append(${products.aliases}, ${products.name})`;
  const likeness = sql<number>`(select max(case when lower(name) = ${said} then 2 else similarity(lower(name), ${said}) end) from unnest(${names}) name)`;
  const rows = await tx.select({ product: products, likeness }).from(products).where(isHandedOut).orderBy(desc(likeness), asc(products.id)).limit(1);
  const [best] = rows;
  return best && best.likeness >= MISSPELLED ? best.product : undefined;
}

/** That can be asked for, the least first. */
export async function levelsOf(tx: Tx, productId: number): Promise<Level[]> {
  return await tx
    .select()
    .from(productLevels)
    .where(and(eq(productLevels.productId, productId), eq(productLevels.retired, false)))
    .orderBy(asc(productLevels.rank), asc(productLevels.id));
}

export async function levelById(tx: Tx, id: number | null): Promise<Level | undefined> {
  if (id === null) return undefined;
  const [level] = await tx.select().from(productLevels).where(eq(productLevels.id, id));
  return level;
}

/** Whether whoever works in that department has the product without asking anybody. */
export async function isBirthright(tx: Tx, productId: number, departmentName: string): Promise<boolean> {
  const found = await tx.execute(sql`
    select from ${birthrights} b join departments d on d.id = b.department_id where b.product_id = ${productId} and d.name = ${departmentName}`);
  return found.length > 0;
}

export interface Price {
  /** Of one seat for one month. */
  readonly cents: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** What the next seat costs: by the term that runs on that day and began last; undefined when none runs. */
export async function priceOn(tx: Tx, productId: number, day: string): Promise<Price | undefined> {
  const [price] = await tx
    .select({ cents: entitlements.seatPriceCents, currency: entitlements.currency })
    .from(entitlements)
    .where(and(eq(entitlements.productId, productId), lte(entitlements.startsOn, day), gte(entitlements.endsOn, day)))
    .orderBy(desc(entitlements.startsOn), desc(entitlements.id))
    .limit(1);
  return price;
}
