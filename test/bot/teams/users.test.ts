import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createConnector } from '#bot/teams/connector.ts';
import { createConversations } from '#bot/teams/conversations.ts';
import { createDeliveries } from '#bot/teams/deliveries.ts';
import { teamsConversations, teamsDeliveries } from '#bot/teams/schema.ts';
import { createUsers, describeMember } from '#bot/teams/users.ts';
import { OutsideError } from '#core/errors.ts';
import { freePort } from '#lib/free-port.ts';
import { newToken } from '#lib/ids.ts';
import { MARIA } from '#test/support/company.ts';
import { createTeamsDesk } from '#test/support/teams-desk.ts';
import type { TeamsDesk } from './meeting.ts';

let desk: TeamsDesk;
let parts: ReturnType<typeof partsOf>;
beforeEach(async () => {
  desk = await createTeamsDesk({ listens: false });
  parts = partsOf(desk);
});
afterEach(async () => {
  await desk.stop();
  await desk.database.close();
});

function partsOf({ settings, database, clock, fake }: TeamsDesk) {
  const connector = createConnector(settings, fake.stand.token);
  const conversations = createConversations({ database, clock, connector });
  const users = createUsers({ database, clock, log: pino({ level: 'silent' }), settings, connector, conversations });
  return { connector, conversations, users, deliveries: createDeliveries({ database, clock }) };
}

const fromOf = (key: string) => ({ id: desk.tenant.user(key).teamsId, aadObjectId: desk.tenant.user(key).aadObjectId });
const asked = (operation: string) => desk.fake.calls.filter((call) => call.operation === operation).length;
const whoIs = async (key: string, room = desk.general) => await parts.users.user(desk.tenant.id, room, fromOf(key));

describe('who somebody is', () => {
  test('is asked of Teams once, and again when some time has passed', async () => {
    const maria = { id: desk.tenant.user('maria').aadObjectId, teamsId: desk.tenant.user('maria').teamsId, name: 'Maria Lindqvist', email: MARIA };
    expect(await whoIs('maria')).toEqual(maria);
    expect(await whoIs('maria')).toEqual(maria);
    expect(asked('member')).toBe(1);
    desk.clock.advance(11 * 60_000);
    await whoIs('maria');
    expect(asked('member')).toBe(2);
  });

  test.each([
    ['guest', 'guest'],
    ['other', 'external'],
  ])('%s is a stranger', async (key, stranger) => {
    expect(await whoIs(key)).toMatchObject({ stranger });
  });

  test('a program and somebody of another tenant are strangers without asking; who is not in the room is one', async () => {
    expect(await parts.users.user(desk.tenant.id, desk.general, { id: '28:robot' })).toMatchObject({ stranger: 'bot' });
    expect(await parts.users.user(desk.tenant.id, desk.general, { ...fromOf('maria'), tenantId: 'elsewhere' })).toMatchObject({ stranger: 'external' });
    expect(asked('member')).toBe(0);
    expect(await whoIs('maria', desk.devices)).toMatchObject({ stranger: 'external' });
  });

  test('when Teams does not answer, what it said lately counts, for a day', async () => {
    await whoIs('maria');
    desk.fake.fault({ operation: 'member', status: 503, times: 9 });
    desk.clock.advance(60 * 60_000);
    expect(await whoIs('maria')).toMatchObject({ email: MARIA });
    desk.clock.advance(24 * 60 * 60_000);
    await expect(whoIs('maria')).rejects.toBeInstanceOf(OutsideError);
    await expect(whoIs('tom')).rejects.toBeInstanceOf(OutsideError);
  });

  test.each([
    [{ tenantId: 'here', userRole: 'user' }, undefined],
    [{ tenantId: 'here' }, undefined],
    [{ tenantId: 'here', userRole: 'guest' }, 'guest'],
    [{ tenantId: 'here', userPrincipalName: 'x_y.test#EXT#@example.test' }, 'guest'],
    [{ tenantId: 'here', userRole: 'anonymous' }, 'external'],
    [{ tenantId: 'here', userRole: 'something new' }, 'external'],
    [{ tenantId: 'elsewhere', userRole: 'user' }, 'external'],
    [{ userRole: 'user' }, 'external'],
    [{}, 'external'],
  ])('%j is %s', (said, stranger) => {
    expect(describeMember('here', { id: '29:1', ...said }).stranger).toBe(stranger);
  });
});

describe('somebody by their address', () => {
  test('is found in the rosters of teams, which are read once in a while, however often nobody is found', async () => {
    const found = await parts.users.byEmail(MARIA.toUpperCase());
    expect(found).toMatchObject({ tenant: desk.tenant.id, user: { id: desk.tenant.user('maria').aadObjectId, email: MARIA } });
    expect(asked('members')).toBe(2);
    for (let n = 0; n < 5; n += 1) expect(await parts.users.byEmail('nobody@example.test')).toBeUndefined();
    expect(asked('members')).toBe(2);
    desk.clock.advance(11 * 60_000);
    await parts.users.byEmail('nobody@example.test');
    expect(asked('members')).toBe(4);
  });

  test('is nobody who is a stranger, and nobody of a tenant that is not let in', async () => {
    expect(await parts.users.byEmail('guest@elsewhere.test')).toBeUndefined();
    expect(await parts.users.byEmail('other@elsewhere.test')).toBeUndefined();
    const closed = createUsers({ ...desk, ...parts, log: pino({ level: 'silent' }), settings: { ...desk.settings, tenants: ['another'] } });
    expect(await closed.byEmail(MARIA)).toBeUndefined();
  });

  test('is not said to be unknown when a roster could not be read', async () => {
    desk.fake.fault({ operation: 'members', status: 502, code: 'ServiceError', conversation: desk.general });
    await expect(parts.users.byEmail('nobody@example.test')).rejects.toMatchObject({ outcome: 'not_done' });
    expect(await parts.users.byEmail(MARIA)).toBeDefined();
  });

  test('everybody of a large team is learned, page by page', async () => {
    for (let n = 0; n < 1200; n += 1) {
      desk.tenant.addUser({ key: `p${n}`, name: `P ${n}`, email: `p${n}@example.test` });
      desk.tenant.team('everybody').members.add(desk.tenant.user(`p${n}`).aadObjectId);
    }
    expect(await parts.users.byEmail('p1199@example.test')).toBeDefined();
    expect(asked('members')).toBe(4);
  });
});

describe('where to speak', () => {
  const rows = async () => await desk.database.db.select().from(teamsConversations).where(eq(teamsConversations.kind, 'personal'));
  const mariasId = () => desk.tenant.user('maria').aadObjectId;

  test('a personal chat is opened once, by everybody’s word the same', async () => {
    await parts.users.byEmail(MARIA);
    const ids = [await parts.conversations.personal(desk.tenant.id, mariasId()), await partsOf(desk).conversations.personal(desk.tenant.id, mariasId())];
    expect(new Set(ids).size).toBe(1);
    expect(asked('create')).toBe(1);
  });

  test('whoever put the app in again has one chat, the new one', async () => {
    const chat = (id: string) =>
      ({ tenant: desk.tenant.id, id, kind: 'personal', serviceUrl: desk.tenant.serviceUrl, userId: mariasId(), teamId: undefined }) as const;
    await parts.conversations.remember(chat('a:old'));
    await parts.conversations.close(desk.tenant.id, 'a:old');
    await expect(parts.conversations.spot(desk.tenant.id, { room: 'a:old' })).rejects.toMatchObject({ unreachable: 'I was removed from it' });
    await parts.conversations.remember(chat('a:new'));
    expect(await rows()).toMatchObject([{ id: 'a:new', state: 'open' }]);
    await parts.conversations.close(desk.tenant.id, 'a:new');
    await parts.conversations.remember(chat('a:new'));
    expect(await parts.conversations.personal(desk.tenant.id, mariasId())).toBe('a:new');
  });

  test('what is not known is said: a person, a chat, a tenant', async () => {
    const { conversations } = parts;
    await expect(conversations.personal(desk.tenant.id, 'nobody')).rejects.toMatchObject({
      lasting: true,
      unreachable: expect.stringContaining('have not written to me') as string,
    });
    await expect(conversations.spot(desk.tenant.id, { room: 'a:never' })).rejects.toMatchObject({ unreachable: 'I was never added to it' });
    await expect(conversations.spot('elsewhere', { room: '19:x@thread.tacv2' })).rejects.toMatchObject({
      unreachable: expect.stringContaining('not been added') as string,
    });
  });

  test('a channel that nothing was said in yet is reached through the connector of its tenant; threads are channels’ own', async () => {
    const spot = await parts.conversations.spot(desk.tenant.id, { room: '19:quiet@thread.tacv2', thread: '17' });
    expect(spot).toEqual({ serviceUrl: desk.tenant.serviceUrl, conversation: '19:quiet@thread.tacv2;messageid=17' });
    await parts.users.byEmail(MARIA);
    const room = await parts.conversations.personal(desk.tenant.id, mariasId());
    expect((await parts.conversations.spot(desk.tenant.id, { room, thread: '17' })).conversation).toBe(room);
  });

  test('a person without the app cannot be reached, and that is said in words', async () => {
    await parts.users.byEmail(MARIA);
    desk.tenant.user('maria').hasApp = false;
    await expect(parts.conversations.personal(desk.tenant.id, mariasId())).rejects.toMatchObject({
      lasting: true,
      unreachable: 'they do not have my app in Teams',
    });
  });
});

describe('the connector', () => {
  const spot = (serviceUrl: string) => ({ serviceUrl, conversation: desk.devices });

  test('shows its token to nobody but Teams', async () => {
    for (const url of ['https://evil.example/', desk.fake.stand.files, 'http://127.0.0.1:1/'])
      await expect(parts.connector.post(spot(url), { type: 'message' })).rejects.toMatchObject({ outcome: 'not_done', lasting: true });
    expect(desk.fake.calls).toEqual([]);
  });

  test('without a token nothing is called, and it is tried again later', async () => {
    const connector = createConnector(desk.settings, async () => await Promise.reject(new Error('secret expired')));
    await expect(connector.post(spot(desk.tenant.serviceUrl), {})).rejects.toMatchObject({
      outcome: 'not_done',
      lasting: false,
      message: expect.not.stringContaining('secret') as string,
    });
    expect(desk.fake.calls).toEqual([]);
  });

  test('a connector that nobody listens at was not asked: nothing was done', async () => {
    const service = `http://127.0.0.1:${await freePort()}`;
    const connector = createConnector({ ...desk.settings, stand: { ...desk.fake.stand, service } }, desk.fake.stand.token);
    await expect(connector.post(spot(service), {})).rejects.toMatchObject({ outcome: 'not_done', lasting: false });
  });
});

test('what was given to Teams is kept for two days', async () => {
  const [old, young] = [newToken(), newToken()];
  await parts.deliveries.once(old, async () => await Promise.resolve('1'));
  desk.clock.advance(47 * 60 * 60_000);
  await parts.deliveries.once(young, async () => await Promise.resolve('2'));
  await parts.deliveries.sweep();
  expect(await parts.deliveries.find(old)).toBe('1');
  desk.clock.advance(2 * 60 * 60_000);
  await parts.deliveries.sweep();
  expect(await parts.deliveries.find(old)).toBeUndefined();
  expect(await desk.database.db.select({ key: teamsDeliveries.key }).from(teamsDeliveries)).toEqual([{ key: young }]);
});
