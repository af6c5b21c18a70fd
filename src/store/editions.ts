import { asc, desc, sql } from 'drizzle-orm';
import type { Phrases } from '#core/intent.ts';
import { NOTHING_SAID, slaEdition, type Edition } from '#rules/edition.ts';
import type { SlaEdition, SlaPolicy } from '#rules/sla/policy.ts';
import type { Tx } from './database.ts';
import { editions } from './schema/editions.ts';

/** What is in force; undefined before anything was applied. */
export async function currentEdition(tx: Tx): Promise<{ id: number; since: Date; content: Edition; source: string } | undefined> {
  const [last] = await tx.select().from(editions).orderBy(desc(editions.id)).limit(1);
  return last;
}

/** What it says, for what is decided now; before anything was applied, nothing. */
export async function editionInForce(tx: Tx): Promise<Edition> {
  const [last] = await tx.select({ content: editions.content }).from(editions).orderBy(desc(editions.id)).limit(1);
  return last?.content ?? NOTHING_SAID;
}

/** What people here say, as the edition in force has it; undefined when that is the one that is known already. */
export async function phrasesInForce(tx: Tx, known?: number): Promise<{ id: number; phrases: readonly Phrases[] } | undefined> {
  const phrases = sql<readonly Phrases[]>`coalesce(${editions.content} -> 'phrases', '[]')`;
  const [last] = await tx.select({ id: editions.id, phrases }).from(editions).orderBy(desc(editions.id)).limit(1);
  return last?.id === known ? undefined : last;
}

/** Applies an edition, from now on. */
export async function addEdition(tx: Tx, edition: { readonly since: Date; readonly content: Edition; readonly source: string }): Promise<void> {
  await tx.insert(editions).values(edition);
}

/** All that was ever in force, oldest first, ready to reckon with. */
export async function slaEditions(tx: Tx): Promise<SlaEdition[]> {
  const all = await tx.select().from(editions).orderBy(asc(editions.id));
  return all.map(({ content, since }) => slaEdition(content, since));
}

/** Of each policy that ever was, by id, the one applied last. */
export async function lastPolicies(tx: Tx): Promise<Map<string, SlaPolicy>> {
  const all = await tx.select({ content: editions.content }).from(editions).orderBy(asc(editions.id));
  return new Map(all.flatMap(({ content }) => content.policies.map((policy) => [policy.id, policy] as const)));
}

/** Nobody else applies anything until this transaction ends. */
export async function lockEditions(tx: Tx): Promise<void> {
  await tx.execute(sql`lock table editions in share row exclusive mode`);
}
