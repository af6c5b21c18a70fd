import type { Card, Post } from '#core/card.ts';
import { PRIVATE_TITLE, RESOLUTION_CODES, TICKET_STATES, type Ticket, type TicketState } from '#core/ticket.ts';
import type { Person } from '#core/person.ts';
import { drawQuestion } from '#desk/question-card.ts';
import { drawTicket } from '#workflows/ticket/cards.ts';
import { moreCard } from '#workflows/ticket/more.ts';
import { waveCard } from '#workflows/ticket/wave-card.ts';
import { reportForm, sameForm } from '#workflows/ticket/forms.ts';
import type { TicketView } from '#store/ticket-view.ts';
import { drawnOthers } from './drawn-others.ts';

export interface Drawn {
  readonly name: string;
  readonly text: string;
  readonly card: Card;
}

/** Lists that one person reads, or a team once a day: they may be longer than what hangs in a channel all day. */
export function isList({ name }: Drawn): boolean {
  return name.startsWith('a summary') || name.startsWith('what is needed seldom');
}

const AT = new Date('2026-03-02T09:00:00Z');
const ODD = '<b>"x"</b> {{DATE(2020-01-01T00:00:00Z)}} ${y} \u{1F600} \\ ';

const MARIA: Person = {
  id: 1,
  email: 'maria@example.test',
  name: 'Maria Lindqvist',
  title: 'Account Manager',
  department: 'Sales',
  managerId: null,
  timeZone: 'Europe/Stockholm',
  status: 'active',
  privileged: false,
};

/** A ticket in that state, as its view would be loaded. */
export function viewIn(state: TicketState, changes: Partial<Ticket> = {}): TicketView {
  const done = state === 'resolved' || state === 'closed';
  const owned = state !== 'new';
  const ticket: Ticket = {
    id: 1042,
    version: 3,
    requesterId: MARIA.id,
    teamId: 1,
    assigneeId: owned ? 7 : null,
    state,
    title: 'My laptop does not start',
    urgency: 'blocked',
    priority: 2,
    createdAt: AT,
    updatedAt: AT,
    firstReplyAt: null,
    resolvedAt: done ? AT : null,
    resolutionCode: done ? 'fixed' : null,
    resolution: done ? 'A new battery' : null,
    reopenCount: 0,
    stars: null,
    mergedInto: null,
    snoozedUntil: null,
    category: null,
    subcategory: null,
    sourceLink: null,
    approval: null,
    private: false,
    ...changes,
  };
  return {
    ticket,
    requester: MARIA,
    teamName: 'Devices',
    assigneeName: owned ? 'Sam Okafor' : null,
    report: 'my laptop does not start',
    reportAuthor: MARIA.name,
    raisedBy: null,
    watchers: [],
    watcherIds: [],
    reporterIds: [],
    leadIds: [],
    related: [],
    changes: 0,
    latest: null,
    devices: [],
    attachments: [],
    approval: null,
    clocks: [],
    notices: 0,
    similar: [],
    parentId: null,
    childIds: [],
  };
}

const rich = (view: TicketView): TicketView => ({
  ...view,
  requester: { ...MARIA, name: ODD, title: '', department: ODD },
  report: ODD.repeat(3000),
  latest: { author: ODD, text: `${ODD}\n\n${ODD}`.repeat(500) },
  devices: ['Lenovo ThinkPad T14 (DS-0001)', ODD],
  attachments: [ODD, 'screenshot.png', 'log.txt', 'more.pdf'],
  raisedBy: ODD,
  watchers: [ODD, 'Tom Becker'],
  related: [1039, 1041],
  similar: [1038, 1040],
  approval: { state: 'declined', askedAt: AT.toISOString(), endedAt: AT.toISOString(), waitingFor: [], takesAll: false, by: ODD, reason: ODD.repeat(20) },
  clocks: CLOCKS,
  notices: 2,
});

const CLOCKS: TicketView['clocks'] = [
  { metric: 'next_response', state: 'running', dueAt: AT.getTime(), toldAt: AT.getTime() },
  { metric: 'resolution', state: 'paused', dueAt: null, toldAt: null },
];
const ASKED = { state: 'pending', askedAt: AT.toISOString(), endedAt: null, waitingFor: [ODD, 'Tom Becker'], takesAll: true, by: null, reason: null } as const;

const VIEWS: readonly (readonly [string, TicketView])[] = [
  ...TICKET_STATES.flatMap((state) => [
    [state, viewIn(state)] as const,
    [`${state}, with all that can be said`, rich(viewIn(state, { title: ODD.repeat(4), reopenCount: 3, urgency: 'can_wait', priority: 4 }))] as const,
  ]),
  ...RESOLUTION_CODES.map((resolutionCode) => [`resolved as ${resolutionCode}`, viewIn('resolved', { resolutionCode })] as const),
  ...[1, 2, 3, 4, 5].map((stars) => [`closed with ${stars} stars`, viewIn('closed', { stars, reopenCount: stars })] as const),
  ['resolved without an owner', { ...viewIn('resolved', { assigneeId: null }), assigneeName: null }],
  ['withdrawn before anybody took it', { ...viewIn('withdrawn', { assigneeId: null }), assigneeName: null }],
  ['merged', viewIn('closed', { mergedInto: 1040, resolutionCode: 'duplicate', resolution: 'It goes on as T-1040.' })],
  ...(['new', 'in_progress', 'waiting', 'resolved'] as const).flatMap((state) => [
    [`${state}, with many that hang on it`, { ...viewIn(state), similar: [1040], childIds: Array.from({ length: 30 }, (_, at) => 1043 + at) }] as const,
    [`${state}, and part of another`, { ...viewIn(state), parentId: 1041 }] as const,
  ]),
  ...(['new', 'in_progress'] as const).flatMap((state) => [
    [`${state}, and waits for an approval`, { ...viewIn(state, { approval: 'pending' }), approval: ASKED }] as const,
    [`${state}, and snoozed`, { ...viewIn(state, { snoozedUntil: AT }), clocks: CLOCKS }] as const,
    [`${state}, of a kind of the company’s own`, viewIn(state, { category: 'access', subcategory: ODD.slice(0, 40) })] as const,
  ]),
  ['waiting with the question', { ...viewIn('waiting'), latest: { author: 'Sam Okafor', text: 'Since when?' } }],
];

function drawn(name: string, { text, card }: Post): Drawn[] {
  return card ? [{ name, text, card }] : [];
}

const tickets = VIEWS.flatMap(([name, view]) =>
  (['requester', 'agents'] as const).flatMap((audience) => drawn(`a ticket that is ${name}, for the ${audience}`, drawTicket(view, audience))),
);

/** Where each of these reads of a private one: its team's channel, who has it, a lead, its requester, and who watches. */
const PLACES = { 'channel of its team': { teamId: 1 }, 'one who has it': { personId: 7 }, lead: { personId: 8 }, watcher: { personId: 9 } } as const;
const privates = TICKET_STATES.flatMap((state) => {
  const view = { ...rich(viewIn(state, { title: PRIVATE_TITLE, private: true })), leadIds: [8], watcherIds: [9], reporterIds: [9] };
  const own = drawn(`a private ticket that is ${state}, for its requester`, drawTicket(view, 'requester'));
  const others = Object.entries(PLACES).flatMap(([who, place]) =>
    drawn(`a private ticket that is ${state}, for the ${who}`, drawTicket(view, who === 'watcher' ? 'requester' : 'agents', place)),
  );
  return [...own, ...others];
});

const watched = TICKET_STATES.flatMap((state) => {
  const view = { ...rich(viewIn(state)), watcherIds: [9], reporterIds: [9] };
  return drawn(`a ticket that is ${state}, for who reported it for somebody else`, drawTicket(view, 'requester', { personId: 9 }));
});

const elsewhere = drawn('a ticket that another team has now', drawTicket(viewIn('new'), 'agents', { teamId: 99 }));

const asked = { id: '0190-q', personId: 1, action: 'ticket.report', subject: '', value: '', field: '', values: {}, state: 'open', answer: null } as const;
const questions = [...reportForm.fields, ...sameForm.fields].flatMap((field) =>
  [null, ODD].flatMap((intro) =>
    drawn(`the question “${field.question}”, ${intro === null ? 'plain' : 'with an introduction'}`, drawQuestion({ ...asked, intro }, field).post),
  ),
);

const many = Array.from({ length: 30 }, (_, at) => ({ ...viewIn('new', { title: ODD.repeat(4), requesterId: at }).ticket, id: 1042 + at }));
const waves = [
  { decidedBy: null, parentId: null },
  { decidedBy: ODD, parentId: null },
  { decidedBy: 'Sam Okafor', parentId: 1042 },
].map((decision) => waveCard({ ticketId: 1071, teamId: 1, members: many, ...decision }));

const seldom = [true, false].flatMap((each) => {
  const around = { promised: each, watching: each, linked: each, parentId: each ? 1041 : undefined, hasChildren: false };
  const card = moreCard(viewIn('in_progress').ticket, around);
  return { name: `what is needed seldom, ${each ? 'all of it' : 'the least'}`, text: card.title, card };
});

/** A card of each kind that is redrawn, and of questions, in every way it can look. What is said once, such as a reminder, is text with buttons. */
export const drawnCards: readonly Drawn[] = [
  ...tickets,
  ...privates,
  ...watched,
  ...elsewhere,
  ...seldom,
  ...questions,
  ...waves.map((card) => ({ name: card.title, text: card.title, card })),
  ...drawnOthers(ODD, MARIA),
];
