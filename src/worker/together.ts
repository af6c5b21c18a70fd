import { createBatch } from '#lib/batch.ts';
import { cardsToDeliver, finishCards, type Hung } from '#store/cards.ts';
import type { Tx } from '#store/database.ts';
import { finishRows, leaseNext, leaseRows, type Delivered } from '#store/outbox.ts';

/** What the rows of one worker need of the database at the same time, each kind in one statement for all of them. */
export type Together = ReturnType<typeof createTogether>;

export function createTogether(db: Tx) {
  return {
    lease: createBatch(async (ids: readonly string[]) => await leaseRows(db, ids)),
    leaseNext: createBatch(async (lanes: readonly string[]) => await leaseNext(db, lanes)),
    cardToDeliver: createBatch(async (ids: readonly string[]) => await cardsToDeliver(db, ids)),
    finish: createBatch(async (delivered: readonly Delivered[]) => await finishRows(db, delivered)),
    finishCard: createBatch(async (hung: readonly Hung[]) => await finishCards(db, hung)),
  };
}
