import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '#bot/browser/api.ts';
import { eventsOf, findTicket, messagesOf } from '#store/tickets.ts';
import { direct } from '#test/support/client.ts';
import { LEE, MARIA, PRIYA, SAM, TOM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { browserEvent, bypassEdge, lastAudit, report, type TestDesk } from './helpers.ts';

/** Maria's ticket is with the Devices team, in which Sam has taken it and Priya has not. */
let desk: TestDesk;
let subject: string;
beforeAll(async () => {
  desk = await createTestDesk();
  subject = String(await report(desk, 'my laptop has a loud fan'));
  await desk.act(SAM, 'devices', { action: 'ticket.claim', subject });
  for (const somebody of [TOM, LEE, PRIYA]) await desk.say(somebody, direct(somebody), 'hello');
});

const TEXT = { text: 'words that must not arrive' };
const FORMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  same: { same: 'yes', summary: 'words that must not arrive' },
  add: TEXT,
  withdraw: { reason: 'words that must not arrive' },
  reopen: { reason: 'words that must not arrive' },
  reply: TEXT,
  note: TEXT,
  ask: TEXT,
  resolve: { code: 'fixed', summary: 'words that must not arrive' },
};
const ONLY_REQUESTER = 'Only the person who asked can do this.';
const ONLY_TEAM = 'Only members of the team that works on this can do it.';
const ONLY_ASSIGNEE = 'Only the person who has taken this can do it.';

const CELLS = [
  ...['same', 'add', 'withdraw', 'reopen', 'rate'].flatMap((action) => [SAM, PRIYA, LEE, TOM].map((who) => ({ action, who, why: ONLY_REQUESTER }))),
  ...['claim', 'reply', 'note', 'ask', 'resolve'].flatMap((action) => [MARIA, LEE, TOM].map((who) => ({ action, who, why: ONLY_TEAM }))),
  ...[MARIA, PRIYA, LEE, TOM].map((who) => ({ action: 'hand_back', who, why: ONLY_ASSIGNEE })),
];

describe.each(CELLS)('ticket.$action pressed by $who', ({ action: name, who, why }) => {
  const action = `ticket.${name}`;
  const refused = () => ({ actor: `browser/local/${who}`, action, subject, outcome: 'refused', reason: why, person_id: expect.anything() as unknown });

  test('is refused at the edge, before any form opens, and audited', async () => {
    const before = await everything();
    const { status, body } = await desk.call<Problem>(who, `/rooms/${direct(who)}/actions`, { action, subject, value: '5' });
    expect({ status, body }).toEqual({ status: 403, body: { error: why } });
    expect(await lastAudit(desk)).toMatchObject(refused());
    expect(await everything()).toEqual(before);
  });

  test('is refused by the worker as well, when it gets past the edge', async () => {
    const before = await everything();
    const values = FORMS[name];
    const ref = { action, subject, value: '5' };
    const event = values === undefined ? browserEvent(who, { type: 'action', ...ref } as const) : browserEvent(who, { type: 'form', ...ref, values } as const);
    await bypassEdge(desk, event);
    expect((await desk.last(who, direct(who))).text).toBe(why);
    expect(await lastAudit(desk)).toMatchObject(refused());
    expect(await everything()).toEqual(before);
  });
});

test('a stranger to the ticket cannot write into the thread under its card', async () => {
  const before = await everything();
  const [card] = await desk.database.db.execute<{ message_id: string }>(sql`select message_id from posted_cards where team_id is not null`);
  const address = { platform: 'browser', workspace: 'local', room: 'devices', thread: card?.message_id ?? '' };
  await bypassEdge(desk, browserEvent(TOM, { type: 'message', messageId: '1', text: 'words that must not arrive', roomKind: 'channel', address } as const));
  expect(await lastAudit(desk)).toMatchObject({ action: 'message', outcome: 'refused', reason: ONLY_TEAM });
  expect(await everything()).toEqual(before);
});

test('nobody has read any of it', async () => {
  const [{ count } = { count: -1 }] = await desk.database.db.execute<{ count: number }>(
    sql`select count(*)::int as count from browser_messages where text || coalesce(card::text, '') like '%must not arrive%'`,
  );
  expect(count).toBe(0);
});

/** All that is known about the ticket. */
async function everything() {
  const { db } = desk.database;
  return { ticket: await findTicket(db, Number(subject)), events: await eventsOf(db, Number(subject)), messages: await messagesOf(db, Number(subject)) };
}
