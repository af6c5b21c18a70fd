import type { TicketEvent } from '#core/ticket.ts';
import type { Calendar } from '#rules/business-time/calendar.ts';
import type { SlaMetric } from './metrics.ts';
import type { SlaPolicy } from './policy.ts';

/** What is promised, as it was when it was promised: later edits of a policy or calendar do not change it. */
export interface Terms {
  readonly policy: SlaPolicy;
  readonly calendar: Calendar;
  /** Milliseconds of opening hours. */
  readonly target: number;
}

/** Why time does not count although the desk may be open. */
export interface Pause {
  readonly reason: string;
  /** When the clock goes on by itself. */
  readonly until?: Date;
}

/** A part of a cycle under the same terms, wholly running or wholly paused. */
export interface Stretch {
  readonly from: Date;
  /** Undefined while it lasts. */
  readonly to: Date | undefined;
  /** Undefined when nothing is promised; such time does not count. */
  readonly terms: Terms | undefined;
  /** Undefined while it runs. */
  readonly pause: Pause | undefined;
}

/** One run of a clock, from its start to its stop. Cycles are kept, each with the terms it ran under. */
export interface Cycle {
  readonly metric: SlaMetric;
  /** From 1, of the same ticket and metric. */
  readonly number: number;
  /** One or more, without gaps. */
  readonly stretches: readonly Stretch[];
  /** Undefined while it lasts. */
  readonly end: { readonly how: 'stopped' | 'cancelled'; readonly at: Date; readonly by: TicketEvent['type'] } | undefined;
}

export function beginCycle(metric: SlaMetric, number: number, begin: Pick<Stretch, 'from' | 'terms' | 'pause'>): Cycle {
  return { metric, number, stretches: [{ ...begin, to: undefined }], end: undefined };
}

/** The stretch that lasts, or was the last. */
export function lastStretch({ stretches }: Cycle): Stretch {
  const last = stretches.at(-1);
  if (!last) throw new Error('A cycle has no stretch.');
  return last;
}

/** From `at` on, other terms or another pause. A stretch of no length leaves no trace. */
export function changeCycle(cycle: Cycle, at: Date, change: Partial<Pick<Stretch, 'terms' | 'pause'>>): Cycle {
  const last = lastStretch(cycle);
  const before = last.from < at ? [...cycle.stretches.slice(0, -1), { ...last, to: at }] : cycle.stretches.slice(0, -1);
  return { ...cycle, stretches: [...before, { ...last, ...change, from: at, to: undefined }] };
}

export function endCycle(cycle: Cycle, end: NonNullable<Cycle['end']>): Cycle {
  return { ...cycle, stretches: [...cycle.stretches.slice(0, -1), { ...lastStretch(cycle), to: end.at }], end };
}

/** A stopped cycle that goes on; the time since is a pause. */
export function reviveCycle(cycle: Cycle, at: Date, reason: string): Cycle {
  const { end } = cycle;
  if (!end) return cycle;
  const last = lastStretch(cycle);
  const rest: Stretch = { ...last, from: end.at, to: undefined, pause: { reason } };
  return changeCycle({ ...cycle, stretches: [...cycle.stretches, rest], end: undefined }, at, { pause: undefined });
}
