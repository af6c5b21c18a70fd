import type { Context, Step } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { personById } from '#store/people.ts';
import type { Seat } from '#store/seats.ts';
import { outOfGroup, type Access } from './access.ts';
import { licensed, seatLocked, seatSubject } from './record.ts';
import { toTeam } from './to-team.ts';

/** Whoever has another level now leaves the group of the one before. */
export async function leaveGroup(context: Context<Tx>, seat: Seat, group: string): Promise<void> {
  const { email } = await personById(context.tx, seat.personId);
  context.run('license.leave', seatSubject(seat), { group, email } satisfies Access);
}

/** The seat stays theirs. */
export const leave: Step<Tx> = {
  ...outOfGroup,
  stuck: async (context, subject, why) => {
    const seat = await seatLocked(context, subject);
    const { product, name } = await licensed(context.tx, seat);
    const note = `${name} was given in place of another level, and the group of that one could not be left: ${why}`;
    await toTeam(context, { personId: seat.personId, reason: `I have ${name} now.` }, { product, name, note });
  },
};
