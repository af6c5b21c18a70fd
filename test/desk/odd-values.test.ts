import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '#bot/browser/api.ts';
import { direct } from '#test/support/client.ts';
import { MARIA } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { browserEvent, numberOf, type TestDesk } from './helpers.ts';
import { sql } from 'drizzle-orm';

let desk: TestDesk;
beforeAll(async () => {
  desk = await createTestDesk();
});
const room = `/rooms/${direct(MARIA)}`;

describe('characters that the database cannot hold do no harm in any part of a request', () => {
  test.each([
    ['actions', { action: 'ticket.report\u0000' }],
    ['actions', { action: '\u0000' }],
    ['actions', { action: 'ticket.claim', subject: '\u0000' }],
    ['actions', { action: 'desk.stop', subject: 'x', value: '\uD800' }],
    ['actions', { action: 'desk.stop', subject: 'x', key: 'a\u0000' }],
    ['messages', { text: 'hello', key: 'b\uD800' }],
    ['forms', { action: 'ticket.report', values: { summary: 'x', urgency: 'slowed', '\u0000': 'x' } }],
    ['forms', { action: 'ticket.report', values: { summary: 'x', urgency: 'slowed', '\uD800': '\uDFFF' } }],
  ])('%s %j', async (route, body) => {
    const answer = await desk.call<Problem>(MARIA, `${room}/${route}`, body);
    expect([200, 202, 400, 403, 422]).toContain(answer.status);
    await desk.settle();
    expect(await numberOf(desk, sql`select count(*) as n from outbox where last_error is not null`)).toBe(0);
  });
});

test('what a front end hands over as it came is refused in words, and leaves its trace', async () => {
  const event = browserEvent(MARIA, { type: 'action' as const, action: 'ticket.claim', subject: 'nul\u0000' });
  expect(await desk.desk.receive(event)).toMatchObject({ kind: 'refused' });
  expect(await numberOf(desk, sql`select count(*) as n from audit where subject = 'nul' and outcome = 'refused'`)).toBe(1);
});

test.each(['-'.repeat(36), 'x', '0'.repeat(37), '%00', '1; select 1'])('request %s is not there', async (id) => {
  expect((await desk.call<Problem>(MARIA, `/requests/${id}`)).status).toBe(404);
});

test.each([`${room}/messages?thread=999999999999999`, `${room}/messages?before=999999999999999`])('%s is empty or full, but answered', async (path) => {
  expect((await desk.call(MARIA, path)).status).toBe(200);
});

test('a room can be read up to the largest number there is', async () => {
  expect(await desk.call(MARIA, `${room}/read`, { upTo: Number.MAX_SAFE_INTEGER })).toEqual({ status: 200, body: { unread: 0 } });
});

test('whatever is pressed and whatever is filled in, the answer is a sentence, a form or a request that is worked off', async () => {
  const known = fc.constantFrom(
    'desk.answer',
    'desk.stop',
    'desk.mean',
    'ticket.report',
    'ticket.rate',
    'ticket.same',
    '1001',
    'T-1001',
    'yes',
    'checked',
    'blocked',
    'ticket.create',
  );
  const text = fc.oneof(fc.string({ maxLength: 20 }), fc.string({ unit: 'binary', maxLength: 5 }), known);
  const values = fc.dictionary(fc.oneof(text, fc.constantFrom('summary', 'urgency', 'text', 'reason')), fc.oneof(fc.string(), known));
  const body = fc.record({ action: text, subject: text, value: text, values });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('actions', 'forms'), body, async (route, pressed) => {
      const { status } = await desk.call(MARIA, `${room}/${route}`, pressed);
      expect([200, 202, 400, 403, 422]).toContain(status);
      await desk.settle();
    }),
    { numRuns: 150 },
  );
  expect(await numberOf(desk, sql`select count(*) as n from outbox where state <> 'done'`)).toBe(0);
});
