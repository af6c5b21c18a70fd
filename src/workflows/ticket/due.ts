import { parseTicketName, type Ticket } from '#core/ticket.ts';
import type { Context } from '#core/workflow.ts';
import { pendingOf, type Pending } from '#rules/sla/thresholds.ts';
import type { Tx } from '#store/database.ts';
import { addNotices } from '#store/sla.ts';
import { lockTickets } from '#store/tickets.ts';
import { percentsOf, replayClocks, type Standing } from './clocks.ts';
import { followUp } from './follow-up.ts';
import { tellHeld, tellOfClocks } from './notices.ts';
import { TICKET } from './record.ts';
import { wakeUp } from './snooze.ts';

/**
 * Timer `ticket.clock`: time alone has changed something about a ticket. It may come late, or for one that has moved on
 * since; what is to be told or done is decided by how the ticket stands now.
 */
export async function clock(context: Context<Tx>, subject: string): Promise<void> {
  const id = parseTicketName(subject) ?? 0;
  // Locked, so that nobody is told of a ticket that is just being answered, and nothing is said twice.
  const ticket = (await lockTickets(context.tx, [id])).get(id);
  if (!ticket) return;
  if (ticket.snoozedUntil && ticket.snoozedUntil <= context.now) return await wakeUp(context, ticket);
  const standing = await replayClocks(context, ticket);
  // What is told now need not be told once more of what was held.
  await tell(context, ticket, standing);
  await tellHeld(context, ticket, standing);
  await followUp(context, ticket, standing);
}

function duePending({ now }: Context<Tx>, { priority }: Ticket, { clocks, rules }: Standing): Pending[] {
  const percents = percentsOf(rules);
  return clocks.flatMap(({ cycle, told }) => pendingOf(cycle, { told, priority, now, percents }).filter(({ tellAt }) => tellAt <= now));
}

/** Every part is written down; told is the highest of each clock, so that an outage ends with one word and not with three. */
async function tell(context: Context<Tx>, ticket: Ticket, standing: Standing): Promise<void> {
  const due = duePending(context, ticket, standing);
  if (due.length === 0) return;
  const notices = due.map(({ cycle: { metric, number }, percent }) => ({ ticketId: ticket.id, metric, number, percent, at: context.now }));
  await addNotices(context.tx, notices);
  const highest = due.filter(({ cycle, percent }) => !due.some((other) => other.cycle === cycle && other.percent > percent));
  await tellOfClocks(context, ticket, highest, standing.rules);
  if (highest.some(({ percent }) => percent === 100)) await context.refresh(TICKET, String(ticket.id));
}
