import { and, eq, isNull, lt } from 'drizzle-orm';
import { OutsideError } from '#core/errors.ts';
import type { FrontEndDeps } from '../deps.ts';
import { teamsDeliveries } from './schema.ts';

/** Nothing is asked about later. */
const KEPT_MS = 2 * 24 * 60 * 60_000;

/** What was given to Teams under which key. Bots cannot read back what they posted, so this is all that is known afterwards. */
export interface Deliveries {
  /**
   * Writes down that it is begun, makes the call, and writes down what Teams called it.
   * @throws OutsideError that of the call; when it says that nothing was done, nothing is kept
   */
  once(key: string, call: () => Promise<string>): Promise<string>;
  /** As `FrontEnd.find`. @throws OutsideError `lasting` when it was begun and nobody knows how it ended */
  find(key: string): Promise<string | undefined>;
  /** Takes out what is old. */
  sweep(): Promise<void>;
}

export function createDeliveries({ database: { db }, clock }: Pick<FrontEndDeps, 'database' | 'clock'>): Deliveries {
  const forget = async (key: string) => await db.delete(teamsDeliveries).where(and(eq(teamsDeliveries.key, key), isNull(teamsDeliveries.messageId)));
  return {
    once: async (key, call) => {
      const begun = { begunAt: clock.now(), messageId: null };
      await db
        .insert(teamsDeliveries)
        .values({ key, ...begun })
        .onConflictDoUpdate({ target: teamsDeliveries.key, set: begun });
      const messageId = await call().catch(async (error: unknown) => {
        if (error instanceof OutsideError && error.outcome === 'not_done') await forget(key);
        throw error;
      });
      await db.update(teamsDeliveries).set({ messageId }).where(eq(teamsDeliveries.key, key));
      return messageId;
    },
    find: async (key) => {
      const [known] = await db.select().from(teamsDeliveries).where(eq(teamsDeliveries.key, key));
      if (!known) return undefined;
      if (known.messageId !== null) return known.messageId;
      throw new OutsideError('It was given to Teams, which did not answer and cannot be asked: look whether it is there.', {
        outcome: 'unknown',
        lasting: true,
      });
    },
    sweep: async () => {
      await db.delete(teamsDeliveries).where(lt(teamsDeliveries.begunAt, new Date(clock.now().getTime() - KEPT_MS)));
    },
  };
}
