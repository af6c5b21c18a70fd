import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { proves } from '#test/parity/proves.ts';
import { createTeamsDesk } from '#test/support/teams-desk.ts';
import { inTeams, type TeamsPeople } from '#test/support/teams-people.ts';
import { activityFrom } from '#test/support/teams/deliver.ts';
import { guidOf } from '#test/support/teams/tenant.ts';
import { numberOf } from '../../desk/helpers.ts';
import { sendRaw } from '../raw-request.ts';

let desk: Awaited<ReturnType<typeof createTeamsDesk>>;
let people: TeamsPeople;
beforeAll(async () => {
  desk = await createTeamsDesk();
  people = inTeams(desk);
});
afterAll(async () => await desk.stop());
afterEach(async () => await desk.settle());

const said = (more: Record<string, unknown> = {}) =>
  activityFrom(desk.fake.world, desk.tenant.personal('maria'), desk.tenant.user('maria'), { text: 'hello', ...more });
const stored = async () => await numberOf(desk, sql`select count(*) as n from inbox`);

test('one message that is delivered three times is answered once', async () => {
  const { maria } = people;
  const activity = said();
  const before = maria.sees(maria.dm).length;
  for (const _ of [1, 2, 3]) expect(await desk.fake.deliver(activity)).toMatchObject({ status: 200 });
  await desk.settle();
  expect(maria.sees(maria.dm)).toHaveLength(before + 1);
  proves('teams', 'once');
});

test('one press that is delivered twice is done once', async () => {
  const { maria, say, last, press } = people;
  await say(maria, maria.dm, 'my laptop does not start');
  await press(maria, maria.dm, 'I cannot work');
  const { text } = last(maria, maria.dm);
  await desk.fake.deliver(desk.fake.delivered.at(-1)?.activity ?? {});
  await desk.settle();
  expect(last(maria, maria.dm).text).toBe(text);
  expect(await numberOf(desk, sql`select count(*) as n from tickets`)).toBe(1);
});

test('what could not be kept is asked for again, and then kept', async () => {
  const before = await stored();
  await desk.database.sql`alter table inbox rename to inbox_away`;
  const activity = said({ text: 'hello again' });
  expect((await desk.fake.deliver(activity)).status).toBe(500);
  await desk.database.sql`alter table inbox_away rename to inbox`;
  expect((await desk.fake.deliver(activity, { retries: 1 })).status).toBe(200);
  expect(await stored()).toBe(before + 1);
});

test.each<[string, () => Record<string, unknown>]>([
  ['of a tenant that is not let in', () => ({ channelData: { tenant: { id: guidOf('elsewhere') } }, conversation: conversationIn(guidOf('elsewhere')) })],
  ['of two tenants at once', () => ({ channelData: { tenant: { id: guidOf('elsewhere') } } })],
  ['of two tenants the other way round', () => ({ conversation: conversationIn(guidOf('elsewhere')) })],
  ['of no tenant', () => ({ channelData: {}, conversation: conversationIn(undefined) })],
])('an activity %s is refused, and nothing of it is kept', async (_, change) => {
  const [rows, calls] = [await stored(), desk.fake.calls.length];
  expect(await desk.fake.deliver(said(change()))).toMatchObject({ status: 403, body: undefined });
  expect([await stored(), desk.fake.calls.length]).toEqual([rows, calls]);
});

function conversationIn(tenantId: string | undefined) {
  return { id: desk.tenant.personal('maria').id, conversationType: 'personal', ...(tenantId === undefined ? {} : { tenantId }) };
}

test.each([
  ['another channel', { channelId: 'webchat' }],
  ['no conversation', { conversation: {} }],
  ['an id that is none', { id: 'a b\u0000' }],
  ['a sender that is none', { from: 'maria' }],
])('an activity with %s is not read', async (_, change) => {
  const before = await stored();
  expect([400, 401]).toContain((await desk.fake.deliver(said(change))).status);
  expect(await stored()).toBe(before);
});

test('only JSON is taken, not too much of it, and only at one address', async () => {
  const token = desk.fake.keys.sign(desk.fake.keys.claims(desk.tenant.serviceUrl));
  const before = await stored();
  const post = async (body: string, type = 'application/json', url = desk.url) =>
    (await fetch(url, { method: 'POST', headers: { 'content-type': type, authorization: `Bearer ${token}` }, body })).status;
  expect(await post('{"type":')).toBe(400);
  expect(await post('[]')).toBe(400);
  expect(await post(JSON.stringify(said()), 'text/plain')).toBe(415);
  expect(await post(JSON.stringify(said()), 'application/json', desk.url.replace('messages', 'other'))).toBe(404);
  expect((await fetch(desk.url)).status).toBe(404);
  // It may be cut off before all of it has been sent.
  const big = {
    path: '/api/messages',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(said({ text: 'x'.repeat(300_000) })),
  };
  expect([413, 0]).toContain(
    await sendRaw(Number(new URL(desk.url).port), big).then(
      ({ status }) => status,
      () => 0,
    ),
  );
  expect(await stored()).toBe(before);
});

test('what Deskside does not know wants no answer: an invoke is told so, anything else is acknowledged', async () => {
  expect((await desk.fake.deliver(said({ type: 'invoke', name: 'config/fetch' }))).status).toBe(501);
  expect((await desk.fake.deliver(said({ type: 'invoke', name: 'constructor' }))).status).toBe(501);
  for (const type of ['typing', 'event', 'messageReaction', 'toString']) expect((await desk.fake.deliver(said({ type }))).status).toBe(200);
});

test('a hundred turns at once are all taken', async () => {
  const before = await stored();
  const sent = await Promise.all(Array.from({ length: 100 }, async () => await desk.fake.deliver(said({ text: 'thanks' }))));
  expect(sent.filter(({ status }) => status !== 200)).toEqual([]);
  expect(await stored()).toBe(before + 100);
});

test('whoever says too much at once is told so, and it is acknowledged all the same', async () => {
  const own = await createTeamsDesk({ limits: { personPerMinute: 2, roomPerMinute: 1000, waiting: 1000 } });
  onTestFinished(own.stop);
  const { maria, say, last } = inTeams(own);
  for (const text of ['hello', 'thanks', 'hello once more']) await say(maria, maria.dm, text);
  expect(last(maria, maria.dm).text).toContain('That was a lot at once');
  expect(own.fake.delivered.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await own.database.sql`select 1 from inbox`).toHaveLength(2);
  proves('teams', 'too-much');
});
