import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { sql } from 'drizzle-orm';
import { MARIA, PRIYA, SAM } from '#test/support/company.ts';
import { direct } from '#test/support/client.ts';
import { playFaultReport } from '#test/support/journey.ts';
import { startDeskside } from '#test/support/running.ts';

let desk: Awaited<ReturnType<typeof startDeskside>>;
beforeAll(async () => {
  desk = await startDeskside();
});
afterAll(async () => await desk.stop());

const cast = {
  employee: { email: MARIA, name: 'Maria Lindqvist' },
  agent: { email: SAM, name: 'Sam Okafor' },
  colleague: { email: PRIYA },
  channel: 'devices',
};

describe('over HTTP, through queue and workers', () => {
  test('a fault report is claimed, answered, resolved, reopened and rated', async () => {
    await playFaultReport(desk, cast);
  });

  test('the same message delivered 100 times at once is one message and one request', async () => {
    const text = 'the printer on the second floor eats paper and I cannot work';
    const deliver = async () => await desk.call<{ requestId: string }>(MARIA, `/rooms/${direct(MARIA)}/messages`, { text, key: 'same-delivery' });
    const answers = await Promise.all(Array.from({ length: 100 }, deliver));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([202]));
    expect(new Set(answers.map((answer) => answer.body.requestId)).size).toBe(1);
    await desk.say(MARIA, direct(MARIA), 'thanks');
    expect((await desk.read(MARIA, direct(MARIA))).filter((message) => message.text === text)).toHaveLength(1);
    const [{ count } = { count: -1 }] = await desk.database.db.execute<{ count: number }>(
      sql`select count(*)::int as count from tickets where title like 'The printer on the second%'`,
    );
    expect(count).toBe(1);
    proves('browser', 'once');
  });

  test('200 claims at once have one winner, and everybody else is told who it is', async () => {
    await desk.say(MARIA, direct(MARIA), 'my monitor flickers, it is annoying but can wait');
    const triage = await desk.last(SAM, 'devices');
    const subject = /^T-(\d+)/.exec(triage.text)?.[1];
    const claim = async (_: unknown, at: number) => {
      const as = at % 2 === 0 ? SAM : PRIYA;
      const { body } = await desk.call<{ requestId: string }>(as, '/rooms/devices/actions', { action: 'ticket.claim', subject, message: triage.id });
      return body.requestId;
    };
    await Promise.all(Array.from({ length: 200 }, claim));
    await desk.say(SAM, 'devices', 'anything left?');
    await expect.poll(async () => (await pending()).length, { timeout: 20_000 }).toBe(0);
    const claims = await desk.database.db.execute(sql`select 1 from ticket_events where ticket_id = ${Number(subject)} and type = 'claimed'`);
    expect(claims).toHaveLength(1);
    const told = [...(await desk.read(SAM, 'devices')), ...(await desk.read(PRIYA, 'devices'))].filter((message) => message.onlyForYou);
    expect(told.length).toBeGreaterThan(0);
    expect(told.every((message) => /already/.test(message.text))).toBe(true);
    const [{ count } = { count: 0 }] = await desk.database.db.execute<{ count: number }>(
      sql`select count(*)::int as count from browser_messages where only_for_id is not null and text like ${`%T-${subject} already%`}`,
    );
    expect(count).toBe(199);
  });
});

async function pending() {
  return await desk.database.db.execute(sql`select kind from outbox where state = 'ready' and kind <> 'timer'`);
}
