import type { DifferenceKind } from '#core/license.ts';
import { DeskError } from '#core/errors.ts';
import type { ActionInput, Context, Step } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { findDifference, lockDifference, mendDifference, touchChecks, withoutSeat, type Difference } from '#store/differences.ts';
import { addRequest, changeRequest } from '#store/license-requests.ts';
import { personByEmail, personById } from '#store/people.ts';
import { levelById, type Level } from '#store/products.ts';
import { changeSeat, findSeat, lockSeat, reserveSeat, seatHeld, type Seat } from '#store/seats.ts';
import { intoGroup, outOfGroup, type Access } from './access.ts';
import { tellDifferences } from './differences.ts';
import { idIn, licensed, notThere, seatLocked, seatSubject, today } from './record.ts';
import { changing, takeBack } from './take-back.ts';
import { fromOwner, toTeam } from './to-team.ts';

/** A difference as it stands, locked, with the level it is about and what that is called. */
interface Open {
  readonly difference: Difference;
  readonly level: Level & { readonly groupName: string };
  readonly name: string;
}

/** @throws DeskError `conflict` when it is mended by now */
async function openOne(context: Context<Tx>, subject: string, kind: DifferenceKind): Promise<Open> {
  const { tx } = context;
  const id = idIn(subject, 'difference');
  const seen = await findDifference(tx, id);
  const level = seen && (await levelById(tx, seen.levelId));
  if (!level) throw notThere();
  // In the order in which a comparison locks them.
  await touchChecks(tx, level.productId);
  const difference = await lockDifference(tx, id);
  const { groupName } = level;
  if (difference.mendedAt !== null || difference.kind !== kind || groupName === null) throw over();
  const { name } = await licensed(tx, { productId: level.productId, levelId: level.id });
  return { difference, level: { ...level, groupName }, name };
}

function over(): DeskError {
  return new DeskError('conflict', { userMessage: 'That is as it should be by now. Nothing is left to do.' });
}

/** It is as it should be; every copy of the card says so. */
async function mended(context: Context<Tx>, difference: Pick<Difference, 'levelId' | 'email' | 'kind'>, productId: number): Promise<void> {
  await touchChecks(context.tx, productId);
  await mendDifference(context.tx, difference, context.now);
  await tellDifferences(context, productId, false);
}

/** `license.give_seat`: whoever is in the group has a seat from now on. */
export async function giveSeat(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  const { tx, actor, now } = context;
  const { difference, level, name } = await openOne(context, subject, 'in_group_without_seat');
  const person = await personByEmail(tx, difference.email);
  if (person?.status !== 'active')
    throw new DeskError('conflict', { userMessage: `${difference.email} is nobody who works here, so they cannot have a seat.` });
  const { productId, id: levelId, groupName } = level;
  if (await seatHeld(tx, productId, person.id))
    throw new DeskError('conflict', { userMessage: `${person.name} has a seat of it already. Take them out of the group, or let them ask for ${name}.` });
  const asked = { kind: 'seat', productId, levelId, personId: person.id, askedById: actor.person.id, endsOn: null, seatId: null, askedAt: now } as const;
  const request = await addRequest(tx, { ...asked, reason: `Was in the group ${groupName} without a seat.` });
  if (!request) throw new DeskError('conflict', { userMessage: `${person.name} has asked for it already, and that goes its way.` });
  const seat = await reserveSeat(tx, { ...asked, day: today(context) });
  if (!seat) throw new DeskError('conflict', { userMessage: `No seat is free. Enter more by “pool” first, or take ${person.name} out of the group.` });
  await changeSeat(tx, seat, { state: 'active' });
  await changeRequest(tx, request, { state: 'granted', seatId: seat.id, endedAt: now });
  await mended(context, difference, productId);
  context.say({ to: 'actor' }, { text: `${person.name} has a seat of ${name} now.` });
  context.say(
    { to: 'person', personId: person.id },
    { text: `You had access to ${name} without a seat; ${actor.person.name} has given you one. Nothing changes for you.` },
  );
}

/** `license.take_out`: whoever has no seat leaves the group. */
export async function takeOut(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  const { difference, level } = await openOne(context, subject, 'in_group_without_seat');
  const { email } = difference;
  const { groupName: group, productId } = level;
  if ((await withoutSeat(context.tx, group, [email])).length === 0) {
    await mended(context, difference, productId);
    return context.say({ to: 'actor' }, { text: `${email} has a seat by now, so they stay in the group.` });
  }
  context.run('license.eject', subject, { group, email } satisfies Access);
  context.say({ to: 'actor' }, { text: `I am taking ${email} out of the group ${group}. The card says so when it is done.` });
}

/** `license.put_in`: whoever has a seat gets the access that goes with it. */
export async function putIn(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  const { difference, level } = await openOne(context, subject, 'seat_without_group');
  const seat = await seatOf(context, difference, level);
  context.run('license.join', seatSubject(seat), { group: level.groupName, email: difference.email } satisfies Access);
  context.say({ to: 'actor' }, { text: `I am putting ${difference.email} into the group ${level.groupName}. The card says so when it is done.` });
}

/** `license.free_seat`: who has no access gives back the seat as well. */
export async function freeSeat(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  const { difference, level, name } = await openOne(context, subject, 'seat_without_group');
  const seat = await seatOf(context, difference, level);
  const by = context.actor.person.name;
  context.say({ to: 'person', personId: seat.personId }, { text: `You had a seat of ${name} without access to it, and ${by} takes it back.` });
  if (!(await takeBack(context, seat, 'given_back'))) throw changing(name);
  await mended(context, difference, level.productId);
  context.say({ to: 'actor' }, { text: `I am taking back the seat of ${name} that ${difference.email} had.` });
}

/** The seat that a difference is about, locked. @throws DeskError `conflict` when they have none at that level any more */
async function seatOf({ tx }: Context<Tx>, { email }: Difference, { id, productId }: Level): Promise<Seat> {
  const person = await personByEmail(tx, email);
  const held = person && (await seatHeld(tx, productId, person.id));
  const seat = held && (await lockSeat(tx, held.id));
  if (seat?.state !== 'active' || seat.levelId !== id) throw over();
  return seat;
}

/** Out of the group, for a difference. */
export const eject: Step<Tx> = {
  ...outOfGroup,
  done: async (context, subject) => {
    const difference = await findDifference(context.tx, idIn(subject, 'difference'));
    const level = difference && (await levelById(context.tx, difference.levelId));
    if (!level) return;
    await mended(context, difference, level.productId);
    // They got a seat while they were taken out: then they go back in.
    const person = await personByEmail(context.tx, difference.email);
    const seat = person && (await seatHeld(context.tx, level.productId, person.id));
    if (seat?.state !== 'active' || seat.levelId !== level.id || level.groupName === null) return;
    context.run('license.join', seatSubject(seat), { group: level.groupName, email: difference.email } satisfies Access);
  },
  stuck: async (context, subject, why) => {
    const difference = await findDifference(context.tx, idIn(subject, 'difference'));
    const level = difference && (await levelById(context.tx, difference.levelId));
    if (!level || difference.mendedAt !== null) return;
    const { name } = await licensed(context.tx, { productId: level.productId, levelId: level.id });
    await fromOwner(context, level.productId, `${difference.email} has access to ${name} without a seat, and could not be taken out of its group: ${why}`);
  },
};

/** Into the group, for a seat. */
export const join: Step<Tx> = {
  ...intoGroup,
  done: async (context, subject) => {
    const seat = await findSeat(context.tx, idIn(subject, 'seat'));
    if (!seat || seat.levelId === null) return;
    const email = (await personById(context.tx, seat.personId)).email.toLowerCase();
    await mended(context, { levelId: seat.levelId, email, kind: 'seat_without_group' }, seat.productId);
  },
  stuck: async (context, subject, why) => {
    const seat = await seatLocked(context, subject);
    const { product, name } = await licensed(context.tx, seat);
    const note = `the seat is there, but access to ${name} could not be given: ${why}`;
    await toTeam(context, { personId: seat.personId, reason: `I have a seat of ${name} and no access.` }, { product, name, note });
  },
};
