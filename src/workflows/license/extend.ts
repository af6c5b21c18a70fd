import { DeskError } from '#core/errors.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { addRequest } from '#store/license-requests.ts';
import { lastDay } from './lasting.ts';
import { isSettled } from './offer.ts';
import { licensed, refreshSeat, seatIn } from './record.ts';
import { askOrGive } from './request.ts';

/** `license.extend`: its holder would like to keep a seat for longer, and whoever had to agree to it has to agree to that. */
export async function extendSeat(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  const { person } = context.actor;
  const seat = await seatIn(context.tx, subject);
  const { product, level, name } = await licensed(context.tx, seat);
  if (seat.state !== 'active') throw new DeskError('conflict', { userMessage: `You no longer have ${name}. Tell me if you need it, and I will look again.` });
  if (seat.endsOn === null) throw new DeskError('conflict', { userMessage: `You have ${name} for good; nothing is left to do.` });
  const made = await addRequest(context.tx, {
    kind: 'extension',
    productId: seat.productId,
    levelId: seat.levelId,
    personId: seat.personId,
    askedById: person.id,
    reason: values['why'] ?? '',
    endsOn: lastDay(seat.endsOn, values),
    seatId: seat.id,
    askedAt: context.now,
  });
  if (!made) return void (await isSettled(context, product, person));
  await refreshSeat(context, seat);
  await askOrGive(context, made, { product, level, person });
}
