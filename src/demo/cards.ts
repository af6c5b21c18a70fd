import { addHours } from 'date-fns/addHours';
import { asc, inArray } from 'drizzle-orm';
import { OPEN_STATES } from '#core/ticket.ts';
import { startWork } from '#desk/context.ts';
import type { DeskDeps } from '#desk/deps.ts';
import { newId } from '#lib/ids.ts';
import type { Tx } from '#store/database.ts';
import { planRows } from '#store/outbox.ts';
import { tickets } from '#store/schema/tickets.ts';
import { CLOSE_AFTER_HOURS } from '#workflows/ticket/handle.ts';

/**
 * Plans what the workflow would have planned for tickets that are still alive: the team's card for each open one,
 * and the closing of each resolved one.
 */
export async function planLiveTickets(deps: Pick<DeskDeps, 'understander'>, tx: Tx, now: Date): Promise<void> {
  const neverAsked = async () => await Promise.reject(new Error('The demo company asks nothing.'));
  const { context, planned } = startWork(deps, { tx, requestId: newId(now), now, ask: neverAsked });
  const alive = await tx
    .select()
    .from(tickets)
    .where(inArray(tickets.state, [...OPEN_STATES, 'resolved']))
    .orderBy(asc(tickets.id));
  for (const ticket of alive) {
    const subject = String(ticket.id);
    if (ticket.resolvedAt === null) await context.show({ workflow: 'ticket', subject, audience: 'agents', place: { teamId: ticket.teamId } });
    else context.later('ticket.close', subject, addHours(ticket.resolvedAt, CLOSE_AFTER_HOURS));
  }
  await planRows(tx, planned);
}
