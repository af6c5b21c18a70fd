import { startOf } from '#rules/schedule.ts';
import { stillWithin, type Standing } from '#rules/summary-rights.ts';
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

/** A summary as its readers may see it now. */
export interface Shown {
  readonly summary: Summary;
  /** Without the teams that its person is no longer in. */
  readonly subscription: Subscription;
  readonly departmentName: string | undefined;
  /** Teams whose tickets its readers may act on. */
  readonly actsIn: readonly number[];
  readonly nudged: ReadonlySet<number>;
}

/** All that a summary says. */
export interface Report extends Shown {
  readonly decisions: readonly Decision[];
  /** How many decisions there are, listed or not. */
  readonly total: number;
  readonly period: Period;
  readonly figures: readonly Measured[];
  readonly before: readonly Measured[];
  /** Of the period, or of a week where that is shorter. */
  readonly chartPeriod: Period;
  readonly resolved: readonly ResolvedOn[];
}

interface Found {
  readonly summary: Summary;
  /** As it was asked for, whatever its person may see by now. */
  readonly subscription: Subscription;
}

/** @throws Error when there is no such summary */
export async function summaryFor(tx: Tx, subject: string): Promise<Found> {
  const summary = await summaryById(tx, Number(subject));
  const subscription = summary && (await subscriptionById(tx, summary.subscriptionId));
  if (!subscription) throw new Error(`No summary ${subject}.`);
  return { summary, subscription };
}

/** Undefined when whoever asked for it may see nothing of it any more. */
export async function shownTo(tx: Tx, { summary, subscription: asked }: Found): Promise<Shown | undefined> {
  const standing = await standingOf(tx, asked.personId);
  const subscription = stillTheirs(standing, asked);
  if (!subscription) return undefined;
  const departmentName = subscription.departmentId === null ? undefined : standing?.department.name;
  const actsIn = subscription.channelTeamId === null ? (standing?.teams.map(({ id }) => id) ?? []) : [subscription.channelTeamId];
  return { summary, subscription, departmentName, actsIn, nudged: await nudgedFrom(tx, summary.id) };
}

/** A subscription without what its person may no longer see; undefined when nothing is left of it. */
export function stillTheirs(standing: Standing | undefined, subscription: Subscription): Subscription | undefined {
  const { departmentId, channelTeamId } = subscription;
  const about = stillWithin(standing, { teamIds: subscription.teams.map(({ id }) => id), departmentId });
  if (!about) return undefined;
  const teams = 'teams' in about ? about.teams : [];
  return channelTeamId === null || teams.some(({ id }) => id === channelTeamId) ? { ...subscription, teams } : undefined;
}

export async function reportOf(tx: Tx, shown: Shown): Promise<Report> {
  const { summary, subscription } = shown;
  const { zone } = subscription;
  const scope = scopeOf(subscription);
  const period = periodOf(shown);
  const chartPeriod = atLeastAWeek(period, summary.periodTo);
  const [found, figures, before, resolved] = await Promise.all([
    decisionsOf(tx, shown, { limit: LISTED }),
    measureAll(tx, period, scope),
    summary.beforeFrom === null ? [] : measureAll(tx, periodBetween(summary.beforeFrom, summary.periodFrom, zone), scope),
    resolvedByDay(tx, chartPeriod, scope),
  ]);
  return { ...shown, ...found, period, figures, before, chartPeriod, resolved };
}

/** Its figures alone. */
export async function figuresOf(tx: Tx, shown: Shown): Promise<Measured[]> {
  return await measureAll(tx, periodOf(shown), scopeOf(shown.subscription));
}

/** What needs a decision: from a place in the list on, or whether one ticket does. */
export async function decisionsOf(tx: Tx, { summary, subscription }: Shown, part: { offset?: number; limit: number; ticketId?: number }) {
  const personId = subscription.channelTeamId === null ? subscription.personId : undefined;
  return await decisionsFor(tx, { scope: scopeOf(subscription), personId, zone: subscription.zone, now: summary.asOf, ...part });
}

function scopeOf({ departmentId, teams }: Subscription): Scope {
  return departmentId === null ? { teamIds: teams.map(({ id }) => id) } : { departmentIds: [departmentId] };
}

function periodOf({ summary, subscription }: Shown): Period {
  return periodBetween(summary.periodFrom, summary.periodTo, subscription.zone);
}

function periodBetween(from: string, to: string, zone: string): Period {
  return { from: startOf(zone, from), to: startOf(zone, to), zone };
}

function atLeastAWeek(period: Period, to: string): Period {
  const from = startOf(period.zone, addDays(to, -CHART_DAYS));
  return from < period.from ? { ...period, from } : period;
}
