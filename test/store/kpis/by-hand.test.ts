import { beforeAll, expect, test } from 'vitest';
import type { CalendarPlan } from '#rules/business-time/calendar.ts';
import { addEdition } from '#store/editions.ts';
import { decisionsFor } from '#store/decisions.ts';
import { personByEmail } from '#store/people.ts';
import { KPIS, measure, measureAll } from '#store/kpis/index.ts';
import type { Figures, Period, Scope } from '#store/kpis/kpi.ts';
import { listTeams } from '#store/teams.ts';
import { createSmallCompany, LEE, MARIA, PRIYA, SAM } from '#test/support/company.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { askedForApproval, bought, offered } from './beside.ts';
import { cycle, reported, rounded, tell } from './stories.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let devices: Scope;

// Monday 2 to Monday 9 March 2026. Six tickets, each with a reason to be there.
const week: Period = { from: new Date('2026-03-02T00:00:00Z'), to: new Date('2026-03-09T00:00:00Z'), zone: 'UTC' };

beforeAll(async () => {
  database = await createTestDatabase();
  await createSmallCompany(database);
  const { db } = database;
  const idOf = async (email: string) => (await personByEmail(db, email))?.id ?? 0;
  const [maria, sam, priya, lee] = [await idOf(MARIA), await idOf(SAM), await idOf(PRIYA), await idOf(LEE)];
  const teams = await listTeams(db);
  const teamId = teams.find(({ key }) => key === 'devices')?.id ?? 0;
  const deskId = teams.find(({ key }) => key === 'service-desk')?.id ?? 0;
  devices = { teamIds: [teamId] };
  const report = reported({ requesterId: maria, teamId });

  // 2001: taken after 30 minutes, resolved after 2 hours, five stars. First contact, one touch, one promise kept.
  await tell(database, 2001, {
    events: [
      ['2026-03-02T09:00:00Z', maria, report],
      ['2026-03-02T09:30:00Z', sam, { type: 'claimed', assigneeId: sam }],
      ['2026-03-02T10:00:00Z', sam, { type: 'replied', by: 'agent', messageId: 1 }],
      ['2026-03-02T11:00:00Z', sam, { type: 'resolved', code: 'fixed', summary: 'done' }],
      ['2026-03-02T12:00:00Z', maria, { type: 'rated', stars: 5 }],
    ],
    cycles: [cycle('resolution', '2026-03-02T09:00:00Z', '2026-03-02T13:00:00Z', '2026-03-02T11:00:00Z', { targetMs: 14_400_000, elapsedMs: 7_200_000 })],
  });
  // 2002: answered after 90 minutes without being taken, a talk to and fro with 60 minutes of waiting, passed on twice, resolved after 10 hours, two stars.
  await tell(database, 2002, {
    events: [
      ['2026-03-03T08:00:00Z', maria, report],
      ['2026-03-03T09:30:00Z', priya, { type: 'replied', by: 'agent', messageId: 2 }],
      ['2026-03-03T10:00:00Z', priya, { type: 'claimed', assigneeId: priya }],
      ['2026-03-03T11:00:00Z', priya, { type: 'asked', messageId: 3 }],
      ['2026-03-03T12:00:00Z', maria, { type: 'replied', by: 'requester', messageId: 4 }],
      ['2026-03-03T13:00:00Z', priya, { type: 'handed_back' }],
      ['2026-03-03T14:00:00Z', sam, { type: 'handed_over', assigneeId: sam }],
      ['2026-03-03T18:00:00Z', sam, { type: 'resolved', code: 'fixed', summary: 'done' }],
      ['2026-03-04T08:00:00Z', maria, { type: 'rated', stars: 2 }],
    ],
    cycles: [
      cycle('resolution', '2026-03-03T08:00:00Z', '2026-03-03T13:00:00Z', '2026-03-03T18:00:00Z', {
        targetMs: 14_400_000,
        elapsedMs: 21_600_000,
        pausedMs: 3_600_000,
      }),
    ],
  });
  // 2003: resolved, opened again the next day, resolved again after 48 hours in all: its last resolution counts.
  await tell(database, 2003, {
    events: [
      ['2026-03-04T10:00:00Z', maria, report],
      ['2026-03-04T11:00:00Z', sam, { type: 'claimed', assigneeId: sam }],
      ['2026-03-04T12:00:00Z', sam, { type: 'resolved', code: 'fixed', summary: 'done' }],
      ['2026-03-05T12:00:00Z', maria, { type: 'reopened', reason: 'no' }],
      ['2026-03-06T10:00:00Z', sam, { type: 'resolved', code: 'fixed', summary: 'done' }],
    ],
    cycles: [cycle('resolution', '2026-03-04T10:00:00Z', '2026-03-04T14:00:00Z', '2026-03-04T12:00:00Z', { targetMs: 14_400_000, elapsedMs: 7_200_000 })],
  });
  // 2004: reported the week before by an agent for Maria, still open, late since the Friday before; nobody has taken it.
  await tell(database, 2004, {
    events: [['2026-02-26T00:00:00Z', sam, report]],
    cycles: [cycle('resolution', '2026-02-26T00:00:00Z', '2026-02-27T00:00:00Z', null)],
  });
  // 2005: withdrawn. 2006: came from the service desk, resolved the week before, opened again in this one; so open.
  await tell(database, 2005, {
    events: [
      ['2026-03-05T08:00:00Z', maria, report],
      ['2026-03-05T09:00:00Z', maria, { type: 'withdrawn', reason: 'never mind' }],
    ],
    cycles: [cycle('resolution', '2026-03-05T08:00:00Z', '2026-03-05T08:30:00Z', '2026-03-05T09:00:00Z', { state: 'cancelled' })],
  });
  await tell(database, 2006, {
    events: [
      ['2026-02-27T08:00:00Z', maria, reported({ requesterId: maria, teamId: deskId })],
      ['2026-02-27T09:00:00Z', lee, { type: 'escalated', teamId, reason: 'a device' }],
      ['2026-02-27T12:00:00Z', sam, { type: 'resolved', code: 'fixed', summary: 'done' }],
      ['2026-03-02T12:00:00Z', maria, { type: 'reopened', reason: 'no' }],
    ],
  });
  // Approvals: after 2 hours, by the deputy of whom it was passed to after 10, open since Friday, never answered, and one that was withdrawn.
  const question = { requesterId: maria, teamId, askedAt: '2026-03-02T08:00:00Z' };
  await askedForApproval(database, { ...question, state: 'approved', endedAt: '2026-03-02T10:00:00Z', decidedById: sam });
  await askedForApproval(database, {
    ...question,
    state: 'declined',
    endedAt: '2026-03-02T18:00:00Z',
    decidedById: lee,
    asks: [
      { personId: sam, answer: 'passed_on' },
      { personId: lee, answer: 'declined', standsFor: priya },
    ],
  });
  await askedForApproval(database, { ...question, askedAt: '2026-03-06T08:00:00Z' });
  await askedForApproval(database, { ...question, askedAt: '2026-02-20T08:00:00Z', state: 'unanswered', endedAt: '2026-03-02T00:00:00Z' });
  await askedForApproval(database, { ...question, state: 'withdrawn', endedAt: '2026-03-03T00:00:00Z' });
  await askedForApproval(database, { ...question, teamId: deskId, state: 'approved', endedAt: '2026-03-02T09:00:00Z', decidedById: sam });
  // Offers of the team's answer: two solved (of one it was only thought at first), one thought, two went on, one solved after the week; others count elsewhere.
  const vpn = { personId: maria, teamId, at: '2026-03-03T08:00:00Z' };
  await offered(database, { ...vpn, outcomes: [['solved', '2026-03-03T08:10:00Z']] });
  await offered(database, {
    ...vpn,
    outcomes: [
      ['potential', '2026-03-04T08:00:00Z'],
      ['solved', '2026-03-05T08:00:00Z'],
    ],
  });
  await offered(database, {
    ...vpn,
    outcomes: [
      ['potential', '2026-03-04T08:00:00Z'],
      ['solved', '2026-03-09T00:00:00Z'],
    ],
  });
  await offered(database, { ...vpn, outcomes: [['unsolved', '2026-03-03T08:30:00Z']] });
  await offered(database, { ...vpn, outcomes: [['contacted', '2026-03-04T08:00:00Z']] });
  await offered(database, { ...vpn, outcomes: [['solved', '2026-03-03T09:00:00Z']], ticketId: 2001 });
  await offered(database, { ...vpn, teamId: deskId, outcomes: [['solved', '2026-03-03T09:00:00Z']] });
  await offered(database, { ...vpn, teamId: null, outcomes: [['solved', '2026-03-03T09:00:00Z']] });
  // Of ten seats two are held on Sunday; of one seat two, which is one too many; a term that ended on Saturday leaves one held without any bought.
  await bought(database, { seats: 10, from: '2026-01-01', to: '2026-12-31', held: [[maria], [sam, '2026-03-09'], [priya, '2026-03-08'], [lee, '2026-02-01']] });
  await bought(database, { seats: 1, from: '2026-03-08', to: '2026-12-31', held: [[maria], [sam]] });
  await bought(database, { seats: 5, from: '2025-03-08', to: '2026-03-07', held: [[maria]] });
  // 2007: all of another team's.
  await tell(database, 2007, { events: [['2026-03-02T08:00:00Z', maria, reported({ requesterId: maria, teamId: deskId })]] });
});

/** Worked out on paper. Times in minutes. */
const BY_HAND: Readonly<Record<string, Partial<Figures>>> = {
  // Kept: 2001, 2003. Broken: 2002. Cancelled and next cycles do not count. Used of 4 hours: 50 %, 150 %, 50 %.
  sla_resolution: { n: 3, value: 200 / 3, mean: 250 / 3, median: 50, p90: 130, parts: { met: 2, breached: 1, open_breached: 1 } },
  sla_first_response: { n: 0, value: null, mean: null, median: null, p90: null, parts: { met: 0, breached: 0, open_breached: 0 } },
  sla_next_response: { n: 0, value: null },
  // 30, 90 and 60; 2004 has waited for 11 days.
  time_to_acknowledge: { n: 3, value: 60, mean: 60, median: 60, p90: 84, parts: { waiting: 1, oldest_minutes: 11 * 24 * 60 } },
  // 60, 90, and 120 for the word that it is resolved.
  first_response: { n: 3, value: 90, median: 90, p90: 114 },
  // 120, 600 less 60, 2880.
  time_to_resolve: { n: 3, value: 1180, median: 540, p90: 540 + 0.8 * (2880 - 540), parts: { unpaused_mean: 1200 } },
  // 2001 only: Maria wrote on 2002 and opened 2003 again.
  first_contact: { n: 3, value: 100 / 3 },
  // 2002 was written to twice.
  one_touch: { n: 3, value: 200 / 3 },
  first_team: { n: 3, value: 100 },
  // 2003 of three that were resolved.
  reopen_rate: { n: 3, value: 100 / 3, parts: { reopened: 1 } },
  // From Thursday 26 and Friday 27 February to Monday 9 March: 7 and 6 days.
  backlog_age: {
    n: 2,
    value: 6.5,
    median: 6.5,
    p90: 6.9,
    parts: { age_0_1: 0, age_2_3: 0, age_4_7: 2, age_8_14: 0, age_15_30: 0, age_over_30: 0, oldest: 7 },
  },
  // Reported 2001, 2002, 2003, 2005; opened again 2003, 2006; resolved 2001, 2002, 2003 twice; withdrawn 2005.
  backlog_change: { n: 2, value: 1, parts: { created: 4, reopened: 2, resolved: 4, withdrawn: 1, merged: 0 } },
  // Two open, four resolved in seven days.
  days_to_clear: { n: 2, value: 3.5, parts: { resolved: 4 } },
  satisfaction: { n: 2, value: 50, mean: 3.5, median: 3.5, p90: 4.7 },
  // Of four resolutions, two were rated.
  response_rate: { n: 4, value: 50, parts: { answers: 2 } },
  // None, two, none.
  reassignments: { n: 3, value: 2 / 3, median: 0, p90: 1.6, parts: { passed_on: 1 } },
  // Four reported, two solved. The one said to be solved on Monday only was potential until then.
  deflection: { n: 6, value: 100 / 3, mean: null, parts: { confirmed: 2, potential: 1, went_on: 2 } },
  // 120 and 600.
  approval_time: { n: 2, value: 360, median: 360, p90: 552, parts: { unanswered: 1, waiting: 1, by_deputy: 1, passed_on: 1 } },
  // Of 11 bought, 2 and 1 count as used; 1 and 1 are held beyond.
  seat_use: { n: 11, value: 300 / 11, mean: null, parts: { held: 5, over: 2 } },
};

test.each(KPIS.map((kpi) => ({ kpi, label: kpi.label })))('$label is what it is on paper', async ({ kpi }) => {
  const expected = BY_HAND[kpi.name];
  if (!expected) throw new Error(`${kpi.name} has no case worked out by hand.`);
  expect(rounded(await measure(database.db, kpi, week, devices))).toMatchObject(rounded(expected) as object);
});

test('a period without anything in it says that there is nothing, and not zero', async () => {
  const nothing: Period = { from: new Date('2020-01-06T00:00:00Z'), to: new Date('2020-01-13T00:00:00Z'), zone: 'UTC' };
  const measured = await measureAll(database.db, nothing, {});
  expect(measured.filter(({ figures }) => figures.n !== 0)).toEqual([]);
  expect(measured.filter(({ figures }) => figures.value !== null).map(({ kpi, figures }) => [kpi.name, figures.value])).toEqual([['backlog_change', 0]]);
});

test('who leads no team sees the tickets of none', async () => {
  const measured = await measureAll(database.db, week, { teamIds: [] });
  expect(measured.filter(({ figures }) => figures.n !== 0)).toEqual([]);
});

test('seats are the whole company’s: of a department there is none to measure, and nobody’s answer counts for all', async () => {
  const of = async (name: string, scope: Scope) => {
    const kpi = KPIS.find((one) => one.name === name);
    if (!kpi) throw new Error(`There is no ${name}.`);
    return await measure(database.db, kpi, week, scope);
  };
  expect(await of('seat_use', {})).toEqual(await of('seat_use', devices));
  expect(await of('seat_use', { departmentIds: [1] })).toMatchObject({ n: 0, value: null });
  expect((await of('deflection', {})).parts).toEqual({ confirmed: 4, potential: 1, went_on: 2 });
  expect((await of('deflection', { departmentIds: [1] })).parts).toEqual({ confirmed: 4, potential: 1, went_on: 2 });
});

test('every part that a query gives is explained in words, and every word has its part', async () => {
  const measured = await measureAll(database.db, week, {});
  const given = measured.map(({ kpi, figures }) => [kpi.name, Object.keys(figures.parts).toSorted()]);
  expect(given).toEqual(KPIS.map(({ name, parts }) => [name, Object.keys(parts).toSorted()]));
});

test('a team’s own holidays make nothing older, and the days on which it works do', async () => {
  const hours = [{ from: '09:00', to: '17:00' }];
  const office: CalendarPlan = {
    zone: 'Europe/Vienna',
    week: { monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday: hours },
    // Sunday is off anyway, and counts once.
    holidays: ['2026-03-02', '2026-03-03', '2026-03-08'].map((date) => ({ date, name: 'Holiday' })),
    openings: [{ date: '2026-02-28', name: 'Saturday', hours }],
  };
  const content = { calendars: { office }, policies: [], teamCalendars: { devices: 'office' } };
  const isOld = async () => {
    const asked = { scope: devices, personId: undefined, zone: 'UTC', now: new Date('2026-03-10T09:00:00Z'), limit: 8 };
    const { decisions } = await decisionsFor(database.db, asked);
    return decisions.find(({ ticketId }) => ticketId === 2004)?.reasons.includes('ageing');
  };
  expect(await isOld()).toBe(true);
  await addEdition(database.db, { since: new Date(), content, source: 'a file' });
  const age = KPIS.find(({ name }) => name === 'backlog_age');
  if (!age) throw new Error('There is no such figure.');
  // Thursday, Friday, Saturday, then Wednesday to Friday; the other one without Thursday.
  expect(await measure(database.db, age, week, devices)).toMatchObject({ n: 2, value: 5.5, parts: { age_4_7: 2, oldest: 6 } });
  // Open for seven days and some hours by then, and not for eight.
  expect(await isOld()).toBe(false);
  // The other team has no calendar: Monday to Friday.
  expect(await measure(database.db, age, week, {})).toMatchObject({ n: 3, value: 16 / 3 });
});
