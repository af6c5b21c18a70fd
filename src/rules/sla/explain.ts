import { pieces, type Closed } from '#rules/business-time/pieces.ts';
import type { Cycle, Stretch } from './cycle.ts';

/** How a part of a cycle was reckoned. A pause is one even over nights, because nobody waits for the desk then. */
export type Reckoned =
  | { readonly kind: 'counted' }
  | { readonly kind: 'paused'; readonly why: string }
  | { readonly kind: 'closed'; readonly closed: Closed }
  | { readonly kind: 'no_promise' };

export interface ExplainedInterval {
  readonly from: Date;
  readonly to: Date;
  readonly reckoned: Reckoned;
}

/** Milliseconds of each kind. */
export type Totals = Readonly<Record<Reckoned['kind'], number>>;

/**
 * Why a clock stands where it does: everything from the start of the cycle to its end or to `now`, in order and without
 * gaps. What is counted adds up to the elapsed time exactly.
 */
export function explainCycle(cycle: Cycle, now: Date): ExplainedInterval[] {
  const intervals: ExplainedInterval[] = [];
  for (const next of cycle.stretches.flatMap((stretch) => explainStretch(stretch, now))) {
    const last = intervals.at(-1);
    if (last && isSame(last.reckoned, next.reckoned)) intervals[intervals.length - 1] = { ...last, to: next.to };
    else intervals.push(next);
  }
  return intervals;
}

export function totalsOf(intervals: readonly ExplainedInterval[]): Totals {
  const totals = { counted: 0, paused: 0, closed: 0, no_promise: 0 };
  for (const { from, to, reckoned } of intervals) totals[reckoned.kind] += to.getTime() - from.getTime();
  return totals;
}

function explainStretch({ from, to, terms, pause }: Stretch, now: Date): ExplainedInterval[] {
  const end = to ?? now;
  if (from >= end) return [];
  if (pause) return [{ from, to: end, reckoned: { kind: 'paused', why: pause.reason } }];
  if (!terms) return [{ from, to: end, reckoned: { kind: 'no_promise' } }];
  return Array.from(pieces(terms.calendar, from.getTime(), end.getTime()), (piece) => ({
    from: new Date(piece.from),
    to: new Date(piece.to),
    reckoned: piece.closed ? { kind: 'closed', closed: piece.closed } : { kind: 'counted' },
  }));
}

/** Made in one place and plain data, so its text tells it apart: another reason or holiday is another part. */
function isSame(a: Reckoned, b: Reckoned): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
