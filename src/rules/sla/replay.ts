import type { TicketEvent } from '#core/ticket.ts';
import { lastStretch, type Cycle, type Stretch } from './cycle.ts';
import { SLA_METRICS, type SlaMetric } from './metrics.ts';
import { momentsOf } from './moments.ts';
import type { SlaEdition } from './policy.ts';
import { readCycle } from './read-cycle.ts';
import { runClock } from './run-clock.ts';

interface TicketLog {
  readonly id: number;
  readonly entries: readonly { readonly event: TicketEvent; readonly at: Date }[];
}

/** A cycle in the figures that are kept of it. It changes with events and when a pause ends by itself, never just because time passes. */
export interface KeptCycle {
  readonly ticketId: number;
  readonly metric: SlaMetric;
  readonly number: number;
  readonly state: 'running' | 'paused' | 'no_promise' | 'stopped' | 'cancelled';
  readonly policyId: string | null;
  readonly policyVersion: number | null;
  readonly targetMs: number | null;
  readonly startedAt: Date;
  readonly dueAt: Date | null;
  readonly endedAt: Date | null;
  readonly elapsedMs: number;
  readonly pausedMs: number;
  readonly brokenBefore: number;
}

/** What may change of it; the rest names it. */
export const CYCLE_FIGURES = [
  'state',
  'policyId',
  'policyVersion',
  'targetMs',
  'startedAt',
  'dueAt',
  'endedAt',
  'elapsedMs',
  'pausedMs',
  'brokenBefore',
] as const satisfies readonly (keyof KeptCycle)[];

/** The figures in which two records of one cycle differ. */
export function differencesOf(a: KeptCycle, b: KeptCycle): (typeof CYCLE_FIGURES)[number][] {
  return CYCLE_FIGURES.filter((figure) => a[figure]?.valueOf() !== b[figure]?.valueOf());
}

/** One ticket's cycles, told apart. */
export function cycleKey({ metric, number }: Pick<KeptCycle, 'metric' | 'number'>): string {
  return `${metric}/${number}`;
}

/** All cycles of all clocks of a ticket, as they stand at an instant, each with what is kept of it. */
export function replayTicket(log: TicketLog, editions: readonly SlaEdition[], at: Date): { cycle: Cycle; kept: KeptCycle }[] {
  const moments = momentsOf(log, at);
  const lastEvent = moments.at(-1)?.at ?? at;
  const cycles = SLA_METRICS.flatMap((metric) => runClock({ metric, moments, editions, at }));
  return cycles.map((cycle) => ({ cycle, kept: { ticketId: log.id, ...keptOf(cycle, lastEvent) } }));
}

function keptOf(cycle: Cycle, lastEvent: Date): Omit<KeptCycle, 'ticketId'> {
  const { terms, pause, from } = lastStretch(cycle);
  const asOf = from > lastEvent ? from : lastEvent;
  const { dueAt, elapsed, brokenBefore } = readCycle(cycle, asOf);
  return {
    metric: cycle.metric,
    number: cycle.number,
    state: cycle.end?.how ?? (!terms ? 'no_promise' : pause ? 'paused' : 'running'),
    policyId: terms?.policy.id ?? null,
    policyVersion: terms?.policy.version ?? null,
    targetMs: terms?.target ?? null,
    startedAt: cycle.stretches[0]?.from ?? from,
    dueAt: dueAt ?? null,
    endedAt: cycle.end?.at ?? null,
    elapsedMs: elapsed,
    pausedMs: cycle.stretches.reduce((sum, stretch) => sum + pausedIn(stretch, asOf), 0),
    brokenBefore: brokenBefore.length,
  };
}

function pausedIn({ pause, from, to }: Stretch, asOf: Date): number {
  return pause ? (to ?? asOf).getTime() - from.getTime() : 0;
}
