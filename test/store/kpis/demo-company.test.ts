import { asc } from 'drizzle-orm';
import { beforeAll, expect, inject, test } from 'vitest';
import { trainUnderstander } from '#app.ts';
import { createDemoCompany } from '#demo/company.ts';
import type { TicketEvent } from '#core/ticket.ts';
import type { CalendarPlan } from '#rules/business-time/calendar.ts';
import { currentEdition } from '#store/editions.ts';
import { measureAll } from '#store/kpis/index.ts';
import type { Period, Scope } from '#store/kpis/kpi.ts';
import { people } from '#store/schema/people.ts';
import { slaCycles } from '#store/schema/sla.ts';
import { ticketEvents, tickets } from '#store/schema/tickets.ts';
import { listTeams } from '#store/teams.ts';
import { workflows } from '#workflows/index.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { askedForApproval, offered } from './beside.ts';
import { besideByHand } from './oracle-beside.ts';
import { figuresByHand, type Case } from './oracle.ts';
import { rounded } from './stories.ts';

const NOW = new Date('2026-03-11T09:30:00Z');
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let cases: Case[];
let departmentOf: Map<number, number>;
let calendars: Map<number, CalendarPlan>;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await createDemoCompany({ database, understander: await trainUnderstander([], inject('models')), workflows }, { now: NOW });
  await talkBeside();
  const [all, events] = await Promise.all([
    db.select().from(tickets),
    db.select().from(ticketEvents).orderBy(asc(ticketEvents.ticketId), asc(ticketEvents.seq)),
  ]);
  const log = Map.groupBy(events, ({ ticketId }) => ticketId);
  const bare = all.map((ticket) => {
    const happened = (log.get(ticket.id) ?? []).map(({ type, data, actorId, at }) => ({ event: { type, ...data } as TicketEvent, actorId, at }));
    return { ticket, events: happened };
  });
  const { content } = (await currentEdition(db)) ?? {};
  const planOf = (key: string) => content?.calendars[content.teamCalendars?.[key] ?? ''];
  calendars = new Map((await listTeams(db)).flatMap(({ id, key }) => (planOf(key) ? [[id, planOf(key) as CalendarPlan] as const] : [])));
  const kept = Map.groupBy(await db.select().from(slaCycles), ({ ticketId }) => ticketId);
  cases = bare.map((one) => ({ ...one, cycles: kept.get(one.ticket.id) ?? [] }));
  departmentOf = new Map((await db.select().from(people)).map(({ id, departmentId }) => [id, departmentId]));
}, 60_000);

/** What the demo company has no history of: questions to approvers and offers of answers, of all kinds, over three months. */
async function talkBeside(): Promise<void> {
  const hours = (before: number) => new Date(NOW.getTime() - before * 3_600_000).toISOString();
  const states = ['approved', 'declined', 'unanswered', 'withdrawn', 'pending'] as const;
  const outcomes = ['solved', 'unsolved', 'contacted', 'potential', 'potential'] as const;
  for (let n = 0; n < 60; n += 1) {
    const at = n * 37;
    const [requesterId, teamId, state] = [(n % 17) + 1, (n % 3) + 1, states[n % 5] ?? 'pending'];
    const question = { requesterId, teamId, state, askedAt: hours(at + 50) };
    const ended = state === 'pending' ? {} : { endedAt: hours(at + 50 - (n % 49)) };
    const passedOn = n % 6 === 0 ? [{ personId: 22, answer: 'passed_on' as const }] : [];
    const decides = state === 'approved' || state === 'declined' ? [{ personId: 20, answer: state, ...(n % 4 === 0 ? { standsFor: 21 } : {}) }] : [];
    const decidedBy = decides.length > 0 ? { decidedById: 20 } : {};
    await askedForApproval(database, { ...question, ...ended, ...decidedBy, asks: [...passedOn, ...decides] });
    const outcome = outcomes[n % 5] ?? 'solved';
    const later = n % 10 === 3 ? [['solved', hours(at)] as const] : [];
    await offered(database, {
      personId: requesterId,
      teamId: n % 7 === 0 ? null : teamId,
      at: hours(at + 50),
      outcomes: [[outcome, hours(at + 26)], ...later],
    });
  }
}

const DAYS_BEFORE: readonly (readonly [string, number, number])[] = [
  ['the last week', 7, 0],
  ['the week before', 14, 7],
  ['a week long ago', 70, 63],
  ['a month', 40, 10],
  ['all there is', 400, 0],
  ['one day', 3, 2],
];

test.each(DAYS_BEFORE)('all figures of %s are what the events say, whoever asks', async (_, first, last) => {
  const day = (before: number) => new Date(NOW.getTime() - before * 86_400_000);
  const period: Period = { from: day(first), to: day(last), zone: 'Europe/Berlin' };
  const scopes: Scope[] = [{}, { teamIds: [1] }, { teamIds: [2, 3] }, { departmentIds: [2] }, { teamIds: [1], departmentIds: [1, 4] }];
  for (const scope of scopes) {
    const counted = cases.filter(({ ticket }) => isIn(scope, ticket));
    const expected = {
      ...figuresByHand(counted, { ...period, calendars }),
      ...(await besideByHand(database, { period, scope, departmentOf, reported: counted })),
    };
    const measured = await measureAll(database.db, period, scope);
    expect(rounded(Object.fromEntries(measured.map(({ kpi, figures }) => [kpi.name, figures])))).toMatchObject(rounded(expected) as object);
  }
});

test('there is something to compare: the demo company gives every figure a value', async () => {
  const period: Period = { from: new Date(NOW.getTime() - 30 * 86_400_000), to: NOW, zone: 'UTC' };
  const measured = await measureAll(database.db, period, {});
  expect(measured.filter(({ figures }) => figures.value !== null).map(({ kpi }) => kpi.name)).toHaveLength(measured.length);
  expect(measured.find(({ kpi }) => kpi.name === 'sla_resolution')?.figures).toMatchObject({ n: expect.any(Number) });
});

function isIn({ teamIds, departmentIds }: Scope, ticket: Case['ticket']): boolean {
  const department = departmentOf.get(ticket.requesterId) ?? 0;
  return (teamIds?.includes(ticket.teamId) ?? true) && (departmentIds?.includes(department) ?? true);
}
