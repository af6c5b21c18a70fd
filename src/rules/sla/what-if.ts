import { lastStretch, type Cycle } from './cycle.ts';
import type { SlaMetric } from './metrics.ts';
import { readCycle } from './read-cycle.ts';

/** How a promise ended, or stands: `open` is neither kept nor broken yet. */
type Verdict = 'met' | 'breached' | 'open' | 'cancelled' | 'no_promise';

export interface Outcome {
  /** Name of the policy; undefined when nothing was promised. */
  readonly policy: string | undefined;
  readonly metric: SlaMetric;
  /** Of the cycle. */
  readonly number: number;
  readonly verdict: Verdict;
  /** Milliseconds of opening hours beyond the target; 0 when it was kept. */
  readonly late: number;
}

export function outcomeOf(cycle: Cycle, now: Date): Outcome {
  const { terms } = lastStretch(cycle);
  const { breachedAt, brokenBefore, remaining = 0 } = readCycle(cycle, now);
  const broken = breachedAt !== undefined || brokenBefore.length > 0;
  const verdict = cycle.end?.how === 'cancelled' ? 'cancelled' : broken ? 'breached' : !terms ? 'no_promise' : cycle.end ? 'met' : 'open';
  return { policy: terms?.policy.name, metric: cycle.metric, number: cycle.number, verdict, late: breachedAt ? Math.max(0, -remaining) : 0 };
}

/** How many ended how, by policy and metric. */
export interface Tally {
  readonly policy: string | undefined;
  readonly metric: SlaMetric;
  readonly counts: Readonly<Record<Verdict, number>>;
}

export function tallyOf(outcomes: readonly Outcome[]): Tally[] {
  const groups = Map.groupBy(outcomes, ({ policy, metric }) => JSON.stringify([policy, metric]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ policy: first.policy, metric: first.metric, counts: countsOf(group) }] : [];
  });
}

function countsOf(outcomes: readonly Outcome[]): Tally['counts'] {
  const counts = { met: 0, breached: 0, open: 0, cancelled: 0, no_promise: 0 };
  for (const { verdict } of outcomes) counts[verdict] += 1;
  return counts;
}

/** The outcomes of one ticket, as they were and as they would have been. */
export interface Comparison {
  readonly ticketId: number;
  readonly before: readonly Outcome[];
  readonly after: readonly Outcome[];
}

/** Those in which most changes: first by how many promises are broken or kept instead, then by how much later or earlier. */
export function mostDifferent(comparisons: readonly Comparison[], count: number): Comparison[] {
  const weighed = comparisons.map((comparison) => ({
    comparison,
    flips: Math.abs(sum(comparison, isBroken)),
    late: Math.abs(sum(comparison, ({ late }) => late)),
  }));
  return weighed
    .filter(({ flips, late }) => flips > 0 || late > 0)
    .toSorted((a, b) => b.flips - a.flips || b.late - a.late || a.comparison.ticketId - b.comparison.ticketId)
    .slice(0, count)
    .map(({ comparison }) => comparison);
}

function isBroken({ verdict }: Outcome): number {
  return verdict === 'breached' ? 1 : 0;
}

function sum({ before, after }: Comparison, of: (outcome: Outcome) => number): number {
  const total = (outcomes: readonly Outcome[]) => outcomes.reduce((amount, outcome) => amount + of(outcome), 0);
  return total(after) - total(before);
}
