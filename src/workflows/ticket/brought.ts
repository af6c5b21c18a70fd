import { addHours } from 'date-fns/addHours';
import { OPEN_STATES, type Ticket } from '#core/ticket.ts';
import type { Context } from '#core/workflow.ts';
import { pendingOf } from '#rules/sla/thresholds.ts';
import type { Tx } from '#store/database.ts';
import { addNotices } from '#store/sla.ts';
import { armTimer, percentsOf, replayClocks, type Standing } from './clocks.ts';
import { CLOSE_AFTER_HOURS } from './finish.ts';
import { nextStep } from './next-step.ts';

/**
 * Keeps the clocks of a ticket that came with its history, and plans what time does about it from now on. What was used up before
 * counts as told, and what has been silent for long is not asked about: its first day does not begin with a heap of late words.
 */
export async function takeOver(context: Pick<Context<Tx>, 'tx' | 'now' | 'later'>, ticket: Ticket): Promise<void> {
  const standing = await replayClocks(context, ticket);
  if (OPEN_STATES.includes(ticket.state)) {
    const next = await nextStep(context, ticket, standing);
    armTimer(context, ticket, { ...standing, clocks: await countAsTold(context, ticket, standing) }, next && next.at > context.now ? [next.at] : []);
  } else if (ticket.state === 'resolved' && ticket.resolvedAt) context.later('ticket.close', String(ticket.id), addHours(ticket.resolvedAt, CLOSE_AFTER_HOURS));
}

async function countAsTold({ tx, now }: Pick<Context<Tx>, 'tx' | 'now'>, { id: ticketId, priority }: Ticket, standing: Standing): Promise<Standing['clocks']> {
  const percents = percentsOf(standing.rules);
  const clocks = standing.clocks.map((clock) => {
    const passed = pendingOf(clock.cycle, { told: clock.told, priority, now, percents }).filter(({ reachedAt }) => reachedAt <= now);
    return { ...clock, passed, told: Math.max(clock.told, ...passed.map(({ percent }) => percent)) };
  });
  const notices = clocks.flatMap(({ passed, kept: { metric, number } }) =>
    passed.map(({ percent, reachedAt: at }) => ({ ticketId, metric, number, percent, at })),
  );
  await addNotices(tx, notices);
  return clocks;
}
