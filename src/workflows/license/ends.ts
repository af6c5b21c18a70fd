import type { Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { openRequestFor } from '#store/license-requests.ts';
import { noteTold, seatsEnding, seatsOver } from '#store/seat-life.ts';
import { findSeat, lockSeat } from '#store/seats.ts';
import { callOff } from './approval.ts';
import { showSeat, today } from './record.ts';
import { takeBack } from './take-back.ts';

const BATCH = 25;

/** Tells holders that their seats end, and takes back what has ended. */
export async function ends(context: Context<Tx>): Promise<boolean> {
  const due = { day: today(context), limit: BATCH };
  const ending = await seatsEnding(context.tx, due);
  for (const { id, daysBefore } of ending) await tell(context, id, daysBefore);
  const over = await seatsOver(context.tx, due);
  for (const { id } of over) await takeWhatEnded(context, id);
  return ending.length === BATCH || over.length === BATCH;
}

async function tell(context: Context<Tx>, id: number, daysBefore: number): Promise<void> {
  const seat = await lockSeat(context.tx, id);
  if (seat?.state !== 'active' || seat.endsOn === null) return;
  if (await noteTold(context.tx, { seatId: id, endsOn: seat.endsOn, daysBefore, toldOn: today(context) })) await showSeat(context, seat);
}

async function takeWhatEnded(context: Context<Tx>, id: number): Promise<void> {
  const seen = await findSeat(context.tx, id);
  const open = seen && (await openRequestFor(context.tx, seen.productId, seen.personId));
  if (open?.state === 'asked') await callOff(context, open, 'Its time is over.', 'Nobody has decided before its time was over.');
  const seat = await lockSeat(context.tx, id);
  // Somebody has agreed to more time just now.
  if (seat?.state !== 'active' || seat.endsOn === null || seat.endsOn >= today(context)) return;
  await takeBack(context, seat, 'ended');
}
