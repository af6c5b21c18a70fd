import type { Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import {
  addReclaim,
  askReclaimAgain,
  endReclaim,
  needlessReclaims,
  reclaimsFinal,
  reclaimsToRepeat,
  reclaimsToTake,
  seatsIdle,
  settleTaken,
} from '#store/reclaims.ts';
import { changeSeat, lockSeat, type Seat } from '#store/seats.ts';
import { refreshSeat, showSeat, today } from './record.ts';
import { takeBack } from './take-back.ts';

const BATCH = 25;

/** Asks whoever has not used a seat for long whether they still need it, asks again, and takes it back when nobody answers. */
export async function idle(context: Context<Tx>): Promise<boolean> {
  const { tx } = context;
  const day = today(context);
  const due = { day, limit: BATCH };
  const needless = await needlessReclaims(tx, due);
  for (const { seatId, state } of needless)
    await withSeat(context, seatId, async (seat) => {
      if (await endReclaim(tx, seatId, state, day)) await refreshSeat(context, await changeSeat(tx, seat, {}));
    });
  const toTake = await reclaimsToTake(tx, due);
  for (const { seatId } of toTake) await whileActive(context, seatId, async (seat) => void (await takeBack(context, seat, 'idle')));
  const toRepeat = await reclaimsToRepeat(tx, due);
  for (const { seatId } of toRepeat)
    await whileActive(context, seatId, async (seat) => {
      await askReclaimAgain(tx, seatId, day);
      await showSeat(context, await changeSeat(tx, seat, {}));
    });
  const toAsk = await seatsIdle(tx, due);
  for (const { id } of toAsk)
    await whileActive(context, id, async (seat) => {
      if (await addReclaim(tx, id, day)) await showSeat(context, await changeSeat(tx, seat, {}));
    });
  const final = await reclaimsFinal(tx, due);
  for (const { id, seatId } of final)
    await withSeat(context, seatId, async (seat) => {
      if (await settleTaken(tx, id, 'final')) await refreshSeat(context, await changeSeat(tx, seat, {}));
    });
  return [needless, toTake, toRepeat, toAsk, final].some(({ length }) => length === BATCH);
}

async function withSeat(context: Context<Tx>, id: number, work: (seat: Seat) => Promise<void>): Promise<void> {
  const seat = await lockSeat(context.tx, id);
  if (seat) await work(seat);
}

/** Unless it was given back just now. */
async function whileActive(context: Context<Tx>, id: number, work: (seat: Seat) => Promise<void>): Promise<void> {
  await withSeat(context, id, async (seat) => {
    if (seat.state === 'active') await work(seat);
  });
}
