import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import type { Phrases } from '#core/intent.ts';
import type { Tx } from './database.ts';
import { intentExamples, intentVersions, type Outcome } from './schema/learning.ts';

export type Example = typeof intentExamples.$inferSelect;
export type Version = typeof intentVersions.$inferSelect;

type Doubt = Pick<Example, 'text' | 'guessed' | 'confidence' | 'platform' | 'at'> & { readonly requestId: string; readonly outcome?: Outcome };

/** Keeps a message that the desk was not sure of, once. */
export async function addExample(tx: Tx, doubt: Doubt): Promise<void> {
  await tx.insert(intentExamples).values(doubt).onConflictDoNothing();
}

/** Its author chose what it means, or a person. */
export async function settleExample(tx: Tx, requestId: string, outcome: Outcome, turnedOut: string): Promise<void> {
  await tx
    .update(intentExamples)
    .set({ outcome: sql`case when outcome = 'corrected' then outcome else ${outcome} end`, turnedOut })
    .where(sql`${intentExamples.requestId}::text = ${requestId}`);
}

/** The same chat user has said it in other words: what they wrote last in vain. */
export async function settleLastExample(tx: Tx, sender: string, outcome: Outcome, turnedOut: string): Promise<void> {
  await tx.execute(sql`
    update intent_examples set outcome = ${outcome}, turned_out = ${turnedOut}
    where outcome = 'asked' and request_id = (
      select e.request_id from intent_examples e join inbox i on i.request_id = e.request_id
      where i.sender = ${sender} order by i.received_at desc, e.id desc limit 1)`);
}

/** Unlabelled, those of one guess together, newest first within it. */
export async function unlabelled(tx: Tx, limit: number): Promise<Example[]> {
  return await tx.select().from(intentExamples).where(isNull(intentExamples.label)).orderBy(asc(intentExamples.guessed), desc(intentExamples.id)).limit(limit);
}

/** False when there is no such example. */
export async function labelExample(tx: Tx, id: number, label: string): Promise<boolean> {
  return (await tx.update(intentExamples).set({ label }).where(eq(intentExamples.id, id)).returning({ id: intentExamples.id })).length > 0;
}

export async function labelled(tx: Tx): Promise<{ text: string; intent: string }[]> {
  const rows = await tx
    .select({ text: intentExamples.text, intent: intentExamples.label })
    .from(intentExamples)
    .where(isNotNull(intentExamples.label))
    .orderBy(asc(intentExamples.id));
  return rows.flatMap(({ text, intent }) => (intent === null ? [] : [{ text, intent }]));
}

/** What was labelled elsewhere; the same line counts once. Returns how many are new. */
export async function importLabelled(tx: Tx, lines: readonly { readonly text: string; readonly intent: string }[]): Promise<number> {
  if (lines.length === 0) return 0;
  const rows = lines.map(({ text, intent }) => ({ text, guessed: intent, confidence: 1, outcome: 'imported' as const, label: intent, platform: '' }));
  return (await tx.insert(intentExamples).values(rows).onConflictDoNothing().returning({ id: intentExamples.id })).length;
}

export async function addVersion(tx: Tx, version: Pick<Version, 'learned' | 'before' | 'after'>): Promise<number> {
  const [row] = await tx.insert(intentVersions).values(version).returning({ id: intentVersions.id });
  if (!row) throw new Error('The version was not stored.');
  return row.id;
}

/** The version in use; undefined while nothing was promoted, and when it is the one that is known already. */
export async function versionInUse(tx: Tx, known?: number): Promise<{ id: number; learned: readonly Phrases[] } | undefined> {
  const { id, learned, promotedAt } = intentVersions;
  const newest = tx.select({ id }).from(intentVersions).where(isNotNull(promotedAt)).orderBy(desc(promotedAt)).limit(1);
  const isNews = known === undefined ? undefined : ne(id, known);
  const [row] = await tx
    .select({ id, learned })
    .from(intentVersions)
    .where(and(inArray(id, newest), isNews));
  return row;
}

/** Makes the version that was trained last the one in use; undefined when there is none that is not. */
export async function promoteNewest(tx: Tx): Promise<Version | undefined> {
  const [newest] = await tx.select().from(intentVersions).orderBy(desc(intentVersions.id)).limit(1).for('update');
  if (!newest || newest.promotedAt !== null) return undefined;
  await tx
    .update(intentVersions)
    .set({ promotedAt: sql`now()` })
    .where(and(eq(intentVersions.id, newest.id), isNull(intentVersions.promotedAt)));
  return newest;
}
