import { asc, inArray } from 'drizzle-orm';
import { OPEN_STATES } from '#core/ticket.ts';
import { startWork } from '#desk/context.ts';
import type { DeskDeps } from '#desk/deps.ts';
import { newId } from '#lib/ids.ts';
import type { Tx } from '#store/database.ts';
import { planRows } from '#store/outbox.ts';
import { tickets } from '#store/schema/tickets.ts';
import { takeOver } from '#workflows/ticket/brought.ts';

/**
 * Plans what the workflow would have planned for tickets that are still alive: the team's card and the timer of its clocks
 * for each open one, and the closing of each resolved one.
 */
export async function planLiveTickets(deps: Pick<DeskDeps, 'understander' | 'workflows'>, tx: Tx, now: Date): Promise<void> {
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
    await takeOver(context, ticket);
  }
  await planRows(tx, planned);
}
