import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { trainUnderstander } from '#app.ts';
import type { Phrases } from '#core/intent.ts';
import { createChangeable } from '#intent/changeable.ts';
import { followPromoted } from '#worker/follow-promoted.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { runDeskside, temporaryFolder } from '#test/support/process.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  await database.db.execute(sql`truncate intent_examples, intent_versions`);
});

async function intents(...args: string[]) {
  const run = runDeskside(['intents', ...args], { DESKSIDE_DATA: temporaryFolder(), DATABASE_URL: database.url });
  return { code: await run.ended, said: run.output() };
}

/** A message that the desk was not sure of. Returns its number. */
async function doubt(text: string): Promise<string> {
  const [row] = await database.db.execute<{ id: string }>(sql`
    with i as (insert into inbox (key, request_id, event) values (gen_random_uuid()::text, gen_random_uuid(), '{}') returning request_id)
    insert into intent_examples (request_id, text, guessed, confidence, platform)
    select request_id, ${text}, 'ticket.create', 0.5, 'browser' from i returning id`);
  return row?.id ?? '';
}

const LESSON = 'zorbulate the flimflam quux for me';

describe('messages that the desk was not sure of', () => {
  test('are listed by what they were taken for, until they are labelled', async () => {
    const id = await doubt(LESSON);
    expect(await intents('review')).toEqual({ code: 0, said: `Taken for ticket.create:\n  ${id}  50 %  (asked)  ${LESSON}\n` });
    expect((await intents('label', id, 'license.request')).code).toBe(0);
    expect((await intents('review', '--limit', '5')).said).toBe('There is nothing to label.\n');
  });

  test('are labelled only with what there is', async () => {
    const id = await doubt(LESSON);
    expect(await intents('label', id, 'license.reqest')).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^There is no intent “license.reqest”/) as string,
    });
    expect(await intents('label', '999', 'license.request')).toEqual({ code: 1, said: 'There is no message 999.\n' });
  });

  test('go to a file and come from one, each once and without secrets', async () => {
    await intents('label', await doubt(LESSON), 'license.request');
    const file = join(temporaryFolder(), 'learned.jsonl');
    await intents('export', file);
    expect(readFileSync(file, 'utf8')).toBe(`${JSON.stringify({ text: LESSON, intent: 'license.request' })}\n`);
    writeFileSync(file, `${JSON.stringify({ text: 'reset it, password is Canary1!word', intent: 'password.reset' })}\n`);
    expect((await intents('import', file)).said).toBe('1 labelled message new.\n');
    expect((await intents('import', file)).said).toBe('0 labelled messages new.\n');
    const [row] = await database.db.execute(sql`select text from intent_examples where outcome = 'imported'`);
    expect(row).toEqual({ text: 'reset it, password is [password removed]' });
  });

  test.each([[[]], [['forget']], [['review', '--limit', 'x']], [['review', '--no']], [['export']]])('%j says how it is used', async (args) => {
    expect(await intents(...args)).toMatchObject({ code: 1, said: expect.stringMatching(/^Use: intents review/) as string });
  });
});

test('what was labelled is compared first, and used by a worker only once it is promoted', { timeout: 60_000 }, async () => {
  expect((await intents('promote')).said).toMatch(/^There is no version/);
  expect((await intents('retrain')).said).toMatch(/^Nothing is labelled yet/);
  await intents('label', await doubt(LESSON), 'license.request');

  const { understander, change } = createChangeable(await trainUnderstander());
  const heard: (readonly Phrases[])[] = [];
  const learn = async (learned: readonly Phrases[]) => {
    heard.push(learned);
    change(await trainUnderstander(learned));
  };
  const follow = async () => await (await followPromoted({ database, log: pino({ level: 'silent' }) }, learn)).stop();

  const { said } = await intents('retrain');
  expect(said).toMatch(/in use now {2}\d+\.\d % right.*\n {2}retrained {3}\d+\.\d % right.*\nNothing has changed yet/);
  await follow();
  expect(heard).toEqual([]);

  expect((await intents('promote')).said).toMatch(/^Version \d+ is in use/);
  expect((await intents('promote')).code).toBe(1);
  await follow();
  expect(heard).toEqual([[{ intent: 'license.request', phrases: [LESSON] }]]);
  expect(understander.understand(LESSON).intent).toBe('license.request');
  const [entry] = await database.db.execute(sql`select action, outcome from audit where action = 'intents.promote'`);
  expect(entry).toEqual({ action: 'intents.promote', outcome: 'done' });
});
