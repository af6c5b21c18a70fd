import { DeskError } from '#core/errors.ts';
import type { ActionInput, Context, Step } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { personById } from '#store/people.ts';
import { changeSeat, type Seat } from '#store/seats.ts';
import { outOfGroup, type Access } from './access.ts';
import { release, serveLine } from './give.ts';
import { licensed, seatLocked, seatSubject } from './record.ts';
import { toTeam } from './to-team.ts';

/** `license.give_back` */
export async function giveBack(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  if (values['sure'] !== 'yes') return context.say({ to: 'actor' }, { text: 'All right, you keep it. Nothing has changed.' });
  const seat = await seatLocked(context, subject);
  const { name } = await licensed(context.tx, seat);
  if (seat.state !== 'active') throw new DeskError('conflict', { userMessage: `${name} is being given back already, or was. Nothing is left to do.` });
  context.say({ to: 'actor' }, { text: `Thank you. I am taking ${name} back; you read here when that is done.` });
  await takeBack(context, seat);
}

/** The seat is free for others once its holder has left the group that opens it. The seat is locked and active. */
async function takeBack(context: Context<Tx>, seat: Seat): Promise<void> {
  const leaving = await changeSeat(context.tx, seat, { state: 'leaving' });
  const { product, level, name } = await licensed(context.tx, seat);
  const { email } = await personById(context.tx, seat.personId);
  if (level?.groupName != null) return context.run('license.revoke', seatSubject(seat), { group: level.groupName, email } satisfies Access);
  await toTeam(
    context,
    { personId: seat.personId, reason: `${name} is given back.` },
    { product, name, note: `${name} has no group in the directory. Please take access away.` },
  );
  await over(context, leaving);
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
  const { name } = await licensed(context.tx, seat);
  context.say({ to: 'person', personId: seat.personId }, { text: `${name} is given back. Thank you.` });
  await serveLine(context, seat.productId);
}
