import { addHours } from 'date-fns/addHours';
import { asc, inArray } from 'drizzle-orm';
import { OPEN_STATES, type Ticket } from '#core/ticket.ts';
import type { Context } from '#core/workflow.ts';
import { startWork } from '#desk/context.ts';
import type { DeskDeps } from '#desk/deps.ts';
import { newId } from '#lib/ids.ts';
import { pendingOf } from '#rules/sla/thresholds.ts';
import type { Tx } from '#store/database.ts';
import { planRows } from '#store/outbox.ts';
import { tickets } from '#store/schema/tickets.ts';
import { addNotices } from '#store/sla.ts';
import { armTimer, percentsOf, replayClocks } from '#workflows/ticket/clocks.ts';
import { CLOSE_AFTER_HOURS } from '#workflows/ticket/finish.ts';

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
    if (ticket.resolvedAt === null) {
      await context.show({ workflow: 'ticket', subject, audience: 'agents', place: { teamId: ticket.teamId } });
      await setClock(context, ticket);
    } else context.later('ticket.close', subject, addHours(ticket.resolvedAt, CLOSE_AFTER_HOURS));
  }
  await planRows(tx, planned);
}

/** What was used up before today has been told then; the first day does not begin with a heap of late notices. */
async function setClock(context: Context<Tx>, ticket: Ticket): Promise<void> {
  const { tx, now } = context;
  const { rules, ...standing } = await replayClocks(context, ticket);
  const percents = percentsOf(rules);
  const clocks = standing.clocks.map((clock) => {
    const passed = pendingOf(clock.cycle, { told: 0, priority: ticket.priority, now, percents }).filter(({ reachedAt }) => reachedAt <= now);
    return { ...clock, passed, told: Math.max(0, ...passed.map(({ percent }) => percent)) };
  });
  const notices = clocks.flatMap(({ passed, kept: { ticketId, metric, number } }) =>
    passed.map(({ percent, reachedAt: at }) => ({ ticketId, metric, number, percent, at })),
  );
  await addNotices(tx, notices);
  armTimer(context, ticket, { clocks, rules });
}
