import { sql } from 'drizzle-orm';
import { createHmac } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { setFlagsFromString } from 'node:v8';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { createSlackDesk, DEVICES, WORKSPACE } from '#test/support/slack-desk.ts';
import { numberOf } from '../../desk/helpers.ts';
import { sendRaw, type RawAnswer, type RawRequest } from '../raw-request.ts';

/** `FORGED_SEED=…` replays a run. */
const SEED = Number(process.env['FORGED_SEED'] ?? Date.now() % 1_000_000_007);
const FORGERIES = 2000;
const REPLAYED = 200;
const PATH = '/slack/events';
const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const FIVE_MEGABYTES = JSON.stringify({ type: 'event_callback', filler: 'x'.repeat(5 * 1024 * 1024) });

let desk: Awaited<ReturnType<typeof createSlackDesk>>;
let [port, secret, room] = [0, '', ''];
const rejections: unknown[] = [];
const onRejection = (reason: unknown) => void rejections.push(reason);
beforeAll(async () => {
  desk = await createSlackDesk();
  [port, secret, room] = [Number(new URL(desk.url).port), desk.slack.app.signingSecret, desk.workspace.as('UMARIA').dm];
  process.on('unhandledRejection', onRejection);
  // A ticket, for what is pressed.
  await send(signed(genuine('submission')));
  await desk.settle();
});
afterAll(async () => {
  process.off('unhandledRejection', onRejection);
  await desk.stop();
  await desk.database.close();
});

/** What Slack would send. */
interface Genuine {
  readonly type: string;
  readonly body: string;
}

let count = 0;
const GENUINE: Readonly<Record<string, () => Genuine>> = {
  event: () => {
    const ts = `1700000000.${String((count += 1)).padStart(6, '0')}`;
    const event = { type: 'message', channel: room, channel_type: 'im', user: 'UMARIA', text: 'hello', ts, event_ts: ts };
    const authorizations = [{ enterprise_id: null, team_id: WORKSPACE, user_id: desk.workspace.botUserId, is_bot: true, is_enterprise_install: false }];
    const envelope = {
      type: 'event_callback',
      team_id: WORKSPACE,
      api_app_id: desk.slack.app.id,
      event_id: `Ev${count}`,
      event_time: 1,
      event,
      authorizations,
    };
    return { type: JSON_TYPE, body: JSON.stringify(envelope) };
  },
  press: () => interaction('USAM', { type: 'block_actions', container: { channel_id: DEVICES, message_ts: '1700000000.000001' }, actions: [claim(1001)] }),
  submission: () => interaction('UMARIA', { type: 'view_submission', view: { id: `V${count}`, hash: '1.a', ...filledReport(`fault ${count}`) } }),
  command: () => {
    count += 1;
    const fields = { command: '/it', text: 'hello', user_id: 'UMARIA', team_id: WORKSPACE, channel_id: room, trigger_id: `${count}.1.a` };
    return { type: FORM_TYPE, body: new URLSearchParams(fields).toString() };
  },
};

function interaction(user: string, more: object): Genuine {
  count += 1;
  const payload = {
    user: { id: user, team_id: WORKSPACE },
    team: { id: WORKSPACE },
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: `${count}.1.a`,
    ...more,
  };
  return { type: FORM_TYPE, body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString() };
}

function claim(ticket: number) {
  return { type: 'button', action_id: 'ticket.claim/0', block_id: 'b', value: JSON.stringify({ action: 'ticket.claim', subject: String(ticket) }) };
}

function filledReport(summary: string) {
  const values = {
    summary: { value: { type: 'plain_text_input', value: summary } },
    urgency: { value: { type: 'radio_buttons', selected_option: { value: 'slowed' } } },
  };
  const kept = { ref: { action: 'ticket.report', value: 'checked' }, meta: { room, direct: true } };
  return { type: 'modal', callback_id: 'form', private_metadata: JSON.stringify(kept), state: { values } };
}

const seconds = () => Math.floor(Date.now() / 1000);
const signature = (body: string | Buffer, at: string, key = secret) => `v0=${createHmac('sha256', key).update(`v0:${at}:`).update(body).digest('hex')}`;

function signed(
  { type, body }: { readonly type: string; readonly body: string | Buffer },
  at = String(seconds()),
): RawRequest & { headers: Record<string, string> } {
  return { path: PATH, body, headers: { 'content-type': type, 'x-slack-request-timestamp': at, 'x-slack-signature': signature(body, at) } };
}

type Forge = (genuine: Genuine, dice: number) => RawRequest;
const withHeaders = (genuine: Genuine, change: (headers: Record<string, string>) => Record<string, string | string[]>): RawRequest => {
  const request = signed(genuine);
  return { ...request, headers: change(request.headers) };
};
const without = (headers: Record<string, string>, name: string) => Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
const pick = <T>(list: readonly [T, ...T[]], dice: number): T => list[dice % list.length] ?? list[0];
const otherSignature = (genuine: Genuine, change: (text: string) => string) =>
  withHeaders(genuine, (headers) => ({ ...headers, 'x-slack-signature': change(headers['x-slack-signature'] ?? '') }));
/** The same under another name of the workspace, vouched for like a true one. */
const elsewhere = ({ type, body }: Genuine, id: string) => signed({ type, body: body.replaceAll(WORKSPACE, id) });
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** Nothing vouches for these, or not for this workspace: they are refused. */
const UNTRUE: Readonly<Record<string, Forge>> = {
  'another secret': (genuine) => otherSignature(genuine, () => signature(genuine.body, String(seconds()), 'another secret')),
  'an empty secret': (genuine) => otherSignature(genuine, () => `v0=${'0'.repeat(64)}`),
  'the signature of another body': (genuine) => otherSignature(genuine, () => signature('{}', String(seconds()))),
  'no signature': (genuine) => withHeaders(genuine, (headers) => without(headers, 'x-slack-signature')),
  'no time stamp': (genuine) => withHeaders(genuine, (headers) => without(headers, 'x-slack-request-timestamp')),
  'no headers at all': ({ body }) => ({ path: PATH, body }),
  'two signatures': (genuine) => withHeaders(genuine, (h) => ({ ...h, 'x-slack-signature': [h['x-slack-signature'] ?? '', h['x-slack-signature'] ?? ''] })),
  'two time stamps': (genuine) =>
    withHeaders(genuine, (h) => ({ ...h, 'x-slack-request-timestamp': [h['x-slack-request-timestamp'] ?? '', String(seconds())] })),
  'version 1': (genuine) => otherSignature(genuine, (text) => text.replace('v0=', 'v1=')),
  'no version': (genuine) => otherSignature(genuine, (text) => text.slice(3)),
  'a part of the signature': (genuine, dice) => otherSignature(genuine, (text) => text.slice(0, 3 + (dice % 64))),
  'an old request': (genuine, dice) => signed(genuine, String(seconds() - 302 - (dice % 1_000_000))),
  'a request from the future': (genuine, dice) => signed(genuine, String(seconds() + 302 + (dice % 1_000_000))),
  'a time that is none': (genuine, dice) => signed(genuine, pick(['soon', '', '12a', 'Infinity', '-1', '1e300', `${seconds()}.x`], dice)),
  'one byte changed': (genuine, dice) => {
    const request = signed(genuine);
    const bytes = Buffer.from(genuine.body);
    const at = dice % bytes.length;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return { ...request, body: bytes };
  },
  'another address': (genuine, dice) => ({ ...signed(genuine), path: pick(['/', '/slack', '/slack/events/', '/SLACK/EVENTS', '//', '/slack/event%73'], dice) }),
  'another method': (genuine, dice) => ({ ...signed(genuine), method: pick(['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'], dice) }),
  'an unknown workspace': (genuine, dice) => elsewhere(genuine, `T0${dice}`),
  'an unknown organization': ({ type, body }, dice) => {
    const of = (text: string) => text.replaceAll(`"${WORKSPACE}"`, 'null').replaceAll('"enterprise_id":null', `"enterprise_id":"E${dice}"`);
    const other = of(body).replaceAll('"enterprise":null', `"enterprise":{"id":"E${dice}"}`);
    return signed({
      type,
      body:
        type === JSON_TYPE
          ? other
          : new URLSearchParams({
              payload: other.startsWith('{')
                ? other
                : JSON.stringify({
                    type: 'shortcut',
                    team: null,
                    enterprise: { id: `E${dice}` },
                    user: { id: 'UMARIA' },
                    callback_id: 'new_ticket',
                    trigger_id: '1.1.a',
                  }),
            }).toString(),
    });
  },
  'a type that is not sent': (genuine, dice) => ({
    ...signed({ ...genuine, type: pick(['text/plain', 'multipart/form-data; boundary=x', 'application/xml', ''], dice) }),
  }),
  '5 MB': () => signed({ type: JSON_TYPE, body: FIVE_MEGABYTES }),
  packed: (genuine) => {
    const request = signed({ type: genuine.type, body: gzipSync(genuine.body) });
    return { ...request, headers: { ...request.headers, 'content-encoding': 'gzip' } };
  },
};

/** These are signed, and nothing follows from them; what they are answered is not an error of ours. */
const UNREADABLE: Readonly<Record<string, Forge>> = {
  'a form that is called JSON, and the other way round': ({ type, body }) => signed({ type: type === JSON_TYPE ? FORM_TYPE : JSON_TYPE, body }),
  'JSON that is no object': (_, dice) => signed({ type: JSON_TYPE, body: pick(['null', ' null ', '5', '"text"', '[]', 'true', '[{}]', '{}', ''], dice) }),
  'a payload that is no object': (_, dice) =>
    signed({
      type: pick([FORM_TYPE, `${FORM_TYPE}; charset=utf-8`], Math.floor(dice / 7)),
      body: new URLSearchParams({ payload: pick(['null', '5', '[]', 'true', '{}', '', '{'], dice) }).toString(),
    }),
  'two payloads': ({ body }) => signed({ type: FORM_TYPE, body: `${body}&${body}` }),
  'deep nesting': (_, dice) =>
    signed({
      type: JSON_TYPE,
      body: pick([nested(200_000), `{"type":"event_callback","event":${nested(100_000)}}`, `${'{"event":'.repeat(20_000)}1${'}'.repeat(20_000)}`], dice),
    }),
  __proto__: ({ type, body }) =>
    signed({ type: JSON_TYPE, body: `{"__proto__":${type === JSON_TYPE ? body : '{"command":"/it"}'},"constructor":{"prototype":{"event":1}}}` }),
  '__proto__ in an event': ({ body }) =>
    signed({
      type: JSON_TYPE,
      body: body
        .replace('"event":{', '"event":{"__proto__":{')
        .replace('},"authorizations"', '}},"authorizations"')
        .replace(/^(?!\{).*/s, '{}'),
    }),
  '__proto__ in a form': () => signed({ type: FORM_TYPE, body: '__proto__[event]=1&__proto__=1&constructor=1' }),
};

const forgery = fc.record({
  kind: fc.constantFrom(...Object.keys({ ...UNTRUE, ...UNREADABLE })),
  from: fc.constantFrom(...Object.keys(GENUINE)),
  dice: fc.nat(2_000_000_000),
});

async function send(request: RawRequest): Promise<RawAnswer | undefined> {
  try {
    return await sendRaw(port, request);
  } catch {
    // The connection was closed before all was sent: that is a refusal, too.
    return undefined;
  }
}

const forged = (kind: string, from: string, dice: number): RawRequest => (UNTRUE[kind] ?? UNREADABLE[kind] ?? expect.fail(kind))(genuine(from), dice);
const genuine = (kind: string): Genuine => GENUINE[kind]?.() ?? expect.fail(kind);
const rows = async () => await numberOf(desk, sql`select (select count(*) from inbox) + (select count(*) from audit) as n`);

/** In bytes, once all that is garbage has gone. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

test(`${FORGERIES} requests that must not be taken in, seed ${SEED}: none of them does anything, and the true ones in between are taken in`, async () => {
  const forgeries = fc.sample(forgery, { seed: SEED, numRuns: FORGERIES });
  const before = await rows();
  const seen = new Set<string>();
  let [taken, atFirst] = [0, 0];
  for (let at = 0; at < forgeries.length; at += 20) {
    const batch = forgeries.slice(at, at + 20);
    const answers = await Promise.all(batch.map(async ({ kind, from, dice }) => await send(forged(kind, from, dice))));
    for (const [index, { kind }] of batch.entries()) {
      const status = answers[index]?.status ?? 0;
      seen.add(kind);
      expect({
        kind,
        status,
        replay: SEED,
        answer: answers[index]?.body,
        ok: status < 500 && (kind in UNREADABLE || status === 0 || status >= 400),
      }).toMatchObject({ ok: true });
    }
    const [kind = ''] = Object.keys(GENUINE).slice((at / 20) % 4);
    expect(await send(signed(genuine(kind)))).toMatchObject({ status: 200 });
    taken += 1;
    expect({ at, rows: await rows() }).toEqual({ at, rows: before + taken });
    if (at === 400) atFirst = heapInUse();
  }
  expect([...seen].toSorted()).toEqual(Object.keys({ ...UNTRUE, ...UNREADABLE }).toSorted());
  expect(rejections).toEqual([]);
  expect(heapInUse() - atFirst).toBeLessThan(64 * 1024 * 1024);
}, 120_000);

test(`${REPLAYED} true deliveries, each sent three times: each takes effect once`, async () => {
  await desk.settle();
  const { db } = desk.database;
  const counts = async () =>
    await db.execute(sql`
    select (select count(*)::int from inbox) as inbox, (select count(*)::int from tickets) as tickets, (select count(*)::int from outbox where kind = 'event') as events`);
  const [before] = await counts();
  const kinds = ['event', 'press', 'submission', 'command'];
  for (let at = 0; at < REPLAYED; at += 10) {
    const requests = Array.from({ length: 10 }, (_, index) => signed(genuine(kinds[(at + index) % 4] ?? '')));
    const answers = await Promise.all([...requests, ...requests].map(send));
    answers.push(...(await Promise.all(requests.map(send))));
    expect(new Set(answers.map((answer) => answer?.status))).toEqual(new Set([200]));
  }
  const greetings = desk.workspace.as('UMARIA').sees(room).length;
  await desk.settle();
  const [after] = await counts();
  expect(after).toEqual({
    inbox: Number(before?.['inbox']) + REPLAYED,
    tickets: Number(before?.['tickets']) + REPLAYED / 4,
    events: Number(before?.['events']) + REPLAYED,
  });
  // A greeting for every message and every command, and a card for every report.
  expect(desk.workspace.as('UMARIA').sees(room).length - greetings).toBe((REPLAYED / 4) * 3);
  proves('slack', 'once');
  expect(rejections).toEqual([]);
}, 120_000);
