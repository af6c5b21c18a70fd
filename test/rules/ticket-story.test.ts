import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DeskError } from '#core/errors.ts';
import { PRIORITIES, RESOLUTION_CODES, TICKET_APPROVALS, URGENCIES, type Ticket, type TicketEvent } from '#core/ticket.ts';
import { foldTicket } from '#rules/ticket-fold.ts';
import { priorityOf } from '#rules/priority.ts';

const START = Date.UTC(2026, 0, 1);
const id = fc.integer({ min: 1, max: 9 });

const report = fc
  .record({ requesterId: id, teamId: id, title: fc.string({ minLength: 1, maxLength: 120 }), urgency: fc.constantFrom(...URGENCIES) })
  .map((fields): TicketEvent => ({ type: 'reported', ...fields, priority: priorityOf(fields.urgency) }));
const happening: fc.Arbitrary<TicketEvent> = fc.oneof(
  id.map((assigneeId): TicketEvent => ({ type: 'claimed', assigneeId })),
  fc.constant<TicketEvent>({ type: 'handed_back' }),
  id.map((assigneeId): TicketEvent => ({ type: 'handed_over', assigneeId })),
  fc.constantFrom(...PRIORITIES).map((priority): TicketEvent => ({ type: 'prioritized', priority })),
  fc.record({ teamId: id, reason: fc.string() }).map((fields): TicketEvent => ({ type: 'escalated', ...fields })),
  fc.integer({ min: 1001, max: 1003 }).map((into): TicketEvent => ({ type: 'merged', into })),
  id.map((messageId): TicketEvent => ({ type: 'edited', messageId })),
  fc.record({ by: fc.constantFrom('agent', 'requester'), messageId: id }).map((fields): TicketEvent => ({ type: 'replied', ...fields })),
  id.map((messageId): TicketEvent => ({ type: 'noted', messageId })),
  id.map((messageId): TicketEvent => ({ type: 'asked', messageId })),
  fc.record({ until: fc.constant('2026-02-01T09:00:00Z'), reason: fc.string() }).map((fields): TicketEvent => ({ type: 'snoozed', ...fields })),
  fc.constant<TicketEvent>({ type: 'woken' }),
  fc.constantFrom('owner', 'requester').map((whom): TicketEvent => ({ type: 'reminded', whom })),
  fc.string().map((reason): TicketEvent => ({ type: 'affirmed', reason })),
  fc.record({ code: fc.constantFrom(...RESOLUTION_CODES), summary: fc.string() }).map((fields): TicketEvent => ({ type: 'resolved', ...fields })),
  fc.string().map((reason): TicketEvent => ({ type: 'reopened', reason })),
  fc.integer({ min: 1, max: 5 }).map((stars): TicketEvent => ({ type: 'rated', stars })),
  fc.constantFrom(...TICKET_APPROVALS).map((stands): TicketEvent => ({ type: 'approval', stands, digest: 'a' })),
  fc.string().map((reason): TicketEvent => ({ type: 'withdrawn', reason })),
  fc.constant<TicketEvent>({ type: 'closed' }),
);
const story = fc.tuple(report, fc.array(happening, { maxLength: 40 }));

/** Plays the story, leaving out what is refused; `see` looks at the ticket after each event. */
function play([first, rest]: [TicketEvent, TicketEvent[]], see: (ticket: Ticket, taken: readonly TicketEvent[]) => void): Ticket {
  const taken: TicketEvent[] = [];
  return rest.reduce(
    (ticket, event) => {
      const after = attempt(ticket, event, START + (taken.length + 1) * 1000);
      if (!after) return ticket;
      taken.push(event);
      see(after, taken);
      return after;
    },
    foldTicket(undefined, { id: 1001, event: first, at: new Date(START) }),
  );
}

/** The ticket after the event; undefined when it was refused. Any other error goes on. */
function attempt(ticket: Ticket, event: TicketEvent, at: number): Ticket | undefined {
  try {
    return foldTicket(ticket, { id: 1001, event, at: new Date(at) });
  } catch (error) {
    if (error instanceof DeskError && error.userMessage.includes('T-1001')) return undefined;
    throw error;
  }
}

const nothing = () => undefined;

test('whatever happens, a ticket is one that the database would take', () => {
  fc.assert(
    fc.property(story, (events) => {
      play(events, (ticket) => {
        const done = ticket.state === 'resolved' || ticket.state === 'closed';
        expect({ new: ticket.state === 'new' && ticket.assigneeId !== null, work: ticket.state === 'in_progress' && ticket.assigneeId === null }).toEqual({
          new: false,
          work: false,
        });
        expect([ticket.resolvedAt, ticket.resolutionCode, ticket.resolution].map((field) => field !== null)).toEqual([done, done, done]);
        expect(ticket.updatedAt.getTime()).toBeGreaterThanOrEqual(ticket.createdAt.getTime());
        expect(ticket.mergedInto === null || (ticket.state === 'closed' && ticket.resolutionCode === 'duplicate' && ticket.mergedInto !== ticket.id)).toBe(
          true,
        );
        expect(ticket.approval !== 'pending' || ['new', 'in_progress', 'waiting'].includes(ticket.state)).toBe(true);
        expect(ticket.snoozedUntil === null || ticket.state === 'new' || ticket.state === 'in_progress').toBe(true);
        expect(ticket.stars === null || (ticket.stars >= 1 && ticket.stars <= 5)).toBe(true);
      });
    }),
  );
});

test('the version counts the events, and the reopenings are counted', () => {
  fc.assert(
    fc.property(story, (events) => {
      play(events, (ticket, taken) => {
        expect(ticket.version).toBe(taken.length + 1);
        expect(ticket.reopenCount).toBe(taken.filter(({ type }) => type === 'reopened').length);
        expect(ticket.updatedAt.getTime()).toBe(START + taken.length * 1000);
      });
    }),
  );
});

test('who asked, for what and when never change', () => {
  fc.assert(
    fc.property(story, (events) => {
      const whole = play(events, nothing);
      const [first] = events;
      expect({ ...first, createdAt: new Date(START) }).toMatchObject({
        requesterId: whole.requesterId,
        title: whole.title,
        urgency: whole.urgency,
        createdAt: whole.createdAt,
      });
    }),
  );
});

test('its team and its priority are the last that were given to it', () => {
  fc.assert(
    fc.property(story, (events) => {
      const [first] = events;
      const log: TicketEvent[] = [first];
      const whole = play(events, (_, taken) => void log.splice(1, log.length, ...taken));
      expect(whole.teamId).toBe(log.findLast((event) => 'teamId' in event)?.teamId);
      expect(whole.priority).toBe(log.findLast((event) => 'priority' in event)?.priority);
    }),
  );
});

test('a ticket is the same each time it is folded from its log, and its past is not changed by that', () => {
  fc.assert(
    fc.property(story, (events) => {
      const log: TicketEvent[] = [events[0]];
      const whole = play(events, (_, taken) => void log.splice(1, log.length, ...taken));
      const again = log.reduce<Ticket | undefined>((ticket, event, at) => foldTicket(ticket, { id: 1001, event, at: new Date(START + at * 1000) }), undefined);
      expect(again).toEqual(whole);
    }),
  );
});

test('what is closed or withdrawn stays so', () => {
  fc.assert(
    fc.property(story, happening, (events, last) => {
      const whole = play(events, nothing);
      fc.pre(whole.state === 'closed' || whole.state === 'withdrawn');
      expect(attempt(whole, last, START + 99_000)?.state ?? whole.state).toBe(whole.state);
    }),
  );
});
