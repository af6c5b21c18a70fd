import { describe, expect, test } from 'vitest';
import { DeskError } from '#core/errors.ts';
import { PRIVATE_TITLE, TICKET_STATES, type Ticket, type TicketEvent, type TicketState } from '#core/ticket.ts';
import { foldTicket } from '#rules/ticket-fold.ts';

const START = new Date('2026-03-02T09:00:00Z');
const LATER = new Date('2026-03-02T10:30:00Z');

const EVENTS: Readonly<Record<TicketEvent['type'], TicketEvent>> = {
  reported: { type: 'reported', requesterId: 1, teamId: 2, title: 'Fan', urgency: 'slowed', priority: 3 },
  made_private: { type: 'made_private' },
  claimed: { type: 'claimed', assigneeId: 7 },
  handed_back: { type: 'handed_back' },
  handed_over: { type: 'handed_over', assigneeId: 8 },
  prioritized: { type: 'prioritized', priority: 1 },
  categorized: { type: 'categorized', category: 'access', subcategory: 'VPN' },
  escalated: { type: 'escalated', teamId: 3, reason: 'It is the switch' },
  merged: { type: 'merged', into: 1040 },
  replied: { type: 'replied', by: 'requester', messageId: 5 },
  noted: { type: 'noted', messageId: 5 },
  edited: { type: 'edited', messageId: 5 },
  asked: { type: 'asked', messageId: 5 },
  snoozed: { type: 'snoozed', until: '2026-03-05T09:00:00Z', reason: 'The part comes on Thursday' },
  woken: { type: 'woken' },
  reminded: { type: 'reminded', whom: 'owner' },
  affirmed: { type: 'affirmed', reason: 'The part is on its way' },
  resolved: { type: 'resolved', code: 'fixed', summary: 'New fan' },
  reopened: { type: 'reopened', reason: 'Loud again' },
  rated: { type: 'rated', stars: 4 },
  approval: { type: 'approval', stands: 'pending', digest: 'a' },
  grouped: { type: 'grouped', parent: 1001, child: 1042 },
  ungrouped: { type: 'ungrouped', parent: 1001, child: 1042 },
  linked: { type: 'linked', other: 1001 },
  unlinked: { type: 'unlinked', other: 1001 },
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
  made_private: { new: 'new', in_progress: 'in_progress', waiting: 'waiting', resolved: 'resolved', closed: 'closed', withdrawn: 'withdrawn' },
  claimed: { new: 'in_progress' },
  handed_back: { in_progress: 'new', waiting: 'new' },
  handed_over: { new: 'in_progress', in_progress: 'in_progress', waiting: 'waiting' },
  prioritized: { new: 'new', in_progress: 'in_progress', waiting: 'waiting' },
  categorized: { new: 'new', in_progress: 'in_progress', waiting: 'waiting' },
  escalated: { new: 'new', in_progress: 'new', waiting: 'new' },
  merged: { new: 'closed', in_progress: 'closed', waiting: 'closed' },
  replied: { new: 'new', in_progress: 'in_progress', waiting: 'in_progress', resolved: 'resolved' },
  noted: { new: 'new', in_progress: 'in_progress', waiting: 'waiting', resolved: 'resolved', closed: 'closed', withdrawn: 'withdrawn' },
  edited: { new: 'new', in_progress: 'in_progress', waiting: 'waiting', resolved: 'resolved', closed: 'closed', withdrawn: 'withdrawn' },
  asked: { in_progress: 'waiting' },
  snoozed: { new: 'new', in_progress: 'in_progress' },
  // What sleeps can wake, and none of these does.
  woken: {},
  reminded: { in_progress: 'in_progress', waiting: 'waiting' },
  affirmed: { in_progress: 'in_progress' },
  resolved: { new: 'resolved', in_progress: 'resolved', waiting: 'resolved' },
  reopened: { resolved: 'in_progress' },
  rated: { resolved: 'resolved', closed: 'closed' },
  approval: { new: 'new', in_progress: 'in_progress', waiting: 'waiting' },
  grouped: { new: 'new', in_progress: 'in_progress', waiting: 'waiting' },
  ungrouped: { new: 'new', in_progress: 'in_progress', waiting: 'waiting', resolved: 'resolved', closed: 'closed', withdrawn: 'withdrawn' },
  linked: { new: 'new', in_progress: 'in_progress', waiting: 'waiting', resolved: 'resolved', closed: 'closed', withdrawn: 'withdrawn' },
  unlinked: { new: 'new', in_progress: 'in_progress', waiting: 'waiting', resolved: 'resolved', closed: 'closed', withdrawn: 'withdrawn' },
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

describe('a ticket about which approvers are asked', () => {
  const fold = (before: Ticket, event: TicketEvent) => foldTicket(before, { id: 1042, event, at: LATER });
  const pending = () => fold(ticketIn('in_progress'), EVENTS.approval);

  test('cannot be resolved before the question has ended', () => {
    expect(refusal(() => fold(pending(), EVENTS.resolved)).userMessage).toBe('T-1042 is waiting for an approval, so this is not possible now.');
    for (const stands of ['approved', 'declined', 'withdrawn', 'unanswered'] as const) {
      expect(fold(fold(pending(), { type: 'approval', stands, digest: 'a' }), EVENTS.resolved)).toMatchObject({ state: 'resolved', approval: stands });
    }
  });

  test.each([EVENTS.withdrawn, EVENTS.merged])('takes the question along when it ends: $type', (event) => {
    expect(fold(pending(), event).approval).toBe('withdrawn');
  });
});

describe('what would change nothing is refused', () => {
  const again = (event: TicketEvent) => refusal(() => foldTicket(ticketIn('in_progress'), { id: 1042, event, at: LATER })).userMessage;

  test.each<[string, TicketEvent, string]>([
    ['handing it to the one who has it', { type: 'handed_over', assigneeId: 7 }, 'T-1042 is theirs already'],
    ['the priority it has', { type: 'prioritized', priority: 3 }, 'T-1042 has priority P3 already'],
    ['the kind it has', { type: 'categorized', category: null, subcategory: null }, 'T-1042 is of that kind already'],
    ['passing it to the team it is with', { type: 'escalated', teamId: 2, reason: 'x' }, 'T-1042 is with that team already'],
    ['merging it into itself', { type: 'merged', into: 1042 }, 'T-1042 is there already'],
  ])('%s', (_, event, why) => {
    expect(again(event)).toBe(`${why}, so this is not possible now.`);
  });
});

describe('a ticket is of another kind', () => {
  test.each([
    { category: 'access', subcategory: null },
    { category: null, subcategory: 'VPN' },
    { category: 'access', subcategory: 'VPN' },
  ] as const)('when either changes: %j', (kind) => {
    expect(foldTicket(ticketIn('waiting'), { id: 1042, event: { type: 'categorized', ...kind }, at: LATER })).toMatchObject(kind);
  });
});

describe('a ticket that is private', () => {
  const reported = (more: object) => foldTicket(undefined, { id: 1042, event: { ...EVENTS.reported, ...more }, at: START });
  const untold = { private: true, title: PRIVATE_TITLE, sourceLink: null };

  test('has no title and no link to where it was said, from the start or from then on, once', () => {
    const told = reported({ sourceLink: 'https://chat.test/1' });
    expect([told, reported({})]).toMatchObject([
      { private: false, title: 'Fan', sourceLink: 'https://chat.test/1' },
      { private: false, sourceLink: null },
    ]);
    expect(reported({ sourceLink: 'https://chat.test/1', private: true })).toMatchObject(untold);
    const hidden = foldTicket(told, { id: 1042, event: EVENTS.made_private, at: LATER });
    expect(hidden).toMatchObject(untold);
    const problem = refusal(() => foldTicket(hidden, { id: 1042, event: EVENTS.made_private, at: LATER }));
    expect(problem.userMessage).toBe('T-1042 is private already, so this is not possible now.');
    expect(foldTicket(hidden, { id: 1042, event: EVENTS.claimed, at: LATER })).toMatchObject({ ...untold, state: 'in_progress' });
  });
});

describe('a ticket that was merged', () => {
  const merged = () => foldTicket(ticketIn('in_progress'), { id: 1042, event: EVENTS.merged, at: LATER });

  test('is closed as a duplicate, and says where it goes on', () => {
    expect(merged()).toMatchObject({ state: 'closed', resolutionCode: 'duplicate', resolution: 'It goes on as T-1040.', mergedInto: 1040, resolvedAt: LATER });
  });

  test('goes along when that one is merged, too', () => {
    const moved = foldTicket(merged(), { id: 1042, event: { type: 'merged', into: 1039 }, at: new Date('2027-01-01T00:00:00Z') });
    expect(moved).toMatchObject({ mergedInto: 1039, resolution: 'It goes on as T-1039.', resolvedAt: LATER });
  });

  test('does not go along to where it is', () => {
    const problem = refusal(() => foldTicket(merged(), { id: 1042, event: EVENTS.merged, at: LATER }));
    expect(problem.userMessage).toBe('T-1042 is there already, so this is not possible now.');
  });

  test.each(Object.values(EVENTS).filter(({ type }) => !['reported', 'merged', 'noted', 'edited', 'made_private', 'linked', 'unlinked'].includes(type)))(
    'refuses $type, and says where to go',
    (event) => {
      expect(refusal(() => foldTicket(merged(), { id: 1042, event, at: LATER })).userMessage).toBe(
        'T-1042 was merged into T-1040, so this is not possible now.',
      );
    },
  );
});

describe('a ticket that was snoozed', () => {
  const asleep = (state: 'new' | 'in_progress' = 'in_progress') => foldTicket(ticketIn(state), { id: 1042, event: EVENTS.snoozed, at: LATER });

  test('is so until then, in the state it was in', () => {
    expect(asleep('new')).toMatchObject({ state: 'new', snoozedUntil: new Date('2026-03-05T09:00:00Z') });
    expect(asleep()).toMatchObject({ state: 'in_progress', assigneeId: 7, snoozedUntil: new Date('2026-03-05T09:00:00Z') });
  });

  test.each(['woken', 'replied', 'asked', 'resolved', 'withdrawn', 'merged', 'escalated', 'handed_back'] as const)('is so no longer once it is %s', (type) => {
    expect(foldTicket(asleep(), { id: 1042, event: EVENTS[type], at: LATER }).snoozedUntil).toBeNull();
  });

  test.each(['handed_over', 'prioritized', 'noted', 'edited'] as const)('stays so when it is %s', (type) => {
    expect(foldTicket(asleep(), { id: 1042, event: EVENTS[type], at: LATER }).snoozedUntil).toEqual(new Date('2026-03-05T09:00:00Z'));
  });

  test('stays so when somebody takes it, or an agent writes', () => {
    expect(foldTicket(asleep('new'), { id: 1042, event: EVENTS.claimed, at: LATER }).snoozedUntil).not.toBeNull();
    expect(foldTicket(asleep(), { id: 1042, event: { type: 'replied', by: 'agent', messageId: 5 }, at: LATER }).snoozedUntil).not.toBeNull();
  });

  test('can be snoozed again, until another time', () => {
    const event = { type: 'snoozed', until: '2026-03-09T09:00:00Z', reason: 'Delayed' } as const;
    expect(foldTicket(asleep(), { id: 1042, event, at: LATER }).snoozedUntil).toEqual(new Date(event.until));
  });
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

  test('what waits for the requester without an owner goes on waiting when it is taken, and is everybody’s when they answer', () => {
    const unowned = { ...ticketIn('waiting'), assigneeId: null };
    expect(foldTicket(unowned, { id: 1042, event: EVENTS.claimed, at: LATER })).toMatchObject({ state: 'waiting', assigneeId: 7 });
    expect(foldTicket(unowned, { id: 1042, event: EVENTS.replied, at: LATER })).toMatchObject({ state: 'new', assigneeId: null });
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

test('a rating is kept until it is opened again', () => {
  const rated = foldTicket(ticketIn('resolved'), { id: 1042, event: EVENTS.rated, at: LATER });
  expect(rated.stars).toBe(4);
  expect(foldTicket(rated, { id: 1042, event: EVENTS.reopened, at: LATER }).stars).toBeNull();
});

test.each(['merged', 'withdrawn'] as const)('an approval that was given stays given when the ticket is %s, an open question ends', (type) => {
  const after = (approval: Ticket['approval']) => foldTicket({ ...ticketIn('new'), approval }, { id: 1042, event: EVENTS[type], at: LATER }).approval;
  expect([after('approved'), after('pending'), after(null)]).toEqual(['approved', 'withdrawn', null]);
});
