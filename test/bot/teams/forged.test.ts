import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { activityFrom } from '#test/support/teams/deliver.ts';
import type { Json } from '#test/support/teams/state.ts';
import { createTeamsDesk } from '#test/support/teams-desk.ts';
import { sendRaw, type RawAnswer, type RawRequest } from '../raw-request.ts';
import { FORGERIES, forgeriesWith } from './forgeries.ts';

/** `FORGED_SEED=…` replays a run. */
const SEED = Number(process.env['FORGED_SEED'] ?? Date.now() % 1_000_000_007);
const NUMBER = 1000;
const REPLAYED = 50;
const PATH = '/api/messages';
const ELSEWHERE = '99999999-9999-4999-8999-999999999999';
const EVIL = 'https://evil.example/';

let desk: Awaited<ReturnType<typeof createTeamsDesk>>;
let port: number;
const unhandled: unknown[] = [];
const onRejection = (reason: unknown) => void unhandled.push(reason);
const written: unknown[] = [];
beforeAll(async () => {
  desk = await createTeamsDesk();
  port = Number(new URL(desk.url).port);
  process.on('unhandledRejection', onRejection);
  for (const name of ['log', 'info', 'warn', 'error'] as const) vi.spyOn(console, name).mockImplementation((...args) => void written.push(args));
});
afterAll(async () => {
  vi.restoreAllMocks();
  process.off('unhandledRejection', onRejection);
  await desk.stop();
  await desk.database.close();
});

const sign = (serviceUrl: string) => `Bearer ${desk.fake.keys.sign(desk.fake.keys.claims(serviceUrl))}`;

/** What Maria would send: words, a press, a form, a change, or the app's arrival. */
function genuine(dice: number): Json {
  const { world } = desk.fake;
  const kinds: readonly Json[] = [
    { type: 'message', text: `my laptop does not start, ${dice}` },
    { type: 'messageUpdate', text: 'changed', channelData: { eventType: 'editMessage', tenant: { id: desk.tenant.id } } },
    { type: 'invoke', name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute', verb: 'ticket.claim', data: {} } } },
    { type: 'invoke', name: 'task/fetch', value: { data: {} } },
    { type: 'invoke', name: 'composeExtension/fetchTask', value: { commandId: 'create_ticket' } },
    { type: 'installationUpdate', action: 'add' },
    { type: 'conversationUpdate', membersAdded: [{ id: `28:${desk.fake.appId}` }] },
  ];
  return activityFrom(world, desk.tenant.personal('maria'), desk.tenant.user('maria'), kinds[dice % kinds.length] ?? {});
}

const posted = (activity: Json, authorization: string, headers: Record<string, string> = {}): RawRequest => ({
  path: PATH,
  body: JSON.stringify(activity),
  headers: { 'content-type': 'application/json; charset=utf-8', ...(authorization === '' ? {} : { authorization }), ...headers },
});
const serviceOf = (activity: Json) => String(activity['serviceUrl']);

type Forge = (given: Json, dice: number) => RawRequest;

/** Signed by Microsoft, and still not for us: another company's, one that does not know where it is from, or one that sends us elsewhere. */
const ALTERED: Readonly<Record<string, Forge>> = {
  'of a tenant that is not let in': (given) => signed(inTenant(given, ELSEWHERE, ELSEWHERE)),
  'of a tenant that is not let in, by its conversation': (given) => signed(inTenant(given, desk.tenant.id, ELSEWHERE)),
  'of a tenant that is not let in, by its channel data': (given) => signed(inTenant(given, ELSEWHERE, desk.tenant.id)),
  'of no tenant': (given) => signed(inTenant(given, undefined, undefined)),
  'of a service that is not Microsoft’s': (given) => signed({ ...given, serviceUrl: EVIL }),
  'of a service whose name begins like ours': (given) => signed({ ...given, serviceUrl: 'http://127.0.0.1.evil.example/' }),
  'of a service with somebody’s name before ours': (given) => signed({ ...given, serviceUrl: serviceOf(given).replace('http://', 'http://me@') }),
};

/** Neither is a request of Teams' at all. */
const UNREADABLE: Readonly<Record<string, Forge>> = {
  'that is no JSON': (given, dice) => ({ ...posted(given, sign(serviceOf(given))), body: JSON.stringify(given).slice(0, 1 + (dice % 40)) }),
  'that is a list': (given) => ({ ...posted(given, sign(serviceOf(given))), body: JSON.stringify([given]) }),
  'that is nothing': (given) => ({ ...posted(given, sign(serviceOf(given))), body: 'null' }),
  'that is too large': (given) => posted({ ...given, text: 'x'.repeat(300_000) }, sign(serviceOf(given))),
  'that calls itself something else': (given) => posted(given, sign(serviceOf(given)), { 'content-type': 'text/plain' }),
  'with a sender that is none': (given) => signed({ ...given, from: { id: 5 } }),
  'with a conversation that is none': (given) => signed({ ...given, conversation: null }),
  'that was asked for': (given) => ({ path: PATH, method: 'GET', headers: { authorization: sign(serviceOf(given)) } }),
  'to another address': (given) => ({ ...posted(given, sign(serviceOf(given))), path: '/api/other' }),
};

function signed(activity: Json): RawRequest {
  return posted(activity, sign(serviceOf(activity)));
}

function inTenant(given: Json, ofData: string | undefined, ofConversation: string | undefined): Json {
  const conversation = { ...(given['conversation'] as Json), tenantId: ofConversation };
  return { ...given, conversation, channelData: { ...(given['channelData'] as Json), tenant: ofData === undefined ? undefined : { id: ofData } } };
}

/** One letter of the token is another: of its header, payload or signature. */
function withLetterChanged(given: Json, dice: number): RawRequest {
  const token = sign(serviceOf(given)).slice('Bearer '.length);
  const at = dice % token.length;
  return posted(given, `Bearer ${token.slice(0, at)}${token[at] === 'x' ? 'y' : 'x'}${token.slice(at + 1)}`);
}

/** All that could have been kept of it. */
async function kept() {
  const [row] = await desk.database.db.execute(sql`select
    (select count(*)::int from inbox) as inbox, (select count(*)::int from outbox) as outbox, (select count(*)::int from tickets) as tickets,
    (select count(*)::int from posted_cards) as cards, (select count(*)::int from identities) as identities, (select count(*)::int from audit) as audit,
    (select count(*)::int from teams_users) as users, (select count(*)::int from teams_conversations) as conversations,
    (select count(*)::int from teams_deliveries) as deliveries`);
  return row;
}

const send = async (request: RawRequest): Promise<RawAnswer> => await sendRaw(port, request);

test(`${NUMBER} forged, altered and unreadable requests: none is taken, nothing is kept, nothing is written to the terminal`, async () => {
  const forgeries = forgeriesWith(desk.fake, desk.tenant.serviceUrl);
  const tokens = Object.fromEntries(
    FORGERIES.map((name) => [name, (given: Json) => (({ authorization, activity }) => posted(activity, authorization))(forgeries[name](given))]),
  );
  const all: (readonly [name: string, forge: Forge, statuses: readonly number[]])[] = [
    ...Object.entries<Forge>({ ...tokens, 'with a letter of its token changed': withLetterChanged }).map(([name, forge]) => [name, forge, [401]] as const),
    ...Object.entries(ALTERED).map(([name, forge]) => [name, forge, [403]] as const),
    ...Object.entries(UNREADABLE).map(([name, forge]) => [name, forge, [400, 404, 405, 413, 415]] as const),
  ];
  const dice = fc.sample(fc.nat(), { numRuns: NUMBER, seed: SEED });
  // What has been asked for once is not asked for again, whatever is forged after.
  expect((await send(signed(genuine(0)))).status).toBe(200);
  await desk.settle();
  const before = await kept();
  const asked = { ...desk.fake.keys.asked };
  const wrong: unknown[] = [];
  for (let at = 0; at < NUMBER; at += 20) {
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const number = dice[at + index] ?? 0;
        const [name, forge, statuses] = all[(at + index) % all.length] as (typeof all)[number];
        const answer = await send(forge(genuine(number), number));
        if (!statuses.includes(answer.status) || answer.body !== '') wrong.push({ name, number, seed: SEED, answer });
      }),
    );
  }
  expect(wrong).toEqual([]);
  await desk.settle();
  expect(await kept()).toEqual(before);
  expect(desk.fake.keys.asked).toEqual(asked);
  expect({ written, unhandled }).toEqual({ written: [], unhandled: [] });
}, 120_000);

test('a true request among forged ones is taken, each once, however often it comes', async () => {
  const before = await kept();
  const requests = Array.from({ length: REPLAYED }, (_, at) => signed(genuine(at * 7)));
  const statuses = new Set<number>();
  // No more in a minute than one person may say.
  for (const request of requests.slice(0, 20)) for (let time = 0; time < 3; time += 1) statuses.add((await send(request)).status);
  expect([...statuses]).toEqual([200]);
  await desk.settle();
  expect(Number((await kept())?.['inbox']) - Number(before?.['inbox'])).toBe(20);
}, 60_000);

test.each(['guest', 'other'] as const)('what a %s writes is answered, and nothing of it reaches a team', async (key) => {
  const before = await kept();
  const activity = activityFrom(desk.fake.world, desk.tenant.personal(key), desk.tenant.user(key), { text: 'my laptop does not start' });
  expect((await send(signed(activity))).status).toBe(200);
  await desk.settle();
  const { inbox, tickets, identities } = (await kept()) ?? {};
  expect({ inbox, tickets, identities }).toEqual({ inbox: before?.['inbox'], tickets: before?.['tickets'], identities: before?.['identities'] });
  proves('teams', 'guests-refused');
});

test('while Microsoft’s keys cannot be had, true and forged alike are asked to come again', async () => {
  // A desk of its own: the keys have not been read yet.
  const fresh = await createTeamsDesk();
  const fault = fresh.fake.fault({ operation: 'metadata', status: 503, times: 100 });
  try {
    const activity = activityFrom(fresh.fake.world, fresh.tenant.personal('maria'), fresh.tenant.user('maria'), { text: 'hello' });
    const done = await fresh.fake.deliver(activity);
    expect({ status: done.status, body: done.body }).toMatchObject({ status: 503 });
    expect(JSON.stringify(done.body ?? '')).not.toContain('Error');
    fault.end();
  } finally {
    await fresh.stop();
    await fresh.database.close();
  }
});
