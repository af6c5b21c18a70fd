import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import type { Accepted } from '#bot/browser/api.ts';
import { OutsideError } from '#core/errors.ts';
import { direct } from '#test/support/client.ts';
import { MARIA, PRIYA, SAM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { runAll, waitIsOver, workerThatPosts, type TestDesk } from './helpers.ts';

let desk: TestDesk;
/** Rooms that take nothing any more, each with the reason. */
let closed: Map<string, OutsideError>;
beforeEach(async () => {
  desk = await createTestDesk();
  closed = new Map();
});
afterEach(async () => await desk.database.close());

const lasting = (unreachable?: string) => new OutsideError('refused', { outcome: 'not_done', lasting: true, unreachable });
const ARCHIVED = 'it is archived';

async function settle(): Promise<void> {
  const check = (room: string) => {
    const error = closed.get(room);
    if (error) throw error;
  };
  const worker = workerThatPosts(desk, ({ send, update }) => ({
    send: async (to, ...rest) => (check(to.room), await send(to, ...rest)),
    update: async (at, ...rest) => (check(at.room), await update(at, ...rest)),
  }));
  for (let round = 0; round < 8; round += 1) {
    await runAll(worker);
    await waitIsOver(worker);
  }
}

const act = async (as: string, room: string, route: string, body: object) => {
  expect(await desk.call<Accepted>(as, `/rooms/${room}/${route}`, body)).toMatchObject({ status: 202 });
  await settle();
};
const report = async (summary: string) =>
  await act(MARIA, direct(MARIA), 'forms', { action: 'ticket.report', value: 'checked', values: { summary, urgency: 'slowed' } });
const claim = async (subject = '1001') => await act(SAM, 'devices', 'actions', { action: 'ticket.claim', subject });
const write = async (text: string) => await act(MARIA, direct(MARIA), 'forms', { action: 'ticket.add', subject: '1001', values: { text } });
const sent = async (as: string, room: string, thread?: number) => (await desk.read(as, room, thread)).map(({ text }) => text);
/** What stands under a card of the team. */
const inThread = async (at: number) => (await sent(SAM, 'devices', (await desk.read(SAM, 'devices'))[at]?.id)).slice(1);
const dead = async () => await desk.database.db.execute(sql`select kind, last_error from outbox where state = 'dead' order by seq`);

describe('a requester whom nothing reaches', () => {
  const TOLD = `I cannot reach Maria Lindqvist in chat: ${ARCHIVED}. Please use another way, such as a call.`;

  test('is told of in the ticket’s thread, once, however often their card would change', async () => {
    closed.set(direct(MARIA), lasting(ARCHIVED));
    await report('my laptop is loud');
    expect(await inThread(0)).toEqual([TOLD]);
    await claim();
    expect((await dead()).length).toBeGreaterThan(1);
    expect((await inThread(0)).filter((text) => text === TOLD)).toHaveLength(1);
    proves('browser', 'undelivered');
  });

  test('is told of again for another reason, and in the thread of each of their tickets', async () => {
    closed.set(direct(MARIA), lasting(ARCHIVED));
    await report('my laptop is loud');
    await report('my laptop smells');
    expect([await inThread(0), await inThread(1)]).toEqual([[TOLD], [TOLD]]);
    closed.set(direct(MARIA), lasting('their account is off'));
    await claim();
    expect(await inThread(0)).toContain(TOLD.replace(ARCHIVED, 'their account is off'));
    expect(await inThread(1)).toEqual([TOLD]);
  });

  test.each([
    ['23 hours', 0],
    ['25 hours', 1],
  ] as const)('is told of again a day after: when it was said %s ago, %i times', async (ago, times) => {
    await desk.database.db.execute(sql`
      insert into audit (at, actor, action, subject, outcome, reason)
      select now() - ${ago}::interval, 'desk', 'ticket.undelivered', 'person ' || id || ' for T-1001', 'refused', ${ARCHIVED} from people where email = ${MARIA}`);
    closed.set(direct(MARIA), lasting(ARCHIVED));
    await report('my laptop is loud');
    expect(await inThread(0)).toEqual(Array.from({ length: times }, () => TOLD));
  });

  test('is not told of when it was this one message that the platform did not want', async () => {
    closed.set(direct(MARIA), lasting());
    await report('my laptop is loud');
    expect(await dead()).toEqual([{ kind: 'card', last_error: 'refused' }]);
    expect(await inThread(0)).toEqual([]);
  });
});

test('whoever has a private ticket and cannot be reached is told of to the team’s leads, and not in its thread', async () => {
  for (const email of [SAM, PRIYA]) await desk.say(email, direct(email), 'hello');
  await report('This is confidential: my laptop shows odd mails');
  await act(PRIYA, 'devices', 'actions', { action: 'ticket.claim', subject: '1001' });
  closed.set(direct(PRIYA), lasting(ARCHIVED));
  await write('There are more of them');
  expect(await sent(SAM, direct(SAM))).toContain(`T-1001: I cannot reach Priya Raman in chat: ${ARCHIVED}. Please use another way, such as a call.`);
  expect(await inThread(0)).toEqual([]);
});

describe('a team’s channel that takes nothing any more', () => {
  const TOLD = /^The channel of Devices \(devices\) does not take my messages any more: it is archived\. .*unarchive it or invite me again.*deskside channel/;
  const told = async (as: string) => (await sent(as, direct(as))).filter((text) => TOLD.test(text));

  test('is told to the team’s leads in direct messages, once, however many tickets come', async () => {
    closed.set('devices', lasting(ARCHIVED));
    await report('my laptop is loud');
    await report('my laptop smells');
    expect((await dead()).map(({ kind }) => kind)).toEqual(['card', 'card']);
    expect([await told(SAM), await told(PRIYA)].map(({ length }) => length)).toEqual([1, 0]);
  });

  test('is told to everybody in a team without leads', async () => {
    await desk.database.db.execute(sql`update team_members set is_lead = false`);
    closed.set('devices', lasting(ARCHIVED));
    await report('my laptop is loud');
    expect([await told(SAM), await told(PRIYA)].map(({ length }) => length)).toEqual([1, 1]);
  });

  test('is noticed by words that go into a thread there, too', async () => {
    await report('my laptop is loud');
    await claim();
    // The card itself can still be redrawn: only what is new is refused.
    const worker = workerThatPosts(desk, ({ send }) => ({
      send: async (to, ...rest) => (to.room === 'devices' ? await Promise.reject(lasting(ARCHIVED)) : await send(to, ...rest)),
    }));
    expect(await desk.call(MARIA, `/rooms/${direct(MARIA)}/forms`, { action: 'ticket.add', subject: '1001', values: { text: 'and it smells' } })).toMatchObject(
      { status: 202 },
    );
    await runAll(worker);
    expect(await told(SAM)).toHaveLength(1);
  });
});

test('where what tells of it does not arrive either, nobody is told of that: it ends', async () => {
  for (const room of [direct(MARIA), 'devices', direct(SAM)]) closed.set(room, lasting(ARCHIVED));
  await report('my laptop is loud');
  const first = await desk.database.db.execute(
    sql`select kind, state, payload -> 'tellsOfLoss' as tells from outbox where kind in ('post', 'card') order by kind, seq`,
  );
  expect(first.filter(({ tells }) => tells === true)).toHaveLength(2);
  expect(first.filter(({ kind }) => kind === 'card')).toHaveLength(2);
  await write('hello?');
  const [counted] = await desk.database.db.execute(sql`select count(*)::int as n from outbox where payload ->> 'tellsOfLoss' = 'true'`);
  expect(counted).toEqual({ n: 2 });
  // The thread does not exist, so the word in it is tried a few times before it is given up.
  const [open] = await desk.database.db.execute(sql`select count(*)::int as n from outbox where state = 'ready' and kind <> 'timer'`);
  expect(open).toEqual({ n: 0 });
});
