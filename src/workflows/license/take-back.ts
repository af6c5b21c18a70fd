import { DeskError } from '#core/errors.ts';
import type { BackReason } from '#core/license.ts';
import type { ActionInput, Context, Step } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { openRequestFor, requestsAboutSeat } from '#store/license-requests.ts';
import { personById } from '#store/people.ts';
import { endReclaim } from '#store/reclaims.ts';
import { changeSeat, type Seat } from '#store/seats.ts';
import { outOfGroup, type Access } from './access.ts';
import { callOff } from './approval.ts';
import { release, serveLine } from './give.ts';
import { licensed, refreshSeat, seatIn, seatLocked, seatSubject, showSeat, today } from './record.ts';
import { toTeam } from './to-team.ts';

/** `license.give_back` */
export async function giveBack(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  if (values['sure'] !== 'yes') return context.say({ to: 'actor' }, { text: 'All right, you keep it. Nothing has changed.' });
  await callOffChanges(context, await seatIn(context.tx, subject));
  const seat = await seatLocked(context, subject);
  const { name } = await licensed(context.tx, seat);
  if (seat.state !== 'active') throw new DeskError('conflict', { userMessage: `${name} is being given back already, or was. Nothing is left to do.` });
  context.say({ to: 'actor' }, { text: `Thank you. I am taking ${name} back; you read here when that is done.` });
  if (!(await takeBack(context, seat, 'given_back'))) throw changing(name);
}

/** Another level or more time is no longer of interest. @throws DeskError `conflict` while access is changing: then one would overtake the other */
export async function callOffChanges(context: Context<Tx>, seat: Seat): Promise<void> {
  const open = await openRequestFor(context.tx, seat.productId, seat.personId);
  if (open?.seatId !== seat.id) return;
  if (open.state === 'asked' && (await callOff(context, open, 'It is given back.'))) return;
  throw changing((await licensed(context.tx, seat)).name);
}

/** For whoever gives back what is being changed. */
export function changing(name: string): DeskError {
  return new DeskError('conflict', { userMessage: `Your access to ${name} is being changed just now. Try again in a few minutes.` });
}

/**
 * The seat is free for others once its holder has left the group that opens it. The seat is locked and active. False, and nothing has
 * happened, while another level is being given: in the directory one might overtake the other.
 */
export async function takeBack(context: Context<Tx>, seat: Seat, backBecause: BackReason): Promise<boolean> {
  const requests = await requestsAboutSeat(context.tx, seat.id);
  if (requests.some(({ state }) => state === 'granting')) return false;
  const leaving = await changeSeat(context.tx, seat, { state: 'leaving', backBecause });
  await endReclaim(context.tx, seat.id, backBecause === 'idle' ? 'taken' : 'dropped', today(context));
  if (backBecause !== 'left') await refreshSeat(context, seat);
  const { product, level, name } = await licensed(context.tx, seat);
  const { email } = await personById(context.tx, seat.personId);
  if (level?.groupName != null) {
    context.run('license.revoke', seatSubject(seat), { group: level.groupName, email } satisfies Access);
    return true;
  }
  await toTeam(
    context,
    { personId: seat.personId, reason: `${name} is given back.` },
    { product, name, note: `${name} has no group in the directory. Please take access away.` },
  );
  await over(context, leaving);
  return true;
}

/** Takes the holder out of the level's group. */
export const revoke: Step<Tx> = {
  ...outOfGroup,
  done: async (context, subject) => {
    const seat = await seatLocked(context, subject);
    if (seat.state === 'leaving') await over(context, seat);
  },
  stuck: async (context, subject, why) => {
    const seat = await seatLocked(context, subject);
    const { product, name } = await licensed(context.tx, seat);
    const note = `access to ${name} could not be taken away, so its seat still counts as used: ${why}`;
    await toTeam(context, { personId: seat.personId, reason: `${name} is given back.` }, { product, name, note });
  },
};

async function over(context: Context<Tx>, seat: Seat): Promise<void> {
  await release(context, seat);
  const { status } = await personById(context.tx, seat.personId);
  if (status === 'active') await tellHolder(context, seat);
  await serveLine(context, seat.productId);
}

async function tellHolder(context: Context<Tx>, seat: Seat): Promise<void> {
  await refreshSeat(context, seat);
  // On its card they may have it back.
  if (seat.backBecause === 'idle') return await showSeat(context, seat);
  const { name } = await licensed(context.tx, seat);
  context.say({ to: 'person', personId: seat.personId }, { text: farewell(seat, name) });
}

function farewell({ backBecause, endsOn }: Seat, name: string): string {
  if (backBecause !== 'ended') return `${name} is given back. Thank you.`;
  return `You had ${name} until ${endsOn ?? 'now'}, so I have taken it back. If you need it again, tell me.`;
}
