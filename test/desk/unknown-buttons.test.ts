import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Accepted, MessageView, Problem } from '#bot/browser/api.ts';
import { eventsOf } from '#store/tickets.ts';
import { direct } from '#test/support/client.ts';
import { MARIA, SAM, TOM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { browserEvent, bypassEdge, lastAudit, report, rowCounts, type TestDesk } from './helpers.ts';

let desk: TestDesk;
let ticket: number;
beforeAll(async () => {
  desk = await createTestDesk();
  ticket = await report(desk, 'the fan is loud');
});

describe('a button that does not exist', () => {
  const names = [
    'ticket.constructor',
    '__proto__.x',
    'ticket.__proto__',
    'constructor.name',
    'ticket.',
    '.',
    'ticket',
    'desk.toString',
    'ticket.claim.x',
    ' ticket.claim',
    'TICKET.CLAIM',
    '工单',
  ];

  test.each(names)('%j is refused in words, audited, and changes nothing', async (action) => {
    const before = await rowCounts(desk);
    const { status, body } = await desk.call<Problem>(SAM, '/rooms/devices/actions', { action, subject: String(ticket) });
    expect({ status, body }).toEqual({ status: 403, body: { error: 'I do not know that button. It may be from an older version.' } });
    expect(await rowCounts(desk)).toEqual(before);
    expect(await lastAudit(desk)).toMatchObject({ actor: `browser/local/${SAM}`, action, outcome: 'refused', reason: `unknown action ${action}` });
  });

  test.each(names)('%j says so as well when it got past the edge', async (action) => {
    const events = await eventsOf(desk.database.db, ticket);
    await bypassEdge(desk, browserEvent(SAM, { type: 'action', action, subject: String(ticket) } as const));
    expect((await desk.last(SAM, direct(SAM))).text).toBe('I do not know that button.');
    expect(await eventsOf(desk.database.db, ticket)).toEqual(events);
  });
});

describe('a button for something that is not there', () => {
  test.each(['9999', '0', '-1', '1e3', 'T-', '', '1001; drop table tickets', '99999999999999999999', '__proto__'])(
    'ticket %j cannot be claimed',
    async (subject) => {
      const before = await rowCounts(desk);
      const { status, body } = await desk.call<Problem>(SAM, '/rooms/devices/actions', { action: 'ticket.claim', subject });
      expect(status).toBe(subject === '' ? 400 : 403);
      expect(body.error).toMatch(subject === '' ? /subject/ : /^I cannot find what this button belongs to\.$/);
      expect(await rowCounts(desk)).toEqual(before);
    },
  );
});

describe('a button of somebody else’s talk with the desk', () => {
  let question: MessageView;
  beforeEach(async () => {
    await desk.say(MARIA, direct(MARIA), 'never mind');
    await desk.say(MARIA, direct(MARIA), 'my laptop does not start');
    question = await desk.last(MARIA, direct(MARIA));
  });

  test.each(['desk.answer', 'desk.stop'])('%s with their question’s id answers nothing', async (action) => {
    const subject = question.buttons[0]?.ref.subject ?? '';
    await desk.act(TOM, direct(TOM), { action, subject, value: 'blocked' });
    expect((await desk.last(TOM, direct(TOM))).text).toBe('That question has been answered already.');
    expect(await desk.last(MARIA, direct(MARIA))).toEqual(question);
    await desk.click(MARIA, direct(MARIA), 'Never mind');
    expect((await desk.last(MARIA, direct(MARIA))).text).toMatch(/I have dropped it/);
  });

  test('desk.mean with their request’s id does not show or use what they wrote', async () => {
    const { body } = await desk.call<Accepted>(MARIA, `/rooms/${direct(MARIA)}/messages`, { text: 'the salary list is open to everybody' });
    await desk.settle();
    const before = await rowCounts(desk);
    await desk.act(TOM, direct(TOM), { action: 'desk.mean', subject: body.requestId, value: 'ticket.create' });
    expect((await desk.last(TOM, direct(TOM))).text).toBe('I no longer have what you wrote then. Please write it again.');
    expect(await rowCounts(desk)).toMatchObject({ tickets: before?.['tickets'], messages: before?.['messages'] });
  });

  test.each(['nonsense', 'constructor', '__proto__', ''])('desk.mean with %j as what was meant is answered in words', async (value) => {
    const said = await desk.say(TOM, direct(TOM), 'xyzzy plugh');
    await desk.act(TOM, direct(TOM), { action: 'desk.mean', subject: said.requestId, value });
    expect((await desk.last(TOM, direct(TOM))).text).toBe('I no longer have what you wrote then. Please write it again.');
  });
});
