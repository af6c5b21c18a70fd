import { and, eq, inArray, lt } from 'drizzle-orm';
import type { Attachment } from '#core/workflow.ts';
import { newId } from '#lib/ids.ts';
import type { FrontEndDeps } from '../deps.ts';
import { teamsOffers } from './schema.ts';

/** A file that somebody is asked to take. */
export type Offer = typeof teamsOffers.$inferSelect;

/** What is in a file of the desk's own, or where any other can be fetched again. */
export type Contents = { readonly text: string } | { readonly source: Attachment };

interface NewOffer extends Pick<Offer, 'delivery' | 'tenant' | 'room' | 'userId' | 'name' | 'size' | 'otherwise'> {
  readonly contents: Contents;
}

/** What follows from an offer, each once: who comes second finds it done. */
export interface Offers {
  /** The offer of that delivery; made when there is none. */
  make(offer: NewOffer): Promise<Offer>;
  /** Remembers the card that asks. */
  asked(id: string, messageId: string): Promise<void>;
  ofDelivery(key: string): Promise<Offer | undefined>;
  /** What the row of that key puts up. */
  ofHandOver(key: string): Promise<Offer | undefined>;
  /** What is in a file of the desk's own, as long as it may be put up. */
  text(id: string): Promise<string | undefined>;
  /** From one state to the next, if it is in one of the first. What is given, declined or failed keeps nothing of the file. */
  move(id: string, from: readonly Offer['state'][], to: Offer['state']): Promise<void>;
  /** Takes out what nothing has happened to for a week. */
  sweep(): Promise<void>;
}

const KEPT_MS = 7 * 24 * 60 * 60_000;
const ENDED: ReadonlySet<Offer['state']> = new Set(['given', 'declined', 'failed']);

export function createOffers({ database: { db }, clock }: Pick<FrontEndDeps, 'database' | 'clock'>): Offers {
  const one = async (which: ReturnType<typeof eq>) => (await db.select().from(teamsOffers).where(which))[0];
  return {
    make: async ({ contents, ...offer }) => {
      const row = { id: newId(clock.now()), ...offer, ...contents, state: 'offered' as const, changedAt: clock.now() };
      await db.insert(teamsOffers).values(row).onConflictDoNothing({ target: teamsOffers.delivery });
      const kept = await one(eq(teamsOffers.delivery, offer.delivery));
      if (!kept) throw new Error('An offer was taken out as it was made.');
      return kept;
    },
    asked: async (id, messageId) => void (await db.update(teamsOffers).set({ messageId }).where(eq(teamsOffers.id, id))),
    ofDelivery: async (key) => await one(eq(teamsOffers.delivery, key)),
    ofHandOver: async (key) => await one(eq(teamsOffers.handOver, key)),
    text: async (id) => (await one(eq(teamsOffers.id, id)))?.text ?? undefined,
    move: async (id, from, to) => {
      const emptied = ENDED.has(to) ? { text: null, source: null, upload: null } : {};
      await db
        .update(teamsOffers)
        .set({ state: to, changedAt: clock.now(), ...emptied })
        .where(and(eq(teamsOffers.id, id), inArray(teamsOffers.state, [...from])));
    },
    sweep: async () => {
      await db.delete(teamsOffers).where(lt(teamsOffers.changedAt, new Date(clock.now().getTime() - KEPT_MS)));
    },
  };
}
