import { expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { foldTicket } from '#rules/ticket-fold.ts';
import type { Ticket } from '#core/ticket.ts';
import { eventsOf, findTicket } from '#store/tickets.ts';
import { MARIA, PRIYA, SAM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { playFaultReport } from '#test/support/journey.ts';

const cast = {
  employee: { email: MARIA, name: 'Maria Lindqvist' },
  agent: { email: SAM, name: 'Sam Okafor' },
  colleague: { email: PRIYA },
  channel: 'devices',
};

test('a fault report is claimed, answered, resolved, reopened and rated', async () => {
  const desk = await createTestDesk();
  await playFaultReport(desk, cast);

  const events = await eventsOf(desk.database.db, 1001);
  expect(events.map(({ event }) => event.type)).toEqual([
    'reported',
    'claimed',
    'replied',
    'replied',
    'noted',
    'asked',
    'replied',
    'resolved',
    'reopened',
    'resolved',
    'rated',
  ]);
  const folded = events.reduce<Ticket | undefined>((ticket, { event, at }) => foldTicket(ticket, { id: 1001, event, at }), undefined);
  expect(await findTicket(desk.database.db, 1001)).toEqual(folded);
  proves('browser', 'report-in-words', 'one-card', 'triage-card', 'claim-by-button', 'second-claim-told', 'reply-in-thread', 'answer-agent', 'private-note');
  proves('browser', 'ask', 'resolve', 'reopen', 'rate', 'names');
});
