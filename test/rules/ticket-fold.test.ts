import { describe, expect, test } from 'vitest';
import { DeskError } from '#core/errors.ts';
import { TICKET_STATES, type Ticket, type TicketEvent, type TicketState } from '#core/ticket.ts';
import { foldTicket } from '#rules/ticket-fold.ts';

const START = new Date('2026-03-02T09:00:00Z');
const LATER = new Date('2026-03-02T10:30:00Z');

const EVENTS: Readonly<Record<TicketEvent['type'], TicketEvent>> = {
  reported: { type: 'reported', requesterId: 1, teamId: 2, title: 'Fan', urgency: 'slowed', priority: 3 },
  claimed: { type: 'claimed', assigneeId: 7 },
  handed_back: { type: 'handed_back' },
  handed_over: { type: 'handed_over', assigneeId: 8 },
  prioritized: { type: 'prioritized', priority: 1 },
  escalated: { type: 'escalated', teamId: 3, reason: 'It is the switch' },
  merged: { type: 'merged', into: 1040 },
  replied: { type: 'replied', by: 'requester', messageId: 5 },
  noted: { type: 'noted', messageId: 5 },
  edited: { type: 'edited', messageId: 5 },
  asked: { type: 'asked', messageId: 5 },
  resolved: { type: 'resolved', code: 'fixed', summary: 'New fan' },
  reopened: { type: 'reopened', reason: 'Loud again' },
  rated: { type: 'rated', stars: 4 },
  withdrawn: { type: 'withdrawn', reason: '' },
  closed: { type: 'closed' },
};

/** How a ticket comes into each state; with an owner wherever it can have one. */
const PATHS: Readonly<Record<TicketState, readonly (keyof typeof EVENTS)[]>> = {
  new: ['reported'],
  in_progress: ['reported', 'claimed'],
  waiting: ['reported', 'claimed', 'asked'],
  resolved: ['reported', 'claimed', 'resolved'],
  closed: ['reported', 'claimed', 'resolved', 'closed'],
  withdrawn: ['reported', 'claimed', 'withdrawn'],
};

function ticketIn(state: TicketState): Ticket {
  const ticket = PATHS[state].reduce<Ticket | undefined>((before, type) => foldTicket(before, { id: 1042, event: EVENTS[type], at: START }), undefined);
  if (ticket?.state !== state) throw new Error(`The path to ${state} leads elsewhere.`);
  return ticket;
}

/** Where each event leads from each state; what is not here is refused. */
const MOVES: Readonly<Record<TicketEvent['type'], Partial<Record<TicketState, TicketState>>>> = {
  reported: {},
  claimed: { new: 'in_progress' },
  handed_back: { in_progress: 'new', waiting: 'new' },
  handed_over: { new: 'in_progress', in_progress: 'in_progress', waiting: 'waiting' },
  prioritized: { new: 'new', in_progress: 'in_progress', waiting: 'waiting' },
  escalated: { new: 'new', in_progress: 'new', waiting: 'new' },
  merged: { new: 'closed', in_progress: 'closed', waiting: 'closed' },
  replied: { new: 'new', in_progress: 'in_progress', waiting: 'in_progress', resolved: 'resolved' },
  noted: { new: 'new', in_progress: 'in_progress', waiting: 'waiting', resolved: 'resolved', closed: 'closed', withdrawn: 'withdrawn' },
  edited: { new: 'new', in_progress: 'in_progress', waiting: 'waiting', resolved: 'resolved', closed: 'closed', withdrawn: 'withdrawn' },
  asked: { in_progress: 'waiting' },
  resolved: { new: 'resolved', in_progress: 'resolved', waiting: 'resolved' },
  reopened: { resolved: 'in_progress' },
  rated: { resolved: 'resolved', closed: 'closed' },
  withdrawn: { new: 'withdrawn', in_progress: 'withdrawn', waiting: 'withdrawn' },
  closed: { resolved: 'closed' },
};

const CELLS = TICKET_STATES.flatMap((state) => Object.values(EVENTS).map((event) => ({ state, type: event.type, event, to: MOVES[event.type][state] })));

describe('every event in every state', () => {
  test.each(CELLS.filter(({ to }) => to !== undefined))('$type moves a ticket from $state to $to', ({ state, event, to }) => {
    const before = ticketIn(state);
    const after = foldTicket(before, { id: 1042, event, at: LATER });
    expect(after).toMatchObject({ id: 1042, state: to, version: before.version + 1, updatedAt: LATER, createdAt: START });
  });

  test.each(CELLS.filter(({ to }) => to === undefined))('$type is refused while a ticket is $state, in a sentence that names it', ({ state, event }) => {
    const before = ticketIn(state);
    const problem = refusal(() => foldTicket(before, { id: 1042, event, at: LATER }));
    expect(problem.code).toBe('conflict');
    expect(problem.userMessage).toMatch(/^T-1042 (is|was|has) .*, so this is not possible now\.$/);
    expect(before).toEqual(ticketIn(state));
  });
});

test('an owner is not pushed aside by a claim, even where a ticket without owner could be claimed', () => {
  const problem = refusal(() => foldTicket(ticketIn('waiting'), { id: 1042, event: EVENTS.claimed, at: LATER }));
  expect(problem.userMessage).toBe('T-1042 has an owner already, so this is not possible now.');
});

describe('what would change nothing is refused', () => {
  const again = (event: TicketEvent) => refusal(() => foldTicket(ticketIn('in_progress'), { id: 1042, event, at: LATER })).userMessage;

  test.each<[string, TicketEvent, string]>([
    ['handing it to the one who has it', { type: 'handed_over', assigneeId: 7 }, 'T-1042 is theirs already'],
    ['the priority it has', { type: 'prioritized', priority: 3 }, 'T-1042 has priority P3 already'],
    ['passing it to the team it is with', { type: 'escalated', teamId: 2, reason: 'x' }, 'T-1042 is with that team already'],
    ['merging it into itself', { type: 'merged', into: 1042 }, 'T-1042 is there already'],
  ])('%s', (_, event, why) => {
    expect(again(event)).toBe(`${why}, so this is not possible now.`);
  });
});

describe('a ticket that was merged', () => {
  const merged = foldTicket(ticketIn('in_progress'), { id: 1042, event: EVENTS.merged, at: LATER });

  test('is closed as a duplicate, and says where it goes on', () => {
    expect(merged).toMatchObject({ state: 'closed', resolutionCode: 'duplicate', resolution: 'It goes on as T-1040.', mergedInto: 1040, resolvedAt: LATER });
  });

  test('goes along when that one is merged, too', () => {
    const moved = foldTicket(merged, { id: 1042, event: { type: 'merged', into: 1039 }, at: new Date('2027-01-01T00:00:00Z') });
    expect(moved).toMatchObject({ mergedInto: 1039, resolution: 'It goes on as T-1039.', resolvedAt: LATER });
  });

  test.each(Object.values(EVENTS).filter(({ type }) => !['reported', 'merged', 'noted', 'edited'].includes(type)))(
    'refuses $type, and says where to go',
    (event) => {
      expect(refusal(() => foldTicket(merged, { id: 1042, event, at: LATER })).userMessage).toBe('T-1042 was merged into T-1040, so this is not possible now.');
    },
  );
});

describe('what an event leaves behind', () => {
  test('passing it to another team leaves it without owner, and its waiting time as it was', () => {
    expect(foldTicket(ticketIn('waiting'), { id: 1042, event: EVENTS.escalated, at: LATER })).toMatchObject({ teamId: 3, assigneeId: null, createdAt: START });
  });

  test('handing it over changes the owner, and nothing else that people see', () => {
    const before = ticketIn('waiting');
    const after = foldTicket(before, { id: 1042, event: EVENTS.handed_over, at: LATER });
    expect(after).toEqual({ ...before, assigneeId: 8, version: before.version + 1, updatedAt: LATER });
  });

  test('nothing happens to a ticket that does not exist', () => {
    const problem = refusal(() => foldTicket(undefined, { id: 1042, event: EVENTS.claimed, at: LATER }));
    expect(problem).toMatchObject({ code: 'not_found', userMessage: 'T-1042 does not exist.' });
  });

  test('a report opens it, without owner, reply or resolution', () => {
    expect(ticketIn('new')).toMatchObject({
      version: 1,
      assigneeId: null,
      firstReplyAt: null,
      resolvedAt: null,
      stars: null,
      reopenCount: 0,
      createdAt: START,
    });
  });

  test('the first reply of an agent is dated, the next and the requester’s own are not', () => {
    const agents = { type: 'replied', by: 'agent', messageId: 6 } as const;
    const answered = foldTicket(ticketIn('new'), { id: 1042, event: agents, at: LATER });
    expect(answered.firstReplyAt).toEqual(LATER);
    expect(foldTicket(answered, { id: 1042, event: agents, at: new Date('2027-01-01T00:00:00Z') }).firstReplyAt).toEqual(LATER);
    expect(foldTicket(ticketIn('new'), { id: 1042, event: EVENTS.replied, at: LATER }).firstReplyAt).toBeNull();
    expect(foldTicket(ticketIn('in_progress'), { id: 1042, event: EVENTS.asked, at: LATER }).firstReplyAt).toEqual(LATER);
  });

  test('an agent’s reply does not end the waiting for the requester', () => {
    expect(foldTicket(ticketIn('waiting'), { id: 1042, event: { type: 'replied', by: 'agent', messageId: 6 }, at: LATER }).state).toBe('waiting');
  });

  test('a reopened ticket forgets its resolution and its stars, and goes back to its owner or, without one, to all', () => {
    const rated = foldTicket(ticketIn('resolved'), { id: 1042, event: EVENTS.rated, at: LATER });
    const gone = { resolvedAt: null, resolutionCode: null, resolution: null, stars: null, reopenCount: 1 };
    expect(foldTicket(rated, { id: 1042, event: EVENTS.reopened, at: LATER })).toMatchObject({ ...gone, state: 'in_progress', assigneeId: 7 });
    const unowned = foldTicket(ticketIn('new'), { id: 1042, event: EVENTS.resolved, at: LATER });
    expect(foldTicket(unowned, { id: 1042, event: EVENTS.reopened, at: LATER })).toMatchObject({ ...gone, state: 'new', assigneeId: null });
  });
});

function refusal(attempt: () => unknown): DeskError {
  try {
    attempt();
  } catch (error) {
    if (error instanceof DeskError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}
