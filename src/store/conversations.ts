import { eq } from 'drizzle-orm';
import type { Tx } from './database.ts';
import { conversations } from './schema/tickets.ts';

export type Conversation = typeof conversations.$inferSelect;

/** The talk with this person, locked until the transaction ends: two messages at once take turns. */
export async function lockConversation(tx: Tx, personId: number): Promise<Conversation> {
  const [found] = await tx.select().from(conversations).where(eq(conversations.personId, personId)).for('update');
  if (found) return found;
  await tx.insert(conversations).values({ personId }).onConflictDoNothing();
  const [made] = await tx.select().from(conversations).where(eq(conversations.personId, personId)).for('update');
  if (!made) throw new Error('The conversation was not stored.');
  return made;
}

type Change = Partial<Pick<Conversation, 'questionId' | 'misses' | 'waiting'>>;

export async function updateConversation(tx: Tx, personId: number, change: Change, now: Date): Promise<void> {
  await tx
    .update(conversations)
    .set({ ...change, updatedAt: now })
    .where(eq(conversations.personId, personId));
}
