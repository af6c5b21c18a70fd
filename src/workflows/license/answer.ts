import { DeskError } from '#core/errors.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import { addDays } from '#rules/business-time/local-time.ts';
import { UNDO_DAYS } from '#rules/seat-life.ts';
import type { Tx } from '#store/database.ts';
import { addRequest } from '#store/license-requests.ts';
import { endReclaim, lastReclaim, settleTaken } from '#store/reclaims.ts';
import { changeSeat, seatHeld, type Seat } from '#store/seats.ts';
import { give } from './give.ts';
import { isSettled, sayHeld } from './offer.ts';
import { licensed, refreshSeat, seatIn, seatLocked, today } from './record.ts';
import { callOffChanges, changing, takeBack } from './take-back.ts';

/** `license.still_needed`: nobody takes it back, and it is not asked again for as long as a seat may be idle. */
export async function stillNeeded(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  const seat = await seatLocked(context, subject);
  const { name } = await licensed(context.tx, seat);
  if (!(await endReclaim(context.tx, seat.id, 'kept', today(context)))) throw notAsked(seat, name);
  await refreshSeat(context, await changeSeat(context.tx, seat, {}));
  context.say({ to: 'actor' }, { text: `Thank you. You keep ${name}.` });
}

/** `license.not_needed`: it is taken back, and they may change their mind for some days. */
export async function notNeeded(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  await callOffChanges(context, await seatIn(context.tx, subject));
  const seat = await seatLocked(context, subject);
  const reclaim = await lastReclaim(context.tx, seat.id);
  const { name } = await licensed(context.tx, seat);
  if (reclaim?.state !== 'asked' || seat.state !== 'active') throw notAsked(seat, name);
  if (!(await takeBack(context, seat, 'idle'))) throw changing(name);
}

function notAsked({ state }: Seat, name: string): DeskError {
  const userMessage = state === 'active' ? `That is settled: you have ${name}.` : `${name} is being taken back already, or was.`;
  return new DeskError('conflict', { userMessage });
}

/** `license.after_all`: whoever lost a seat that they did not use gets one again without asking anybody, or waits in line for it. */
export async function afterAll(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  const { tx, now, actor } = context;
  const seat = await seatLocked(context, subject);
  const { product, name } = await licensed(tx, seat);
  if (seat.state === 'leaving') throw new DeskError('conflict', { userMessage: `${name} is being taken back just now. Press it again in a few minutes.` });
  const reclaim = await lastReclaim(tx, seat.id);
  const isInTime = reclaim?.state === 'taken' && reclaim.endedOn !== null && today(context) <= addDays(reclaim.endedOn, UNDO_DAYS);
  if (!isInTime || product.retired || (seat.endsOn !== null && seat.endsOn < today(context)))
    throw new DeskError('conflict', { userMessage: `${name} cannot be had back like this any more. Tell me that you need it, and I will look again.` });
  const held = await seatHeld(tx, product.id, seat.personId);
  if (held) return await sayHeld(context, product, actor.person, held);
  if (await isSettled(context, product, actor.person)) return;
  const { levelId, personId, endsOn } = seat;
  const wish = { kind: 'seat', productId: product.id, levelId, personId, askedById: personId, reason: 'I need it after all.', endsOn } as const;
  const made = await addRequest(tx, { ...wish, seatId: null, askedAt: now });
  if (!made) return void (await isSettled(context, product, actor.person));
  await settleTaken(tx, reclaim.id, 'undone');
  await refreshSeat(context, await changeSeat(tx, seat, {}));
  await give(context, made);
}
