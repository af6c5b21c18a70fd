import { and, asc, eq, inArray, notInArray, sql } from 'drizzle-orm';
import type { ProductSetup, StandingProduct, TermSetup } from '#rules/catalog-setup.ts';
import type { Tx } from './database.ts';
import { birthrights, entitlements, productLevels, products } from './schema/licenses.ts';
import { departments, people, teams } from './schema/people.ts';

/** All products there ever were, under a lock until the transaction ends. */
export async function lockCatalog(tx: Tx): Promise<StandingProduct[]> {
  const rows = await tx.select().from(products).orderBy(asc(products.id)).for('update');
  const [emails, teamKeys, names, levels, rights, terms] = await Promise.all([
    tx.select({ id: people.id, email: sql<string>`lower(${people.email})` }).from(people),
    tx.select({ id: teams.id, key: teams.key }).from(teams),
    tx.select().from(departments),
    tx.select().from(productLevels).where(eq(productLevels.retired, false)).orderBy(asc(productLevels.rank)),
    tx.select().from(birthrights),
    tx.select({ term: entitlements, used: sql<number>`seats_used(${entitlements.id}, null, not ${entitlements.reassignable})::int` }).from(entitlements),
  ]);
  const emailOf = new Map(emails.map(({ id, email }) => [id, email]));
  const keyOf = new Map(teamKeys.map(({ id, key }) => [id, key]));
  const departmentOf = new Map(names.map(({ id, name }) => [id, name]));
  return rows.map((row) => {
    const own = terms.filter(({ term }) => term.productId === row.id && term.contract !== null);
    return {
      ...row,
      owner: row.ownerId === null ? undefined : emailOf.get(row.ownerId),
      budgetHolder: row.budgetHolderId === null ? undefined : emailOf.get(row.budgetHolderId),
      team: row.teamId === null ? undefined : keyOf.get(row.teamId),
      ownerAboveCents: row.ownerAboveCents ?? undefined,
      idleDays: row.idleDays ?? undefined,
      alternative: rows.find(({ id }) => id === row.alternativeId)?.name,
      birthright: rights.filter(({ productId }) => productId === row.id).map(({ departmentId }) => departmentOf.get(departmentId) ?? ''),
      levels: levels.filter(({ productId }) => productId === row.id).map(({ name, groupName }) => ({ name, group: groupName ?? undefined })),
      terms: own.map(({ term }) => termOf(term)),
      used: new Map(own.map(({ term, used }) => [term.contract ?? '', used])),
    };
  });
}

function termOf({ contract, seats, seatPriceCents, currency, startsOn, endsOn, noticeOn, reassignable }: typeof entitlements.$inferSelect): TermSetup {
  return { contract: contract ?? '', seats, priceCents: seatPriceCents, currency, from: startsOn, to: endsOn, notice: noticeOn ?? undefined, reassignable };
}

/** Makes products and changes them, so that they are as given; those in `retired` keep their past and are given to nobody. */
export async function setUpCatalog(tx: Tx, changed: readonly ProductSetup[], retired: readonly string[]): Promise<void> {
  await tx
    .update(products)
    .set({ retired: true })
    .where(inArray(products.name, [...retired]));
  for (const product of changed) await setUp(tx, product);
  // Once all of them are there.
  for (const { name, alternative } of changed)
    await tx
      .update(products)
      .set({ alternativeId: alternative === undefined ? null : sql`(select id from products where name = ${alternative})` })
      .where(eq(products.name, name));
}

async function setUp(tx: Tx, product: ProductSetup): Promise<void> {
  const { name, vendor, aliases, approval, installSteps, ownerAboveCents = null, idleDays = null } = product;
  const person = (email: string | undefined) => (email === undefined ? null : sql<number>`(select id from people where lower(email) = ${email})`);
  const values = {
    vendor,
    aliases: [...aliases],
    approval,
    installSteps,
    ownerAboveCents,
    idleDays,
    retired: false,
    ownerId: person(product.owner),
    budgetHolderId: person(product.budgetHolder),
    teamId: product.team === undefined ? null : sql<number>`(select id from teams where key = ${product.team})`,
  };
  const [made] = await tx
    .insert(products)
    .values({ name, ...values })
    .onConflictDoUpdate({ target: products.name, set: values })
    .returning({ id: products.id });
  if (!made) throw new Error(`The product ${name} was not stored.`);
  await setUpLevels(tx, made.id, product);
  await setUpBirthrights(tx, made.id, product);
  for (const term of product.terms) await setUpTerm(tx, made.id, term);
}

/** Those that are gone keep whoever has them. */
async function setUpLevels(tx: Tx, productId: number, { levels }: ProductSetup): Promise<void> {
  const gone = notInArray(
    productLevels.name,
    levels.map(({ name }) => name),
  );
  await tx
    .update(productLevels)
    .set({ retired: true })
    .where(and(eq(productLevels.productId, productId), levels.length > 0 ? gone : undefined));
  for (const [index, { name, group }] of levels.entries()) {
    const values = { rank: index + 1, groupName: group ?? null, retired: false };
    await tx
      .insert(productLevels)
      .values({ productId, name, ...values })
      .onConflictDoUpdate({ target: [productLevels.productId, productLevels.name], set: values });
  }
}

async function setUpBirthrights(tx: Tx, productId: number, { birthright }: ProductSetup): Promise<void> {
  await tx.delete(birthrights).where(eq(birthrights.productId, productId));
  if (birthright.length === 0) return;
  const rows = await tx
    .select({ id: departments.id })
    .from(departments)
    .where(inArray(departments.name, [...birthright]));
  await tx.insert(birthrights).values(rows.map(({ id }) => ({ productId, departmentId: id })));
}

/** Adds a term, or changes the one of that contract. */
export async function setUpTerm(
  tx: Tx,
  productId: number,
  { contract, seats, priceCents, currency, from, to, notice, reassignable }: TermSetup,
): Promise<void> {
  const values = { seats, seatPriceCents: priceCents, currency, startsOn: from, endsOn: to, noticeOn: notice ?? null, reassignable };
  await tx
    .insert(entitlements)
    .values({ productId, contract, ...values })
    .onConflictDoUpdate({ target: [entitlements.productId, entitlements.contract], set: values });
}
