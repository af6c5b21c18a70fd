import { addBusinessTime, businessTimeBetween } from '#rules/business-time/reckon.ts';
import { USUAL_NOTICES } from '#rules/notices.ts';
import { lastStretch, type Cycle, type Stretch, type Terms } from './cycle.ts';

/** `met` and `cancelled` are over; `breached` may be going on. `no_promise`: nothing is promised now, so nothing counts. */
type ClockState = 'running' | 'paused' | 'no_promise' | 'met' | 'breached' | 'cancelled';

/** When a part of the target is used up. */
interface Threshold {
  readonly percent: number;
  /** Within opening hours; undefined while nobody can tell, as long as the clock is paused. */
  readonly at: Date | undefined;
}

export interface ClockReading {
  readonly state: ClockState;
  /** Milliseconds that count. */
  readonly elapsed: number;
  /** Milliseconds of the target that are left; negative by as much as it is overdue. Undefined when nothing is promised. */
  readonly remaining: number | undefined;
  /** Opening hours for which the clock was paused, in milliseconds. */
  readonly waited: number;
  /** What was or is promised; undefined as long as the clock is paused and it was not due before. */
  readonly dueAt: Date | undefined;
  readonly breachedAt: Date | undefined;
  /** When a pause ends by itself: look again then. */
  readonly wakesAt: Date | undefined;
  /** Promises that were broken before the terms changed: another priority does not undo them. */
  readonly brokenBefore: readonly { readonly at: Date; readonly terms: Terms }[];
  readonly thresholds: readonly Threshold[];
}

/** How a cycle stands at an instant, which must not be before what it was replayed until. */
export function readCycle(cycle: Cycle, now: Date, percents: readonly number[] = USUAL_NOTICES.percentages): ClockReading {
  const { terms, pause } = lastStretch(cycle);
  const elapsed = sum(cycle.stretches, (stretch) => countedIn(stretch, now));
  const reached = (part: number) => terms && reachedAt(cycle, terms, terms.target * part);
  const dueAt = reached(1);
  const breachedAt = dueAt && dueAt < endOf(cycle, now) ? dueAt : undefined;
  return {
    state: stateOf(cycle, { terms, paused: pause !== undefined, breached: breachedAt !== undefined }),
    elapsed,
    remaining: terms && terms.target - elapsed,
    waited: sum(cycle.stretches, (stretch) => (stretch.pause ? openIn(stretch, now) : 0)),
    dueAt,
    breachedAt,
    wakesAt: cycle.end ? undefined : pause?.until,
    brokenBefore: brokenBefore(cycle),
    thresholds: percents.map((percent) => ({ percent, at: reached(percent / 100) })),
  };
}

function stateOf(cycle: Cycle, { terms, paused, breached }: { terms: Terms | undefined; paused: boolean; breached: boolean }): ClockState {
  if (cycle.end?.how === 'cancelled') return 'cancelled';
  if (!terms) return 'no_promise';
  if (breached) return 'breached';
  if (cycle.end) return 'met';
  return paused ? 'paused' : 'running';
}

/**
 * When so much of what the terms promise has been used, or will be if nothing happens. Only a stretch that runs, under
 * these terms, and goes on after it can say so: that way nothing is due while it waits, and nothing was due before it was promised.
 */
function reachedAt({ stretches }: Cycle, terms: Terms, amount: number): Date | undefined {
  let used = 0;
  for (const [index, stretch] of stretches.entries()) {
    if (stretch.terms === terms && !stretch.pause) {
      const at = addBusinessTime(terms.calendar, stretch.from, Math.max(amount - used, 0));
      const last = index === stretches.length - 1;
      if (at && (last || !stretch.to || at < stretch.to)) return at;
    }
    if (stretch.to) used += countedIn(stretch, stretch.to);
  }
  return undefined;
}

function brokenBefore(cycle: Cycle): { at: Date; terms: Terms }[] {
  const current = lastStretch(cycle).terms;
  const former = new Set(cycle.stretches.flatMap(({ terms }) => (terms && terms !== current ? [terms] : [])));
  return [...former].flatMap((terms) => {
    const at = reachedAt(cycle, terms, terms.target);
    return at ? [{ at, terms }] : [];
  });
}

function countedIn(stretch: Stretch, now: Date): number {
  return stretch.pause ? 0 : openIn(stretch, now);
}

function openIn({ from, to, terms }: Stretch, now: Date): number {
  return terms ? businessTimeBetween(terms.calendar, from, to ?? now) : 0;
}

function endOf(cycle: Cycle, now: Date): Date {
  return cycle.end?.at ?? now;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
