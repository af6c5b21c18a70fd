import type { Approval, Ask } from '#core/approval.ts';
import type { Card, Post } from '#core/card.ts';
import type { Person } from '#core/person.ts';
import { REASONS, type Decision } from '#store/decisions.ts';
import { KPIS, type Measured } from '#store/kpis/index.ts';
import { approvalCard } from '#workflows/approval/cards.ts';
import { drawArticle, drawOffer } from '#workflows/knowledge/cards.ts';
import { drawSummary } from '#workflows/summary/card.ts';
import { LISTED, type Report } from '#workflows/summary/report.ts';

/** Cards that are not a ticket's: of summaries, known answers and approvals, with odd texts in all that people write. */
export function drawnOthers(odd: string, requester: Person): { readonly name: string; readonly text: string; readonly card: Card }[] {
  const posts = [...summaries(odd), ...answers(odd), ...approvals(odd, requester)];
  return posts.flatMap(([name, { text, card }]) => (card ? [{ name, text, card }] : []));
}

const AT = new Date('2026-03-09T09:00:00Z');
const PERIOD = { from: new Date('2026-03-02T00:00:00Z'), to: new Date('2026-03-09T00:00:00Z'), zone: 'Europe/London' };

function decision(odd: string, at: number): Decision {
  const owned = at % 2 === 1;
  return {
    ticketId: 1042 + at,
    version: 3,
    title: odd.repeat(2),
    priority: 2,
    teamId: 1,
    teamName: odd,
    requesterId: 5,
    assigneeId: owned ? 7 : null,
    assigneeName: owned ? odd : null,
    reasons: REASONS.filter((_, index) => (at + index) % REASONS.length < 2),
    createdAt: PERIOD.from,
    dueAt: PERIOD.to,
    silentSince: owned ? PERIOD.from : null,
  };
}

function measured(value: number | null): Measured[] {
  return KPIS.map((kpi) => {
    const parts = Object.fromEntries(Object.keys(kpi.parts).map((part) => [part, 345]));
    // A share has no spread, unless it says of what.
    const spread = kpi.unit === 'percent' && kpi.spread === undefined ? null : value;
    return { kpi, figures: { n: value === null ? 0 : 345, value, mean: spread, median: spread, p90: spread, parts } };
  });
}

function report(odd: string, count: number, changes: Partial<Report> = {}): Report {
  const schedule = { every: 'week', weekday: 1, time: '09:00' } as const;
  const row = {
    id: 3,
    personId: 7,
    zone: PERIOD.zone,
    departmentId: null,
    channelTeamId: null,
    fromFile: false,
    nextOn: '2026-03-16',
    nextAt: AT,
    startedAt: AT,
    stoppedAt: null,
  };
  const summary = {
    id: 9,
    subscriptionId: 3,
    dueOn: '2026-03-09',
    dueAt: AT,
    shownAt: AT,
    asOf: AT,
    beforeFrom: '2026-02-23',
    periodFrom: '2026-03-02',
    periodTo: '2026-03-09',
    missed: 0,
    version: 1,
  };
  return {
    summary,
    subscription: { ...row, schedule, teams: [{ id: 1, name: odd }] },
    departmentName: undefined,
    actsIn: [1],
    decisions: Array.from({ length: Math.min(count, LISTED) }, (_, at) => decision(odd, at)),
    total: count,
    nudged: new Set(),
    period: PERIOD,
    figures: measured(98.76),
    before: measured(87.65),
    chartPeriod: PERIOD,
    resolved: ['02', '04', '08'].map((day) => ({ day: `2026-03-${day}`, inTime: 3, late: 2, noPromise: 1 })),
    ...changes,
  };
}

function summaries(odd: string): (readonly [string, Post])[] {
  const late = report(odd, 3);
  return [
    ['a summary of nothing', drawSummary(report('Devices', 0, { figures: measured(null), before: measured(null), resolved: [] }))],
    ['a summary with one decision', drawSummary(report('Devices', 1))],
    ['a summary with more than it lists', drawSummary(report(odd, 40))],
    ['a summary that is late', drawSummary({ ...late, summary: { ...late.summary, shownAt: new Date('2026-03-09T12:00:00Z'), missed: 4 } })],
  ];
}

function answers(odd: string): (readonly [string, Post])[] {
  const offer = { id: 4, personId: 5, words: odd, goesOn: 'ticket.report', values: {}, ticketId: null, at: AT } as const;
  const body = `${odd}\n\n- one\n- two\n\n`.repeat(20);
  const articles = (['file', 'chat', 'file'] as const).map((origin, at) => ({ id: at + 1, title: odd.repeat(2), body, origin }));
  const [first] = articles.map((article) => ({ ...article, body: 'Turn it off and on.' }));
  return [
    ['one known answer, before a ticket', drawOffer({ ...offer, kind: 'asked' }, first ? [first] : [], []).post],
    ['three known answers, before a ticket', drawOffer({ ...offer, kind: 'asked' }, articles, []).post],
    ['three known answers, while somebody waits', drawOffer({ ...offer, kind: 'linked' }, articles, []).post],
    ...articles.slice(0, 2).map((article) => [`all of an answer from a ${article.origin}`, drawArticle(article)] as const),
  ];
}

function approvals(odd: string, requester: Person): (readonly [string, Post])[] {
  const asked: Approval = {
    id: 6,
    version: 1,
    digest: 'a'.repeat(64),
    workflow: 'ticket',
    subject: '1042',
    called: 'T-1042',
    teamId: 1,
    requesterId: requester.id,
    askedById: 7,
    what: odd.repeat(8),
    why: odd.repeat(200),
    cost: odd,
    ladder: [{ ask: 'manager' }],
    rung: 0,
    state: 'pending',
    askedAt: AT,
    dueAt: AT,
    endedAt: null,
    decidedById: null,
    reason: null,
  };
  const ask: Ask = { id: 8, personId: 9, standsFor: 10, rung: 0, answer: null };
  const names = new Map([7, 9, 10].map((id) => [id, odd]));
  const ended = { endedAt: AT, reason: odd.repeat(200) };
  const drawn = (name: string, approval: Approval, of = ask) => {
    const card = approvalCard({ approval, ask: of, requester, names });
    return [`an approval that ${name}`, { text: card.title, card }] as const;
  };
  return [
    drawn('waits for whoever reads it', asked),
    drawn('was asked for by its requester, without a reason', { ...asked, askedById: requester.id, why: '', cost: null }, { ...ask, standsFor: null }),
    drawn('waits for others', asked, { ...ask, answer: 'approved' }),
    drawn('was passed on', asked, { ...ask, answer: 'passed_on' }),
    ...(['approved', 'declined'] as const).map((state) => drawn(`was ${state}`, { ...asked, ...ended, state, decidedById: 9 }, { ...ask, answer: state })),
    ...(['withdrawn', 'unanswered', 'replaced'] as const).map((state) => drawn(`ended as ${state}`, { ...asked, ...ended, state })),
  ];
}
