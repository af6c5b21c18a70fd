import { dueBefore, startOf } from '#rules/schedule.ts';
import { addDays } from '#rules/business-time/local-time.ts';
import type { Tx } from '#store/database.ts';
import { decisionsFor, type Decision } from '#store/decisions.ts';
import { measureAll, type Measured } from '#store/kpis/index.ts';
import type { Period, Scope } from '#store/kpis/kpi.ts';
import { resolvedByDay, type ResolvedOn } from '#store/kpis/resolved-by-day.ts';
import { nudgedFrom, standingOf, subscriptionById, summaryById, type Subscription, type Summary } from '#store/summaries.ts';

/** More are behind a button: platforms limit how much a card may hold. */
export const LISTED = 8;
const CHART_DAYS = 7;

/** All that a summary says. */
export interface Report {
  readonly summary: Summary;
  readonly subscription: Subscription;
  readonly departmentName: string | undefined;
  /** Teams whose tickets its readers may act on. */
  readonly actsIn: readonly number[];
  readonly decisions: readonly Decision[];
  /** How many decisions there are, listed or not. */
  readonly total: number;
  readonly nudged: ReadonlySet<number>;
  readonly period: Period;
  readonly figures: readonly Measured[];
  readonly before: readonly Measured[];
  /** Of the period, or of a week where that is shorter. */
  readonly chartPeriod: Period;
  readonly resolved: readonly ResolvedOn[];
}

/** @throws Error when there is no such summary */
export async function reportOf(tx: Tx, subject: string): Promise<Report> {
  const { summary, subscription } = await summaryFor(tx, subject);
  const { schedule } = subscription;
  const scope = scopeOf(subscription);
  const period = periodBetween(summary.periodFrom, summary.periodTo, subscription.zone);
  const earlier = periodBetween(dueBefore(schedule, summary.periodFrom), summary.periodFrom, subscription.zone);
  const chartPeriod = atLeastAWeek(period, summary.periodTo);
  const [standing, found, nudged, figures, before, resolved] = await Promise.all([
    standingOf(tx, subscription.personId),
    decisionsOf(tx, summary, subscription),
    nudgedFrom(tx, summary.id),
    measureAll(tx, period, scope),
    measureAll(tx, earlier, scope),
    resolvedByDay(tx, chartPeriod, scope),
  ]);
  const departmentName = subscription.departmentId === null ? undefined : standing?.department.name;
  const actsIn = subscription.channelTeamId === null ? (standing?.teams.map(({ id }) => id) ?? []) : [subscription.channelTeamId];
  return { summary, subscription, departmentName, actsIn, ...found, nudged, period, figures, before, chartPeriod, resolved };
}

/** @throws Error when there is no such summary */
export async function summaryFor(tx: Tx, subject: string): Promise<{ summary: Summary; subscription: Subscription }> {
  const summary = await summaryById(tx, Number(subject));
  const subscription = summary && (await subscriptionById(tx, summary.subscriptionId));
  if (!subscription) throw new Error(`No summary ${subject}.`);
  return { summary, subscription };
}

/** What needs a decision, from a place in the list on. */
export async function decisionsOf(tx: Tx, summary: Summary, subscription: Subscription, offset = 0, limit = LISTED) {
  const personId = subscription.channelTeamId === null ? subscription.personId : undefined;
  return await decisionsFor(tx, { scope: scopeOf(subscription), personId, zone: subscription.zone, now: summary.asOf, offset, limit });
}

function scopeOf({ departmentId, teams }: Subscription): Scope {
  return departmentId === null ? { teamIds: teams.map(({ id }) => id) } : { departmentIds: [departmentId] };
}

function periodBetween(from: string, to: string, zone: string): Period {
  return { from: startOf(zone, from), to: startOf(zone, to), zone };
}

function atLeastAWeek(period: Period, to: string): Period {
  const from = startOf(period.zone, addDays(to, -CHART_DAYS));
  return from < period.from ? { ...period, from } : period;
}
