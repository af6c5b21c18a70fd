import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Problem } from '#bot/browser/api.ts';
import { direct } from '#test/support/client.ts';
import { GONE, LEE, MARIA, SAM } from '#test/support/company.ts';
import { startDeskside } from '#test/support/running.ts';
import { rowCounts } from '../desk/helpers.ts';
import { sendRaw, type RawRequest } from './raw-request.ts';

let deskside: Awaited<ReturnType<typeof startDeskside>>;
let before: unknown;
beforeAll(async () => {
  deskside = await startDeskside();
  await deskside.say(MARIA, direct(MARIA), 'hello');
});
afterAll(async () => await deskside.stop());
beforeEach(async () => {
  before = await rowCounts(deskside);
});

const ROOM = `/api/rooms/${direct(MARIA)}`;
const AS_MARIA = { 'deskside-as': MARIA, 'content-type': 'application/json' };
const HELLO = JSON.stringify({ text: 'hello' });

async function expectProblem(request: RawRequest, status: number, sentence: RegExp): Promise<void> {
  const answer = await sendRaw(deskside.port, request);
  expect(answer.status).toBe(status);
  expect((JSON.parse(answer.body) as Problem).error).toMatch(sentence);
  expect(await rowCounts(deskside)).toEqual(before);
}

describe('a body that is not what the route expects', () => {
  const BODIES: readonly (readonly [string, RegExp])[] = [
    ['', /not JSON/],
    ['hello', /not JSON/],
    ['{"text": "hel', /not JSON/],
    ['null', /not well formed: the body/],
    ['[]', /not well formed: the body/],
    ['"hello"', /not well formed: the body/],
    ['{}', /not well formed: text/],
    ['{"text": 5}', /text/],
    ['{"text": ["hello"]}', /text/],
    ['{"text": {"toString": 1}}', /text/],
    ['{"text": "hello", "thread": "1"}', /thread/],
    ['{"text": "hello", "thread": 1.5}', /thread/],
    ['{"text": "hello", "thread": -1}', /thread/],
    ['{"text": "hello", "thread": 1e300}', /thread/],
    ['{"text": "hello", "key": ""}', /key/],
    [`{"text": "hello", "key": "${'k'.repeat(201)}"}`, /key/],
  ];

  test.each(BODIES)('message %s', async (body, sentence) => {
    await expectProblem({ path: `${ROOM}/messages`, headers: AS_MARIA, body }, 400, sentence);
  });

  test.each([
    ['actions', '{}', /action/],
    ['actions', '{"action": ""}', /action/],
    ['actions', '{"action": "ticket.claim", "subject": 1001}', /subject/],
    ['actions', `{"action": "ticket.rate", "value": "${'5'.repeat(1001)}"}`, /value/],
    ['forms', '{"action": "ticket.report"}', /values/],
    ['forms', '{"action": "ticket.report", "values": ["x"]}', /values/],
    ['forms', '{"action": "ticket.report", "values": {"summary": 1}}', /values\.summary/],
    ['read', '{"upTo": -1}', /upTo/],
    ['read', '{"upTo": "all"}', /upTo/],
  ])('%s %s', async (route, body, sentence) => {
    await expectProblem({ path: `${ROOM}/${route}`, headers: AS_MARIA, body }, 400, sentence);
  });

  test.each(['thread=x', 'thread=-1', 'before=1e9', 'before=', 'thread=1;drop', `thread=${'9'.repeat(30)}`])('?%s', async (query) => {
    await expectProblem({ path: `${ROOM}/messages?${query}`, headers: AS_MARIA }, 400, /must be the id of a message/);
  });

  test('10 MB', async () => {
    await expectProblem({ path: `${ROOM}/messages`, headers: AS_MARIA, body: JSON.stringify({ text: 'a'.repeat(10_000_000) }) }, 413, /larger than 1 MB/);
  });

  test('10 MB of which the length is not said before', async () => {
    const headers = { ...AS_MARIA, 'transfer-encoding': 'chunked' };
    await expectProblem({ path: `${ROOM}/messages`, headers, body: JSON.stringify({ text: 'a'.repeat(10_000_000) }) }, 413, /larger than 1 MB/);
  });
});

describe('somebody who may not', () => {
  test('a request that does not say who acts', async () => {
    await expectProblem({ path: `${ROOM}/messages`, body: HELLO }, 401, /^Say who acts/);
  });

  test.each(['nobody@example.test', GONE, 'maria', '%', "' or ''='", '__proto__'])('%s does not work here', async (email) => {
    await expectProblem({ path: `${ROOM}/messages`, headers: { ...AS_MARIA, 'deskside-as': email }, body: HELLO }, 401, /works here/);
  });

  test.each([direct(SAM), 'devices', 'nowhere', '..%2F..%2Fetc', '%00', direct('maria@example.test%20')])('Maria is not in the room %s', async (room) => {
    for (const route of ['messages', 'actions', 'forms', 'read']) {
      await expectProblem({ path: `/api/rooms/${room}/${route}`, headers: AS_MARIA, body: HELLO }, 403, /not in this room/);
    }
    await expectProblem({ path: `/api/rooms/${room}/messages`, headers: AS_MARIA }, 403, /not in this room/);
  });

  test('a thread of another room, a thread that is not there, and the message of another room', async () => {
    const { id } = await deskside.last(MARIA, direct(MARIA));
    const as = { ...AS_MARIA, 'deskside-as': LEE };
    const room = `/api/rooms/${direct(LEE)}`;
    await expectProblem({ path: `${room}/messages`, headers: as, body: JSON.stringify({ text: 'hi', thread: id }) }, 422, /thread is not in this room/);
    await expectProblem({ path: `${room}/messages`, headers: as, body: JSON.stringify({ text: 'hi', thread: 999_999 }) }, 422, /thread is not in this room/);
    await expectProblem(
      { path: `${room}/actions`, headers: as, body: JSON.stringify({ action: 'ticket.report', message: id }) },
      422,
      /message is not in this room/,
    );
  });
});

describe('a web page from somewhere else', () => {
  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:4180', '192.168.1.5', '[::2]', '0.0.0.0'])('Host %j', async (host) => {
    await expectProblem({ path: `${ROOM}/messages`, headers: { ...AS_MARIA, host }, body: HELLO }, 403, /answers to localhost only/);
  });

  test.each(['https://evil.example', 'null', 'http://localhost:1', 'http://127.0.0.1', 'file://'])('Origin %s', async (origin) => {
    await expectProblem({ path: `${ROOM}/messages`, headers: { ...AS_MARIA, origin }, body: HELLO }, 403, /other web sites/);
    await expectProblem({ path: '/api/people', headers: { origin } }, 403, /other web sites/);
  });

  test('the page itself is let in by each of its names', async () => {
    for (const name of ['localhost', '127.0.0.1', '[::1]', 'LOCALHOST']) {
      const host = `${name}:${deskside.port}`;
      const answer = await sendRaw(deskside.port, { path: '/api/people', headers: { host, origin: `http://${host}` } });
      expect(answer.status).toBe(200);
    }
  });
});
