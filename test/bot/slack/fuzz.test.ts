import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanText } from '#lib/text.ts';
import { proves } from '#test/parity/proves.ts';
import { createSlackDesk, DEVICES, GENERAL } from '#test/support/slack-desk.ts';
import { numberOf } from '../../desk/helpers.ts';
import { anyTextAtAll } from './any.ts';

let desk: Awaited<ReturnType<typeof createSlackDesk>>;
let maria: ReturnType<typeof desk.workspace.as>;
let sam: typeof maria;
let card: string;
/** `FUZZ_RUNS=…` looks longer. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 50);
const rejections: unknown[] = [];
const onRejection = (reason: unknown) => void rejections.push(reason);
beforeAll(async () => {
  desk = await createSlackDesk();
  [maria, sam] = [desk.workspace.as('UMARIA'), desk.workspace.as('USAM')];
  process.on('unhandledRejection', onRejection);
  await maria.say(maria.dm, 'my laptop does not start');
  await desk.settle();
  await maria.press({ channel: maria.dm, ts: maria.sees(maria.dm).at(-1)?.ts ?? '' }, 'I cannot work');
  await desk.settle();
  card = sam.sees(DEVICES).at(-1)?.ts ?? '';
  await sam.press({ channel: DEVICES, ts: card }, 'Claim');
  await desk.settle();
});
afterAll(async () => {
  process.off('unhandledRejection', onRejection);
  await desk.stop();
  await desk.database.close();
});

/** What clients make of `@` and `#`, and how the other side reads it. */
const SPECIALS: Readonly<Record<string, string>> = {
  '<@UTOM>': '@tom',
  '<@UNOBODY>': '@somebody',
  '<!here>': '@here',
  '<!channel>': '@channel',
  '<!everyone>': '@everyone',
  '<!subteam^S123>': '@subteam',
  '<#C0GENERAL|general>': '#general',
};
const BARE = ['@here', '@channel', '@tom', '&lt;@UTOM&gt;', '&amp;lt;', 'https://evil.test/?a=1&b=2', 'evil.test', 'mail@evil.test', '*b* _i_ ~s~ `c`'];
const ZALGO = 'z̸̡̢̛̗̘̙̜a̴̡̧̨̛̖̗̘l̷̢̧̛̙̜g̵̢̡̛̗ơ̶̧̢̡';
const piece = fc.oneof(anyTextAtAll, fc.constantFrom(...BARE, ZALGO, 'שלום עולם', '  two  spaces\tand a tab\n    indented'));
const typed = fc
  .array(fc.oneof(piece, fc.constantFrom(...Object.keys(SPECIALS))), { minLength: 1, maxLength: 6 })
  .map((parts) => `> ${parts.join(' ')}`.slice(0, 40_000));
const SPECIAL = /(<[@#!][^<>]+>|https?:\/\/[^\s<>|]+)/;

/** What should be read at the other side. */
function expected(text: string): string {
  const parts = text.split(SPECIAL).map((part) => SPECIALS[part] ?? (/^<[@#!]/.test(part) ? undefined : part));
  return parts.includes(undefined) ? '' : cleanText(parts.join(''));
}

/** Where lines and messages are parted is drawing; no other character may be missing, or be there besides. */
const solid = (text: string) => text.replaceAll(/\s+/g, '');

/** Reads the words that arrived; where there were too many, their beginning. */
function expectWords(shown: string, words: string): void {
  const [start = '', cut] = shown.split('… (shortened here');
  const read = cut === undefined ? start : start.trimEnd().replace(/…$/, '');
  expect(read.length).toBeGreaterThanOrEqual(Math.min(words.trim().length, 1000));
  expect(solid(read)).toBe(solid(cut === undefined ? words : words.slice(0, read.length)));
}

/** Nobody is pinged by the desk, nothing leads anywhere, nothing was more than Slack takes. */
function expectNoHarm(): void {
  const ours = [...desk.workspace.state.channels.values()].flatMap(({ messages }) => messages).filter(({ botId }) => botId !== undefined);
  expect(ours.flatMap(({ pings, links }) => [...pings, ...links])).toEqual([]);
  expect({ failures: desk.slack.failures, violations: desk.slack.violations, rejections }).toEqual({ failures: [], violations: [], rejections: [] });
}

const dead = async () => await numberOf(desk, sql`select count(*) as n from outbox where state = 'dead'`);

describe('any words', () => {
  test('of an agent in a thread arrive at the requester as they were typed', async () => {
    await fc.assert(
      fc.asyncProperty(typed, async (text) => {
        const words = expected(text);
        fc.pre(words !== '');
        await sam.say(DEVICES, text, { thread: card });
        await desk.settle();
        expectWords(maria.sees(maria.dm).at(-1)?.text ?? '', words);
        expectNoHarm();
      }),
      { numRuns: RUNS },
    );
    expect(await dead()).toBe(0);
    proves('slack', 'literal');
  }, 120_000);

  test('of a requester in direct messages arrive in the agents’ thread as they were typed, unless they mean something else', async () => {
    let arrived = 0;
    await fc.assert(
      fc.asyncProperty(typed, async (text) => {
        const words = expected(text);
        fc.pre(words !== '');
        const before = sam.sees(DEVICES, card).length;
        await maria.say(maria.dm, `T-1001 still: ${text}`);
        await desk.settle();
        const [said, ...more] = sam.sees(DEVICES, card).slice(before);
        if (said) expectWords(said.text, `T-1001 still: ${words}`);
        expect(more).toEqual([]);
        arrived += said ? 1 : 0;
        expectNoHarm();
      }),
      { numRuns: RUNS },
    );
    expect(arrived).toBeGreaterThan(0);
    expect(await dead()).toBe(0);
  }, 120_000);

  test('in a form arrive at the agents as they were typed', async () => {
    await fc.assert(
      fc.asyncProperty(typed, async (text) => {
        const words = text.slice(0, 3000);
        await sam.press({ channel: DEVICES, ts: card }, 'Private note');
        expect(await sam.submit({ [sam.modal()?.fields[0] ?? '']: words })).toEqual({ kind: 'closed' });
        await desk.settle();
        expectWords(
          sam
            .sees(DEVICES, card)
            .at(-1)
            ?.text.replace(/^.*Private note · only your team sees this\n/, '') ?? '',
          cleanText(words),
        );
        expectNoHarm();
      }),
      { numRuns: RUNS },
    );
    expect(await dead()).toBe(0);
  }, 120_000);

  test('as names of people and channels call nobody and lead nowhere', async () => {
    await fc.assert(
      fc.asyncProperty(anyTextAtAll, fc.nat(), async (name, number) => {
        desk.workspace.addUser({ id: `UODD${number}`, name, realName: name });
        const label = name.replaceAll(/[<>|]/g, '').replaceAll('&', '&amp;');
        await sam.say(DEVICES, `look, <@UODD${number}> and <#C0GENERAL|${label}>`, { thread: card });
        await desk.database.db.execute(sql`update people set name = ${cleanText(name).slice(0, 200) || 'Sam'} where email = 'sam@example.test'`);
        await desk.settle();
        expect(maria.sees(maria.dm).at(-1)?.text).toMatch(/^look, @/);
        expectNoHarm();
      }),
      { numRuns: RUNS },
    );
    expect(await dead()).toBe(0);
  }, 120_000);

  test('that name more people than Slack tells us of arrive all the same', async () => {
    const people = Array.from({ length: 60 }, (_, index) => `UCROWD${index}`);
    for (const id of people) desk.workspace.addUser({ id, name: id.toLowerCase() });
    const limit = desk.slack.fault({ method: 'users.info', status: 429, retryAfter: 60, times: 100 });
    await sam.say(DEVICES, `look: ${people.map((id) => `<@${id}>`).join(' ')}`, { thread: card });
    await desk.settle();
    limit.end();
    expect(maria.sees(maria.dm).at(-1)?.text).toBe(`look: ${people.map(() => '@somebody').join(' ')}`);
    expect(limit.hits()).toBeLessThanOrEqual(20);
    expectNoHarm();
  });

  test('that are no markup at all, however many angle brackets, are read in no time', async () => {
    const begun = performance.now();
    for (const text of ['<'.repeat(40_000), `<${'a'.repeat(40_000)}`, `<${'a b'.repeat(13_000)}`, '<a|'.repeat(13_000)]) {
      const event = {
        type: 'message',
        channel: maria.dm,
        channel_type: 'im',
        user: 'UMARIA',
        text,
        ts: `1700000000.${text.length}`,
        event_ts: '1700000000.000001',
      };
      const body = JSON.stringify({ type: 'event_callback', team_id: desk.workspace.id, event_id: 'Ev1', event_time: 1, event });
      expect((await desk.slack.post(desk.url, body)).status).toBe(200);
    }
    expect(performance.now() - begun).toBeLessThan(2000);
    await desk.settle();
  });
});

/** A request of Slack's, as it came. */
interface Taken {
  readonly type: string;
  readonly body: string;
}

/** One of everything that Slack sends, as this fake sends it to whoever listens. */
async function takeEverything(): Promise<Taken[]> {
  const taken: Taken[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      taken.push({ type: request.headers['content-type'] ?? '', body: Buffer.concat(parts).toString() });
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await maria.openHome();
  await maria.shortcut('new_ticket');
  desk.slack.connectHttp(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await maria.submit({ 'What is wrong?': 'everything', 'How much does it stop you?': 'I cannot work' });
  const ts = await maria.say(GENERAL, `<@${desk.workspace.botUserId}> hello`);
  await maria.edit(GENERAL, ts, 'changed');
  await maria.react(GENERAL, ts, 'ticket');
  await maria.messageShortcut('ticket_from_message', GENERAL, ts);
  await maria.remove(GENERAL, ts);
  await maria.say(maria.dm, 'hello');
  await maria.openHome();
  await maria.command('/it', 'hello', maria.dm);
  await maria.shortcut('new_ticket');
  await maria.press('home', 'Report a problem');
  await sam.press({ channel: DEVICES, ts: card }, 'Resolve');
  await sam.say(DEVICES, 'any news?', { thread: card });
  await desk.workspace.changeUser('ULEE', { title: 'Agent' });
  await desk.slack.settled();
  desk.slack.connectHttp(desk.url);
  server.close();
  return taken;
}

const JUNK: readonly unknown[] = [
  null,
  5,
  -1,
  1e300,
  '',
  'x',
  'UMARIA',
  '\u0000',
  '\uD800',
  '9'.repeat(5000),
  [],
  [null],
  {},
  { id: 5 },
  true,
  '__proto__',
  '1.1',
];

/** Every place in it, as a list of keys. */
function placesOf(value: unknown, at: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...at, key], ...placesOf(inner, [...at, key])]);
}

function changed(value: unknown, [key, ...rest]: readonly (string | number)[], junk: unknown): unknown {
  if (typeof value !== 'object' || value === null || key === undefined) return value;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
  const inner = (copy as Record<string, unknown>)[key];
  if (rest.length === 0 && junk === undefined) return Object.fromEntries(Object.entries(copy).filter(([name]) => name !== key));
  return Object.assign(copy, { [key]: rest.length === 0 ? junk : changed(inner, rest, junk) });
}

/** What is inside, and how it is put back. */
function unpacked({ type, body }: Taken): { readonly value: unknown; readonly pack: (value: unknown) => Taken } {
  if (type.includes('json')) return { value: JSON.parse(body) as unknown, pack: (value) => ({ type, body: JSON.stringify(value) }) };
  const fields = Object.fromEntries(new URLSearchParams(body));
  const { payload } = fields;
  if (payload === undefined) return { value: fields, pack: (value) => ({ type, body: new URLSearchParams(value as Record<string, string>).toString() }) };
  return { value: JSON.parse(payload) as unknown, pack: (value) => ({ type, body: new URLSearchParams({ payload: JSON.stringify(value) }).toString() }) };
}

const send = async ({ type, body }: Taken) => (await desk.slack.post(desk.url, body, { 'content-type': type })).status;

test('payloads with something missing, or with something else in its place, are never an error of ours', async () => {
  const everything = (await takeEverything()).map(unpacked);
  expect(everything.length).toBeGreaterThanOrEqual(15);
  const mutation = fc.record({ which: fc.nat(everything.length - 1), where: fc.nat(), junk: fc.constantFrom(undefined, ...JUNK) });
  let [acknowledged, runs] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), fc.nat(everything.length - 1), async (mutations, which) => {
      const { value, pack } = everything[which] as (typeof everything)[number];
      const mutated = mutations.reduce((current, { where, junk }) => {
        const places = placesOf(current);
        return changed(current, places[where % places.length] ?? [], junk);
      }, value);
      const status = await send(pack(mutated));
      runs += 1;
      acknowledged += status === 200 ? 1 : 0;
      expect([200, 400, 401]).toContain(status);
    }),
    { numRuns: RUNS * 25 },
  );
  expect(acknowledged).toBeGreaterThan(runs / 2);
  expect(rejections).toEqual([]);
  await desk.slack.settled();
  await maria.say(maria.dm, 'hello again');
  await desk.settle();
  expect(desk.slack.delivered.at(-1)).toMatchObject({ isTaken: true });
}, 180_000);
