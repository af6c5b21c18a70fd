import type { Context } from '#core/workflow.ts';
import { inWords } from '#lib/text.ts';
import type { Tx } from '#store/database.ts';
import { findPerson, personById } from '#store/people.ts';
import { requestsOfLeavers, seatsOfLeavers } from '#store/seat-life.ts';
import { lockSeat } from '#store/seats.ts';
import { callOff } from './approval.ts';
import { licensed, today } from './record.ts';
import { takeBack } from './take-back.ts';

const BATCH = 25;

/** Whoever has left gives back everything, and waits for nothing any more. They are not written to; owners of the products are. */
export async function leavers(context: Context<Tx>): Promise<boolean> {
  const due = { day: today(context), limit: BATCH };
  const requests = await requestsOfLeavers(context.tx, due);
  for (const request of requests) await callOff(context, request, 'They have left.', 'They have left.');
  const seats = await seatsOfLeavers(context.tx, due);
  const told = new Map<number, string[]>();
  for (const { id, ownerId } of seats) {
    const what = await takeFromLeaver(context, id);
    if (what !== undefined && ownerId !== null) told.set(ownerId, [...(told.get(ownerId) ?? []), what]);
  }
  for (const [ownerId, lines] of told) await tellOwner(context, ownerId, lines);
  return requests.length === BATCH || seats.length === BATCH;
}

/** In words for the owner; undefined when somebody else takes it back just now. */
async function takeFromLeaver(context: Context<Tx>, id: number): Promise<string | undefined> {
  const seat = await lockSeat(context.tx, id);
  if (seat?.state !== 'active' || !(await takeBack(context, seat, 'left'))) return undefined;
  const [{ name }, person] = await Promise.all([licensed(context.tx, seat), personById(context.tx, seat.personId)]);
  return `${name} of ${person.name}`;
}

async function tellOwner(context: Context<Tx>, ownerId: number, seats: readonly string[]): Promise<void> {
  const owner = await findPerson(context.tx, ownerId);
  if (owner?.status !== 'active') return;
  context.say({ to: 'person', personId: ownerId }, { text: `I am taking back what people had who have left: ${inWords(seats, 'and')}.` });
}
