import type { Ticket, TicketEvent } from '#core/ticket.ts';
import type { Context } from '#core/workflow.ts';
import { latest } from '#rules/follow-up.ts';
import type { Cycle } from '#rules/sla/cycle.ts';
import { cycleKey, differencesOf, replayTicket, type KeptCycle } from '#rules/sla/replay.ts';
import { earliest, nextLook } from '#rules/sla/thresholds.ts';
import { heldUntil } from '#store/held-notices.ts';
import type { Tx } from '#store/database.ts';
import { knownRules, saveCycles, storedCycles, type KnownRules } from '#store/sla.ts';
import { eventsOf } from '#store/tickets.ts';
import { nextStep } from './next-step.ts';

/** A clock of a ticket as it stands, and the highest part of its target of which somebody was told. */
interface TicketClock {
  readonly cycle: Cycle;
  readonly kept: KeptCycle;
  readonly told: number;
}

/** All that says what time alone will change about a ticket. */
export interface Standing {
  readonly entries: readonly { readonly event: TicketEvent; readonly at: Date }[];
  readonly rules: KnownRules;
  readonly clocks: readonly TicketClock[];
}

/**
 * Replays the clocks of a ticket that has just changed, keeps what is new about them, and sets its timer. The ticket is
 * locked or not known to anybody else yet, so no two do this at once.
 */
export async function keepClocks(context: Context<Tx>, ticket: Ticket): Promise<void> {
  const standing = await replayClocks(context, ticket);
  // Without a configuration file nobody is asked or reminded of anything.
  const also = standing.rules.inForce ? await Promise.all([nextStep(context, ticket, standing), heldUntil(context.tx, ticket.id)]) : [];
  armTimer(
    context,
    ticket,
    standing,
    also.map((next) => (next instanceof Date ? next : next?.at)),
  );
}

/** The same, without the timer. */
export async function replayClocks({ tx, now }: Pick<Context<Tx>, 'tx' | 'now'>, ticket: Ticket): Promise<Standing> {
  const { id } = ticket;
  const [entries, stored, rules] = await Promise.all([eventsOf(tx, id), storedCycles(tx, [id]), knownRules(tx)]);
  const before = new Map(stored.map((cycle) => [cycleKey(cycle), cycle]));
  const clocks = replayTicket({ id, entries }, rules.editions, latest(now, ticket.updatedAt)).map((clock) => ({
    ...clock,
    told: before.get(cycleKey(clock.kept))?.told ?? 0,
  }));
  const isNews = (kept: KeptCycle, old = before.get(cycleKey(kept))) => !old || differencesOf(kept, old).length > 0;
  await saveCycles(
    tx,
    clocks.map(({ kept }) => kept).filter((kept) => isNews(kept)),
  );
  return { entries, rules, clocks };
}

/** One timer per ticket, at the earliest instant at which time alone changes something. */
export function armTimer(
  context: Pick<Context<Tx>, 'now' | 'later'>,
  { id, priority, snoozedUntil }: Ticket,
  { clocks, rules }: Pick<Standing, 'clocks' | 'rules'>,
  also: readonly (Date | undefined)[] = [],
): void {
  const { now } = context;
  const percents = percentsOf(rules);
  const next = earliest([snoozedUntil, ...also, ...clocks.map(({ cycle, told }) => nextLook(cycle, { told, priority, now, percents }))]);
  if (next) context.later('ticket.clock', String(id), next);
}

/** Of which parts of a target somebody is told, if the file says so. */
export function percentsOf({ inForce }: KnownRules): readonly number[] | undefined {
  return inForce?.notices?.percentages;
}
