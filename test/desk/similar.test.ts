import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { FormToFill } from '#bot/browser/api.ts';
import { direct } from '#test/support/client.ts';
import { MARIA, PRIYA, TOM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { hire, numberOf, report, submit, type TestDesk } from './helpers.ts';

const DAY_MS = 24 * 3600 * 1000;
const ROOM = 'devices';
let desk: TestDesk;
beforeEach(async () => {
  desk = await createTestDesk();
});

const cardOf = async (id: number) => (await desk.read(PRIYA, ROOM)).findLast(({ text }) => text.startsWith(`T-${id} ·`));
/** What stands beside “Looks like” on the team's card. */
const looksLike = async (id: number) => {
  const texts = [...JSON.stringify((await cardOf(id))?.card).matchAll(/"text":"([^"]*)"/g)].map(([, text]) => text);
  return texts.includes('Looks like') ? texts[texts.indexOf('Looks like') + 1] : undefined;
};
const tickets = async () => await numberOf(desk, sql`select count(*) as n from tickets`);

describe('reports of several people about one fault', () => {
  test('are named on the card of the newest, with a button to merge them', async () => {
    const first = await report(desk, 'the docking station for my laptop gives no picture on the monitor', MARIA);
    await report(desk, 'my laptop battery is empty after an hour', TOM);
    const ada = await hire(desk, 'Ada');
    const third = await report(desk, 'no picture on the monitor from the docking station, laptop is fine', ada);
    expect(await looksLike(third)).toBe(`T-${first}`);
    const { body } = await desk.press(PRIYA, ROOM, 'Merge');
    const [into] = (body as FormToFill).form.fields;
    expect(into?.kind === 'choice' && into.options[0]?.value).toBe(String(first));
  });

  test('are named only while they are open', async () => {
    const first = await report(desk, 'the docking station for my laptop gives no picture', MARIA);
    const second = await report(desk, 'my laptop gets no picture from the docking station', TOM);
    expect(await looksLike(second)).toBe(`T-${first}`);
    await submit(desk, PRIYA, { action: 'ticket.resolve', subject: String(first), values: { code: 'fixed', summary: 'New cable' } }, ROOM);
    await submit(desk, PRIYA, { action: 'ticket.note', subject: String(second), values: { text: 'Looking at it' } }, ROOM);
    expect(await looksLike(second)).toBeUndefined();
  });

  test('weeks apart are not', async () => {
    await report(desk, 'the docking station for my laptop gives no picture', MARIA);
    desk.clock.advance(21 * DAY_MS);
    expect(await looksLike(await report(desk, 'my laptop gets no picture from the docking station', TOM))).toBeUndefined();
  });

  test('are not shown to whoever reports', async () => {
    await report(desk, 'the docking station for my laptop gives no picture', MARIA);
    await report(desk, 'my laptop gets no picture from the docking station', TOM);
    expect(JSON.stringify(await desk.read(TOM, direct(TOM)))).not.toContain('Looks like');
  });

  test('follow what their author makes of the words', async () => {
    const id = await report(desk, 'the docking station for my laptop gives no picture', MARIA);
    await desk.database.db.execute(sql`update messages set body = 'never mind the dock', version = 2, edited_at = now() where ticket_id = ${id}`);
    const [row] = await desk.database.db.execute<{ text: string }>(sql`select text from ticket_texts where ticket_id = ${id}`);
    expect(row?.text).toContain('never mind the dock');
  });
});

describe('somebody who reports the same again', () => {
  test('is asked once, and “Yes” adds the words there', async () => {
    const id = await report(desk, 'the docking station for my laptop gives no picture', MARIA);
    await desk.say(MARIA, direct(MARIA), 'my laptop gets no picture from the docking station');
    expect((await desk.last(MARIA, direct(MARIA))).text).toContain(`You already have T-${id} open`);
    await desk.click(MARIA, direct(MARIA), 'Yes, add it there');
    expect(await tickets()).toBe(1);
    expect(await numberOf(desk, sql`select count(*) as n from messages where ticket_id = ${id}`)).toBe(2);
  });

  test('is recognized though it is misspelled', async () => {
    const id = await report(desk, 'docking station gives no picture', MARIA);
    await desk.say(MARIA, direct(MARIA), 'my laptop dockin staton givs no pictur');
    expect((await desk.last(MARIA, direct(MARIA))).text).toContain(`You already have T-${id} open`);
  });

  test('after more than two weeks of silence on it is not asked', async () => {
    await report(desk, 'the docking station for my laptop gives no picture', MARIA);
    desk.clock.advance(15 * DAY_MS);
    await desk.say(MARIA, direct(MARIA), 'my laptop gets no picture from the docking station');
    expect((await desk.last(MARIA, direct(MARIA))).text).not.toContain('You already have');
  });
});
