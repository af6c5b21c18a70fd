import type { Database } from '#store/database.ts';
import type { Period, Scope } from '#store/kpis/kpi.ts';
import { approvalAsks, approvals } from '#store/schema/approvals.ts';
import { answerOfferArticles, answerOffers, answerOutcomes, articleVersions } from '#store/schema/articles.ts';
import { entitlements, seats } from '#store/schema/licenses.ts';
import { spread, type Answer, type Case } from './oracle.ts';

interface Asked {
  readonly period: Period;
  readonly scope: Scope;
  readonly departmentOf: ReadonlyMap<number, number>;
  /** The tickets that count. */
  readonly reported: readonly Case[];
}

/** What is not of tickets, once more from whole tables and without SQL. */
export async function besideByHand({ db }: Pick<Database, 'db'>, asked: Asked): Promise<Record<string, Answer>> {
  return {
    deflection: await deflected(db, asked),
    approval_time: await approved(db, asked),
    seat_use: await used(db, asked),
  };
}

const inside = ({ from, to }: Period, at: Date | null) => at !== null && at >= from && at < to;

function counts({ scope: { teamIds, departmentIds }, departmentOf }: Asked, teamId: number | null, personId: number): boolean {
  return (teamIds === undefined || (teamId !== null && teamIds.includes(teamId))) && (departmentIds?.includes(departmentOf.get(personId) ?? 0) ?? true);
}

async function deflected(db: Database['db'], asked: Asked): Promise<Answer> {
  const { period, reported } = asked;
  const [offers, outcomes, ranks, versions] = await Promise.all([
    db.select().from(answerOffers),
    db.select().from(answerOutcomes),
    db.select().from(answerOfferArticles),
    db.select().from(articleVersions),
  ]);
  const parts = { confirmed: 0, potential: 0, went_on: 0 };
  for (const { id, personId, kind } of offers) {
    const best = ranks.find(({ offerId, rank }) => offerId === id && rank === 1);
    const team = versions.find(({ articleId, version }) => articleId === best?.articleId && version === best.version)?.teamId ?? null;
    if (kind === 'linked' || !counts(asked, team, personId)) continue;
    // Only what is known by the end of the period; the last word goes.
    const known = outcomes.filter(({ offerId, at }) => offerId === id && at < period.to).toSorted((a, b) => a.at.getTime() - b.at.getTime());
    const last = known.at(-1);
    if (!last || !inside(period, last.at)) continue;
    parts[last.outcome === 'solved' ? 'confirmed' : last.outcome === 'potential' ? 'potential' : 'went_on'] += 1;
  }
  const tickets = reported.filter(({ ticket }) => ticket.mergedInto === null && inside(period, ticket.createdAt)).length;
  const n = tickets + parts.confirmed;
  return { n, value: n === 0 ? null : (100 * parts.confirmed) / n, mean: null, median: null, p90: null, parts };
}

async function approved(db: Database['db'], asked: Asked): Promise<Answer> {
  const { period } = asked;
  const all = (await db.select().from(approvals)).filter(({ teamId, requesterId }) => counts(asked, teamId, requesterId));
  const asks = await db.select().from(approvalAsks);
  const ended = all.filter(({ endedAt }) => inside(period, endedAt));
  const decided = ended.filter(({ decidedById }) => decidedById !== null);
  const withAsk = (holds: (ask: (typeof asks)[number], decider: number | null) => boolean) =>
    decided.filter(({ id, decidedById }) => asks.some((ask) => ask.approvalId === id && holds(ask, decidedById))).length;
  return {
    ...spread(decided.map(({ askedAt, endedAt }) => ((endedAt?.getTime() ?? 0) - askedAt.getTime()) / 60_000)),
    parts: {
      unanswered: ended.filter(({ state }) => state === 'unanswered').length,
      waiting: all.filter(({ askedAt, endedAt }) => askedAt < period.to && !(endedAt !== null && endedAt < period.to)).length,
      by_deputy: withAsk((ask, decider) => ask.personId === decider && ask.standsFor !== null && ask.answer !== 'passed_on'),
      passed_on: withAsk(({ answer }) => answer === 'passed_on'),
    },
  };
}

async function used(db: Database['db'], { period, scope }: Asked): Promise<Answer> {
  const whole = scope.departmentIds === undefined;
  const lastDay = new Intl.DateTimeFormat('sv-SE', { timeZone: period.zone }).format(period.to.getTime() - 1);
  const running = (await db.select().from(entitlements)).filter(({ startsOn, endsOn }) => whole && startsOn <= lastDay && endsOn >= lastDay);
  const taken = (await db.select().from(seats)).filter(({ since, until }) => whole && since <= lastDay && (until === null || until > lastDay));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const products = [...new Set([...running, ...taken].map(({ productId }) => productId))].map((id) => ({
    bought: sum(running.filter(({ productId }) => productId === id).map(({ seats: count }) => count)),
    held: taken.filter(({ productId }) => productId === id).length,
  }));
  const n = sum(products.map(({ bought }) => bought));
  const inUse = sum(products.map(({ bought, held }) => Math.min(bought, held)));
  const parts = { held: taken.length, over: sum(products.map(({ bought, held }) => Math.max(0, held - bought))) };
  return { n, value: n === 0 ? null : (100 * inUse) / n, mean: null, median: null, p90: null, parts };
}
