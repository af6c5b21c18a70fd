import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import type { Accepted, Problem } from '#bot/browser/api.ts';
import { cleanText } from '#lib/text.ts';
import { findTicket, messagesOf } from '#store/tickets.ts';
import { direct } from '#test/support/client.ts';
import { LEE, MARIA, SAM, TOM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { numberOf, rowCounts, submit, type TestDesk } from './helpers.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await createTestDesk();
});

describe('a message with nothing in it', () => {
  test.each(['', '   ', '\n\t \r\n', '\u0000\u0007', '\u200B\u2060\uFEFF', '\u202E\u2066'])(
    '%j is sent back with a sentence, and nothing is stored',
    async (text) => {
      const before = await rowCounts(desk);
      const { status, body } = await desk.call<Problem>(MARIA, `/rooms/${direct(MARIA)}/messages`, { text });
      expect({ status, body }).toEqual({ status: 422, body: { error: 'Your message is empty. Please write a few words.' } });
      expect(await rowCounts(desk)).toEqual(before);
    },
  );

  test('also in a form: the fields that want mending are named', async () => {
    const before = await rowCounts(desk);
    const form = { action: 'ticket.report', values: { summary: ' \u200B ', urgency: 'soon' } };
    const { status, body } = await desk.call<Problem>(MARIA, `/rooms/${direct(MARIA)}/forms`, form);
    expect(status).toBe(422);
    expect(body.errors).toEqual({ summary: 'Please fill this in.', urgency: 'Please choose one of the options.' });
    proves('browser', 'field-errors');
    expect(await rowCounts(desk)).toEqual(before);
  });
});

describe('a message of 100,000 characters', () => {
  const text = 'my laptop does not start. '.repeat(4000).slice(0, 99_999) + '!';

  test('is kept whole, has a short title, and is quoted in brief', async () => {
    expect(text).toHaveLength(100_000);
    await desk.say(MARIA, direct(MARIA), text);
    await desk.click(MARIA, direct(MARIA), 'It can wait');
    const id = await numberOf(desk, sql`select max(id) as n from tickets`);
    const [stored] = await messagesOf(desk.database.db, id);
    expect(stored?.body === text).toBe(true);
    expect((await findTicket(desk.database.db, id))?.title.length).toBeLessThanOrEqual(120);
    const triage = await desk.last(SAM, 'devices');
    expect(triage.text).toContain(`T-${id}`);
    expect(JSON.stringify(triage.card).length).toBeLessThan(5000);
  });

  test('is passed on whole when it is an answer', async () => {
    const answer = text.replaceAll('laptop', 'answer');
    await submit(desk, MARIA, { action: 'ticket.add', subject: '1001', values: { text: answer } });
    expect((await messagesOf(desk.database.db, 1001)).at(-1)?.body === answer).toBe(true);
  });

  test('is too long for a form by one character more, and the form says so', async () => {
    const form = { action: 'ticket.add', subject: '1001', values: { text: `${text}!` } };
    const { status, body } = await desk.call<Problem>(MARIA, `/rooms/${direct(MARIA)}/forms`, form);
    expect(status).toBe(422);
    expect(body.errors?.['text']).toBe('Please keep this under 100000 characters (it has 100001).');
  });
});

test('characters that cannot be stored or that play tricks are taken out, and the ticket is made', async () => {
  const typed = '\u0000my mon\u202Eitor \u200Bflick\u0007ers \uD800 all day\u2069, not urgent\uFEFF';
  await desk.say(TOM, direct(TOM), typed);
  const clean = 'my monitor flickers \uFFFD all day, not urgent';
  expect((await desk.read(TOM, direct(TOM))).find((message) => message.author.kind === 'person')?.text).toBe(clean);
  const id = await numberOf(desk, sql`select max(id) as n from tickets`);
  expect((await messagesOf(desk.database.db, id))[0]?.body).toBe(clean);
  expect((await findTicket(desk.database.db, id))?.title).toBe('My monitor flickers \uFFFD all day, not urgent');
});

test('whatever somebody writes is answered or sent back, and what was taken in is worked off', async () => {
  const anything = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...TRICKS), maxLength: 12 }),
  );
  await fc.assert(
    fc.asyncProperty(anything, async (text) => {
      const { status, body } = await desk.call<Accepted>(LEE, `/rooms/${direct(LEE)}/messages`, { text });
      const clean = cleanText(text);
      expect(status).toBe(clean.trim() === '' ? 422 : 202);
      if (status === 422) return;
      await desk.settle();
      const kept = await desk.database.db.execute(sql`
        select i.event->>'text' as text, o.state from inbox i join outbox o on o.id = i.request_id where i.request_id = ${body.requestId}`);
      expect([...kept]).toEqual([{ text: clean, state: 'done' }]);
    }),
    { numRuns: 120 },
  );
  expect(await numberOf(desk, sql`select count(*) as n from outbox where state = 'dead' or last_error is not null`)).toBe(0);
});

const TRICKS = [
  '\u0000',
  '\uD800',
  '\uDFFF',
  '\u202E',
  '\u200D',
  '{{',
  '}}',
  'DATE(',
  '${',
  "'",
  '"',
  '\\',
  '%',
  '<',
  '&',
  'note:',
  'T-1001 ',
  '1',
  'laptop ',
  '\n',
  '𝒳',
  'no ',
];
