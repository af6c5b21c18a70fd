import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { DifferenceKind } from '#core/license.ts';
import type { Tx } from './database.ts';
import { licenseChecks, licenseDifferences } from './schema/license-truth.ts';
import { productLevels } from './schema/licenses.ts';

export type Difference = typeof licenseDifferences.$inferSelect;

/** A level and who holds a seat that its group opens; addresses in small letters, one a line. */
interface ToCompare {
  readonly id: number;
  readonly group: string;
  readonly active: string;
  /** Whose seat comes or goes, or is one of another level with the same group. */
  readonly moving: string;
}

/** Every level that a group opens, as long as it is handed out or held. */
export async function levelsToCompare(tx: Tx): Promise<ToCompare[]> {
  const emails = (which: ReturnType<typeof sql>) => sql`coalesce(string_agg(distinct lower(h.email), E'\\n') filter (where ${which}), '')`;
  const rows = await tx.execute<{ id: number; group: string; active: string; moving: string }>(sql`
    select l.id::int as id, l.group_name as group, ${emails(sql`h.state = 'active' and h.level_id = l.id`)} as active,
      ${emails(sql`h.state <> 'active' or h.level_id <> l.id`)} as moving
    from product_levels l join products p on p.id = l.product_id
    left join (
      select s.level_id, s.state, i.email, o.group_name from seats s join people i on i.id = s.person_id join product_levels o on o.id = s.level_id
      where s.until is null) h on h.group_name = l.group_name
    where l.group_name is not null
    group by l.id, p.retired having (not l.retired and not p.retired) or count(*) filter (where h.level_id = l.id) > 0
    order by l.id`);
  return [...rows];
}

/** Of those addresses the ones with neither a seat that this group opens nor one on its way. */
export async function withoutSeat(tx: Tx, group: string, emails: readonly string[]): Promise<string[]> {
  return await emailsWhere(
    tx,
    emails,
    sql`not exists (select from seats s join product_levels l on l.id = s.level_id where s.until is null and s.person_id = p.id and l.group_name = ${group})
      and not exists (select from license_requests r join product_levels l on l.id = r.level_id
        where r.state = 'granting' and r.person_id = p.id and l.group_name = ${group})`,
  );
}

/** Of those addresses the ones with a seat of that level that is in use. */
export async function withSeat(tx: Tx, levelId: number, emails: readonly string[]): Promise<string[]> {
  return await emailsWhere(
    tx,
    emails,
    sql`exists (select from seats s where s.until is null and s.state = 'active' and s.person_id = p.id and s.level_id = ${levelId})`,
  );
}

async function emailsWhere(tx: Tx, emails: readonly string[], condition: ReturnType<typeof sql>): Promise<string[]> {
  const rows = await tx.execute<{ email: string }>(sql`
    select e.email from jsonb_array_elements_text(${JSON.stringify(emails)}::jsonb) e (email) left join people p on lower(p.email) = e.email
    where ${condition} order by e.email`);
  return rows.map(({ email }) => email);
}

interface Looked {
  readonly at: Date;
  readonly problem: string | null;
  readonly more: number;
}

/** Notes that a level was compared, or that it could not be; whoever else does waits. Returns whether it could not be before, either. */
export async function noteCheck(tx: Tx, levelId: number, { at, problem, more }: Looked): Promise<{ hadProblem: boolean }> {
  const [before] = await tx.select({ problem: licenseChecks.problem }).from(licenseChecks).where(eq(licenseChecks.levelId, levelId));
  const values = { checkedAt: at, problem, more };
  await tx
    .insert(licenseChecks)
    .values({ levelId, ...values })
    .onConflictDoUpdate({ target: licenseChecks.levelId, set: { ...values, version: sql`${licenseChecks.version} + 1` } });
  return { hadProblem: before !== undefined && before.problem !== null };
}

/** What is shown of a product's comparisons has changed. */
export async function touchChecks(tx: Tx, productId: number): Promise<void> {
  await tx
    .update(licenseChecks)
    .set({ version: sql`${licenseChecks.version} + 1` })
    .where(inArray(licenseChecks.levelId, levelIds(tx, productId)));
}

function levelIds(tx: Tx, productId: number) {
  return tx.select({ id: productLevels.id }).from(productLevels).where(eq(productLevels.productId, productId));
}

export async function checksOf(tx: Tx, productId: number): Promise<(typeof licenseChecks.$inferSelect)[]> {
  return await tx
    .select()
    .from(licenseChecks)
    .where(inArray(licenseChecks.levelId, levelIds(tx, productId)))
    .orderBy(asc(licenseChecks.levelId));
}

/** What is not mended yet, by level, kind and address. */
export async function openDifferences(tx: Tx, productId: number): Promise<Difference[]> {
  return await tx
    .select()
    .from(licenseDifferences)
    .where(and(isNull(licenseDifferences.mendedAt), inArray(licenseDifferences.levelId, levelIds(tx, productId))))
    .orderBy(asc(licenseDifferences.levelId), asc(licenseDifferences.kind), asc(licenseDifferences.email));
}

export async function findDifference(tx: Tx, id: number): Promise<Difference | undefined> {
  const [difference] = await tx.select().from(licenseDifferences).where(eq(licenseDifferences.id, id));
  return difference;
}

/** Locked until this transaction ends. @throws Error when there is none */
export async function lockDifference(tx: Tx, id: number): Promise<Difference> {
  const [difference] = await tx.select().from(licenseDifferences).where(eq(licenseDifferences.id, id)).for('update');
  if (!difference) throw new Error(`There is no difference ${id}.`);
  return difference;
}

interface Found {
  readonly levelId: number;
  readonly kind: DifferenceKind;
  readonly emails: readonly string[];
  /** When the comparison began: what was mended since then is no difference any more. */
  readonly since: Date;
  readonly at: Date;
  /** Whether these are all. */
  readonly whole: boolean;
}

/** Keeps what was found and marks what is gone as mended. Returns how many are new. */
export async function keepFound(tx: Tx, { levelId, kind, emails, since, at, whole }: Found): Promise<number> {
  const listed = sql`select e.email from jsonb_array_elements_text(${JSON.stringify(emails)}::jsonb) e (email)`;
  if (whole) {
    await tx.execute(sql`
      update license_differences set mended_at = greatest(found_at, ${at.toISOString()}::timestamptz)
      where level_id = ${levelId} and kind = ${kind} and mended_at is null and email not in (${listed})`);
  }
  const added = await tx.execute(sql`
    insert into license_differences (level_id, email, kind, found_at) select ${levelId}, f.email, ${kind}, ${at.toISOString()}::timestamptz from (${listed}) f
    where not exists (select from license_differences d where d.level_id = ${levelId} and d.kind = ${kind} and d.email = f.email
      and d.mended_at >= ${since.toISOString()}::timestamptz)
    on conflict do nothing returning id`);
  return added.length;
}

/** It is as it should be again. */
export async function mendDifference(tx: Tx, { levelId, email, kind }: Pick<Difference, 'levelId' | 'email' | 'kind'>, at: Date): Promise<void> {
  await tx
    .update(licenseDifferences)
    .set({ mendedAt: sql`greatest(${licenseDifferences.foundAt}, ${at.toISOString()}::timestamptz)` })
    .where(
      and(eq(licenseDifferences.levelId, levelId), eq(licenseDifferences.email, email), eq(licenseDifferences.kind, kind), isNull(licenseDifferences.mendedAt)),
    );
}
