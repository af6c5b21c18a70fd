import { and, eq } from 'drizzle-orm';
import type { Address } from '#core/chat-event.ts';
import type { Tx } from './database.ts';
import { conversations } from './schema/tickets.ts';

export type Conversation = typeof conversations.$inferSelect;

interface Place {
  readonly address: Address;
  readonly personId: number;
}

/** The talk with this person in this room, locked until the transaction ends: two messages at once take turns. */
export async function lockConversation(tx: Tx, { address, personId }: Place): Promise<Conversation> {
  const key = { platform: address.platform, workspace: address.workspace, room: address.room, personId };
  const same = where({ address, personId });
  const [found] = await tx.select().from(conversations).where(same).for('update');
  if (found) return found;
  await tx.insert(conversations).values(key).onConflictDoNothing();
  const [made] = await tx.select().from(conversations).where(same).for('update');
  if (!made) throw new Error('The conversation was not stored.');
  return made;
}

type Change = Partial<Pick<Conversation, 'questionId' | 'misses'>>;

export async function updateConversation(tx: Tx, place: Place, change: Change, now: Date): Promise<void> {
  await tx
    .update(conversations)
    .set({ ...change, updatedAt: now })
    .where(where(place));
}

function where({ address, personId }: Place) {
  return and(
    eq(conversations.platform, address.platform),
    eq(conversations.workspace, address.workspace),
    eq(conversations.room, address.room),
    eq(conversations.personId, personId),
  );
}
