import { isOpen, nextOpening } from '#rules/business-time/reckon.ts';
import type { Priority } from '#core/ticket.ts';
import { lastStretch, type Cycle, type Terms } from './cycle.ts';
import { readCycle } from './read-cycle.ts';

/** A part of a target of which somebody is to be told. */
export interface Pending {
  readonly cycle: Cycle;
  readonly terms: Terms;
  readonly percent: number;
  /** When it was or will be used up. */
  readonly reachedAt: Date;
  /** When it is told. */
  readonly tellAt: Date;
}

interface Asked {
  /** The highest part of which somebody has been told; 0 when of none. */
  readonly told: number;
  readonly priority: Priority;
  readonly now: Date;
  /** Of which parts of a target somebody is told, in percent; the usual ones if it is not said. */
  readonly percents?: readonly number[] | undefined;
}

/** What is told so soon after it was reached is not late. */
const PUNCTUAL = 10 * 60_000;

/**
 * What is still to be told of a clock, should nothing happen. A clock that has ended, waits or promises nothing has nothing
 * to tell, and after a higher part nobody is told of a lower one.
 */
export function pendingOf(cycle: Cycle, { told, priority, now, percents }: Asked): Pending[] {
  const { terms, pause } = lastStretch(cycle);
  if (cycle.end || pause || !terms) return [];
  return readCycle(cycle, now, percents).thresholds.flatMap(({ percent, at }) => {
    if (percent <= told || !at) return [];
    return [{ cycle, terms, percent, reachedAt: at, tellAt: tellAt({ terms, at, priority, now }) }];
  });
}

/**
 * Parts of a target are used up within opening hours or just when these end, because nothing else counts; so what is told in
 * time is told in hours. What is late, after an outage, waits until somebody is there, unless it is of the highest priority.
 */
function tellAt({ terms, at, priority, now }: { terms: Terms; at: Date; priority: Priority; now: Date }): Date {
  if (at > now) return at;
  const late = now.getTime() - at.getTime() > PUNCTUAL;
  if (!late || priority === 1 || isOpen(terms.calendar, now)) return now;
  return nextOpening(terms.calendar, now) ?? now;
}

/** When to look at a clock again: somebody is to be told, or a pause ends by itself. Undefined when time alone changes nothing. */
export function nextLook(cycle: Cycle, asked: Asked): Date | undefined {
  const wakesAt = cycle.end ? undefined : lastStretch(cycle).pause?.until;
  return earliest([...pendingOf(cycle, asked).map((pending) => pending.tellAt), wakesAt]);
}

export function earliest(instants: readonly (Date | null | undefined)[]): Date | undefined {
  const known = instants.filter((at) => at instanceof Date).map((at) => at.getTime());
  return known.length === 0 ? undefined : new Date(Math.min(...known));
}
