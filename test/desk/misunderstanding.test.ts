import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Accepted } from '#bot/browser/api.ts';
import type { Understanding } from '#core/intent.ts';
import { messagesOf } from '#store/tickets.ts';
import { direct } from '#test/support/client.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { runAll } from '../worker/helpers.ts';
import { hire, numberOf, type TestDesk } from './helpers.ts';

let desk: TestDesk;
let ada: string;
let dm: string;
beforeAll(async () => {
  desk = await createTestDesk();
});
beforeEach(async () => {
  ada = await hire(desk, 'Ada');
  dm = direct(ada);
});

const say = async (text: string) => await desk.say(ada, dm, text);
const last = async () => await desk.last(ada, dm);
const labels = async () => (await last()).buttons.map(({ label }) => label);

describe('words that are not understood', () => {
  /** Ada writes to a desk that makes this of it. */
  async function sayTo(understood: Understanding, text: string): Promise<void> {
    await desk.call<Accepted>(ada, `/rooms/${dm}/messages`, { text });
    await runAll({ ...desk.worker, understander: { ...desk.worker.understander, understand: () => understood } });
  }
  const lost = { intent: 'out_of_scope', confidence: 0.1, slots: [], alternatives: [] };

  test('are asked for in other words once; then a person is offered, who gets what was written', async () => {
    await sayTo(lost, 'the thing is like that again');
    expect((await last()).text).toMatch(/^I did not understand that\. Could you say it another way\?/);
    await sayTo(lost, 'you know, the thing, upstairs');
    expect((await last()).text).toBe('I still do not understand, sorry. Shall I get a person to help you?');
    expect(await labels()).toEqual(['Talk to a person']);
    await desk.click(ada, dm, 'Talk to a person');
    expect((await last()).text).toMatch(/^T-\d+ · Would like to talk to a person: Sent to Service Desk/);
    const id = await numberOf(desk, sql`select max(id) as n from tickets`);
    expect((await messagesOf(desk.database.db, id)).map(({ body }) => body)).toEqual(['you know, the thing, upstairs']);
  });

  test('are forgotten once something has been understood', async () => {
    await sayTo(lost, 'the thing is like that again');
    await say('hello');
    await sayTo(lost, 'the thing again');
    expect((await last()).text).toMatch(/^I did not understand that/);
  });

  test('that may mean two things are offered as these, and used without being written again', async () => {
    const unsure = { intent: 'ticket.status', confidence: 0.5, slots: [], alternatives: [{ intent: 'ticket.create', confidence: 0.3 }] };
    await sayTo(unsure, 'what about my laptop, it does not start');
    expect((await last()).text).toBe('I am not sure I understood. What would you like?');
    expect(await labels()).toEqual(['See how my requests stand', 'Report a problem', 'Talk to a person']);
    await desk.click(ada, dm, 'Report a problem');
    await say('1');
    expect((await last()).text).toMatch(/^T-\d+ · What about my laptop, it does not start/);
  });
});
