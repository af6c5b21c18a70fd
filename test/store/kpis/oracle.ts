import type { Ticket, TicketEvent } from '#core/ticket.ts';
import { WEEKDAYS, type CalendarPlan } from '#rules/business-time/calendar.ts';
import type { slaCycles } from '#store/schema/sla.ts';

type Cycle = typeof slaCycles.$inferSelect;
interface Happened {
  readonly event: TicketEvent;
  readonly actorId: number | null;
  readonly at: Date;
}
export interface Case {
  readonly ticket: Ticket;
  readonly events: readonly Happened[];
  readonly cycles: readonly Cycle[];
}
export interface Answer {
  readonly n: number;
  readonly value: number | null;
  readonly mean?: number | null;
  readonly median?: number | null;
  readonly p90?: number | null;
  readonly parts?: Readonly<Record<string, number | null>>;
}
interface Span {
  readonly from: Date;
  readonly to: Date;
  readonly zone: string;
  /** By team, as they were written down. */
  readonly calendars: ReadonlyMap<number, CalendarPlan>;
}

/** Every figure once more, from the raw events and without SQL: slow, and written without a look at the queries. */
export function figuresByHand(all: readonly Case[], span: Span): Record<string, Answer> {
  const inside = (at: Date) => at >= span.from && at < span.to;
  const real = all.filter(({ ticket }) => ticket.mergedInto === null);
  const finished = real.flatMap((one) => {
    const last = one.events.findLastIndex(({ event }) => event.type === 'resolved');
    const done = one.events[last];
    const again = one.events.slice(last + 1).some(({ event }) => event.type === 'reopened');
    return done && inside(done.at) && !again ? [{ ...one, before: one.events.slice(0, last), done }] : [];
  });
  const open = all.filter((one) => isOpenAt(one, span.to));
  const everyEvent = real.flatMap((one) => one.events.map((happened, index) => ({ ...happened, later: one.events.slice(index + 1) })));
  const resolutions = everyEvent.filter(({ event, at }) => event.type === 'resolved' && inside(at));
  const resolvers = real.filter(({ events }) => events.some(({ event, at }) => event.type === 'resolved' && inside(at)));
  const stars = everyEvent.flatMap(({ event, at }) => (event.type === 'rated' && inside(at) ? [event.stars] : []));
  const untouched = open.filter(({ events }) => !events.some((one) => one.at < span.to && isHuman(one) && takesUp(one.event)));
  const ages = open.map(({ ticket }) => workdays(ticket.createdAt, { to: span.to, ...(span.calendars.get(ticket.teamId) ?? { zone: span.zone }) }));
  const between = (least: number, most: number) => ages.filter((age) => age >= least && age <= most).length;
  const totals = finished.map(({ ticket, done }) => minutesBetween(ticket.createdAt, done.at));
  const moves = finished.map(({ before }) => before.filter(({ event }) => ['handed_back', 'handed_over', 'escalated'].includes(event.type)).length);
  const counted = movements(all, inside);
  return {
    time_to_acknowledge: {
      ...spread(firstTimes(real, inside, takesUp)),
      parts: { waiting: untouched.length, oldest_minutes: oldest(untouched.map(({ ticket }) => minutesBetween(ticket.createdAt, span.to))) },
    },
    first_response: spread(firstTimes(real, inside, speaks)),
    time_to_resolve: {
      ...spread(finished.map(({ cycles }, index) => (totals[index] ?? 0) - pausedMinutes(cycles))),
      parts: { unpaused_mean: mean(totals) },
    },
    first_contact: share(
      finished.map(({ before }) => !before.some(({ event }) => event.type === 'reopened' || (event.type === 'replied' && event.by === 'requester'))),
    ),
    one_touch: share(
      finished.map(({ before }) => before.filter(({ event }) => event.type === 'asked' || (event.type === 'replied' && event.by === 'agent')).length < 2),
    ),
    first_team: share(finished.map(({ before }) => before.every(({ event }) => event.type !== 'escalated'))),
    reopen_rate: withCount(
      'reopened',
      resolvers.map(({ events }) => events.some((one, index) => one.event.type === 'resolved' && inside(one.at) && reopenedSoon(one, events.slice(index + 1)))),
    ),
    backlog_age: {
      ...spread(ages),
      parts: {
        age_0_1: between(0, 1),
        age_2_3: between(2, 3),
        age_4_7: between(4, 7),
        age_8_14: between(8, 14),
        age_15_30: between(15, 30),
        age_over_30: between(31, 9999),
        oldest: oldest(ages),
      },
    },
    backlog_change: { n: open.length, value: open.length - all.filter((one) => isOpenAt(one, span.from)).length, parts: counted },
    days_to_clear: {
      n: open.length,
      value: resolutions.length === 0 ? null : open.length / (resolutions.length / ((span.to.getTime() - span.from.getTime()) / 86_400_000)),
      parts: { resolved: resolutions.length },
    },
    satisfaction: { ...spread(stars), value: share(stars.map((count) => count > 3)).value },
    response_rate: withCount(
      'answers',
      resolutions.map(({ later }) => untilReopened(later).some(({ event }) => event.type === 'rated')),
    ),
    reassignments: { ...spread(moves), parts: { passed_on: moves.filter((count) => count > 0).length } },
    ...Object.fromEntries((['first_response', 'next_response', 'resolution'] as const).map((metric) => [`sla_${metric}`, promises(all, metric, span)])),
  };
}

function promises(all: readonly Case[], metric: Cycle['metric'], span: Span): Answer {
  const clocks = all.flatMap(({ cycles }) => cycles).filter((cycle) => cycle.metric === metric);
  const over = clocks.filter(({ state, endedAt, targetMs, brokenBefore }) => {
    return state === 'stopped' && endedAt !== null && endedAt >= span.from && endedAt < span.to && (targetMs !== null || brokenBefore > 0);
  });
  const broken = over.map(({ dueAt, endedAt, brokenBefore }) => brokenBefore > 0 || (dueAt !== null && endedAt !== null && endedAt > dueAt));
  const late = clocks.filter(({ startedAt, dueAt, endedAt, brokenBefore }) => {
    const goesOn = startedAt < span.to && (endedAt === null ? dueAt !== null : endedAt >= span.to);
    return goesOn && ((dueAt !== null && dueAt < span.to) || brokenBefore > 0);
  });
  const used = over.flatMap(({ elapsedMs, targetMs }) => (targetMs === null ? [] : [(100 * elapsedMs) / targetMs]));
  const parts = { met: broken.filter((one) => !one).length, breached: broken.filter((one) => one).length, open_breached: late.length };
  return { ...spread(used), n: over.length, value: share(broken.map((one) => !one)).value, parts };
}

function movements(all: readonly Case[], inside: (at: Date) => boolean): Record<string, number> {
  const count = { created: 0, reopened: 0, resolved: 0, withdrawn: 0, merged: 0 };
  for (const { events } of all) {
    const firstMerge = events.findIndex(({ event }) => event.type === 'merged');
    events.forEach(({ event, at }, index) => {
      const name = event.type === 'reported' ? 'created' : event.type;
      if (inside(at) && name in count && (name !== 'merged' || index === firstMerge)) count[name as keyof typeof count] += 1;
    });
  }
  return count;
}

/** Plays the ticket until then. */
function isOpenAt({ events }: Case, at: Date): boolean {
  let open = false;
  for (const { event, at: when } of events) {
    if (when >= at) break;
    if (event.type === 'reported' || event.type === 'reopened') open = true;
    if (event.type === 'resolved' || event.type === 'withdrawn' || event.type === 'merged') open = false;
  }
  return open;
}

function firstTimes(cases: readonly Case[], inside: (at: Date) => boolean, counts: (event: TicketEvent) => boolean): number[] {
  return cases.flatMap(({ ticket, events }) => {
    const first = events.find((one) => isHuman(one) && counts(one.event));
    return first && inside(first.at) ? [minutesBetween(ticket.createdAt, first.at)] : [];
  });
}

const isHuman = ({ actorId }: Happened) => actorId !== null;
const speaks = (event: TicketEvent) => event.type === 'asked' || event.type === 'resolved' || (event.type === 'replied' && event.by === 'agent');
const takesUp = (event: TicketEvent) => event.type === 'claimed' || event.type === 'handed_over' || speaks(event);

function reopenedSoon(resolved: Happened, later: readonly Happened[]): boolean {
  return later.some(({ event, at }) => event.type === 'reopened' && at.getTime() - resolved.at.getTime() < 14 * 86_400_000);
}

function untilReopened(later: readonly Happened[]): readonly Happened[] {
  const end = later.findIndex(({ event }) => event.type === 'reopened');
  return end < 0 ? later : later.slice(0, end);
}

function pausedMinutes(cycles: readonly Cycle[]): number {
  return cycles.reduce((total, { metric, pausedMs }) => total + (metric === 'resolution' ? pausedMs / 60_000 : 0), 0);
}

/** Walks from day to day; without a week by Mondays to Fridays. */
function workdays(from: Date, { to, zone, week, holidays = [], openings = [] }: { to: Date; zone: string } & Partial<CalendarPlan>): number {
  const dateOf = (at: Date) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at);
  let count = 0;
  for (let day = new Date(`${dateOf(from)}T12:00:00Z`); dateOf12(day) < dateOf(to); day = new Date(day.getTime() + 86_400_000)) {
    const name = WEEKDAYS[day.getUTCDay()] ?? 'sunday';
    const usual = week ? (week[name]?.length ?? 0) > 0 : name !== 'saturday' && name !== 'sunday';
    const special = openings.find(({ date }) => date === dateOf12(day));
    const works = special ? special.hours.length > 0 : usual && !holidays.some(({ date }) => date === dateOf12(day));
    if (works) count += 1;
  }
  return count;
}

const dateOf12 = (noon: Date) => noon.toISOString().slice(0, 10);
const minutesBetween = (from: Date, to: Date) => (to.getTime() - from.getTime()) / 60_000;
const mean = (values: readonly number[]) => (values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length);
const oldest = (values: readonly number[]) => (values.length === 0 ? null : Math.max(...values));

/** Their number, mean, median and 90th percentile. */
export function spread(values: readonly number[]): Answer {
  return { n: values.length, value: mean(values), mean: mean(values), median: percentile(values, 0.5), p90: percentile(values, 0.9) };
}

function percentile(values: readonly number[], part: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const place = part * (sorted.length - 1);
  const low = sorted[Math.floor(place)];
  const high = sorted[Math.ceil(place)];
  return low === undefined || high === undefined ? null : low + (place - Math.floor(place)) * (high - low);
}

function share(hits: readonly boolean[]): Answer {
  return { n: hits.length, value: hits.length === 0 ? null : (100 * hits.filter(Boolean).length) / hits.length, mean: null, median: null, p90: null };
}

function withCount(name: string, hits: readonly boolean[]): Answer {
  return { ...share(hits), parts: { [name]: hits.filter(Boolean).length } };
}
