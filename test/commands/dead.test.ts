import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { direct } from '#test/support/client.ts';
import { MARIA } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { runDeskside, temporaryFolder } from '#test/support/process.ts';

describe('work that was given up', () => {
  let desk: Awaited<ReturnType<typeof createTestDesk>>;
  beforeAll(async () => {
    desk = await createTestDesk();
  });

  async function dead(...args: string[]) {
    const run = runDeskside(['dead', ...args], { DESKSIDE_DATA: temporaryFolder(), DATABASE_URL: desk.database.url });
    return { code: await run.ended, said: run.output() };
  }

  /** A message whose work has failed too often. */
  async function giveUp(): Promise<string> {
    const { status, body } = await desk.call<{ requestId: string }>(MARIA, `/rooms/${direct(MARIA)}/messages`, { text: 'hello' });
    expect(status).toBe(202);
    await desk.database.db.execute(sql`update outbox set state = 'dead', done_at = now(), attempts = 5, last_error = 'no luck' where id = ${body.requestId}`);
    return body.requestId;
  }

  test('is listed, shown, tried again and done', async () => {
    const id = await giveUp();
    expect(await dead('list')).toMatchObject({ code: 0, said: expect.stringMatching(new RegExp(`^${id} .* event .* 5 attempts {2}no luck\\n$`)) as string });
    expect((await dead('show', id)).said).toContain('"text": "hello"');
    expect(await dead('redrive', id)).toEqual({ code: 0, said: '1 row will be tried again.\n' });
    await desk.settle();
    expect((await desk.last(MARIA, direct(MARIA))).text).toMatch(/^Hello Maria!/);
    expect((await dead('list')).said).toBe('Nothing was given up.\n');
    const [entry] = await desk.database.db.execute(sql`select action, subject, outcome from audit where action like 'dead.%'`);
    expect(entry).toEqual({ action: 'dead.redrive', subject: id, outcome: 'done' });
  });

  test('can be put away', async () => {
    const id = await giveUp();
    expect(await dead('drop', 'all')).toEqual({ code: 0, said: '1 row put away.\n' });
    await desk.settle();
    const [row] = await desk.database.db.execute(sql`select state from outbox where id = ${id}`);
    expect(row).toEqual({ state: 'dropped' });
  });

  test.each([[[]], [['bury']], [['show']], [['redrive']]])('dead %j says how it is used', async (args) => {
    expect(await dead(...args)).toMatchObject({ code: 1, said: expect.stringMatching(/^Use: dead list/) as string });
  });

  test('a row that is not there is one sentence', async () => {
    expect(await dead('show', 'x')).toEqual({ code: 1, said: 'There is no dead row x.\n' });
  });
});
