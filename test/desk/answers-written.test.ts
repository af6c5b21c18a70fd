import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { FormToFill } from '#bot/browser/api.ts';
import { importArticles } from '#store/article-import.ts';
import { direct } from '#test/support/client.ts';
import { MARIA, PRIYA, SAM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { hire, report, submit, type TestDesk } from './helpers.ts';

const ROOM = 'devices';
let desk: TestDesk;
let id: number;
beforeEach(async () => {
  desk = await createTestDesk();
  id = await report(desk, 'my laptop makes a grinding noise');
  await submit(
    desk,
    PRIYA,
    { action: 'ticket.resolve', subject: String(id), values: { code: 'fixed', summary: 'Blow the dust out of the fan with the can from the store.' } },
    ROOM,
  );
});

const versions = async () => {
  const rows = await desk.database.db.execute<{ state: string; name: string; version: number }>(sql`
    select v.version, v.state, p.name from article_versions v left join people p on p.id = v.by_id order by v.version`);
  return [...rows];
};
const thread = async () => {
  const card = (await desk.read(PRIYA, ROOM)).findLast(({ text }) => text.startsWith(`T-${id}`));
  return (await desk.read(PRIYA, ROOM, card?.id)).map(({ text }) => text);
};
const keep = async (values = { title: 'Laptop makes a grinding noise', keywords: 'fan; noise', body: 'Blow the dust out of the fan.' }) =>
  await submit(desk, PRIYA, { action: 'knowledge.write', subject: `ticket-${id}`, values }, ROOM);
const publish = async (as: string, version = 1) =>
  await desk.call(as, `/rooms/${ROOM}/actions`, { action: 'knowledge.publish', subject: 'article-1', value: String(version) });

describe('a resolution that is worth keeping', () => {
  test('fills the form, is kept as a draft with its author, and the thread says so', async () => {
    const { body } = await desk.press(PRIYA, ROOM, 'Keep as an answer');
    expect((body as FormToFill).values).toEqual({
      title: 'My laptop makes a grinding noise',
      keywords: '',
      body: 'Blow the dust out of the fan with the can from the store.',
    });
    await keep();
    expect(await versions()).toEqual([{ version: 1, state: 'draft', name: 'Priya Raman' }]);
    const [article] = await desk.database.db.execute(sql`select key, keywords, origin, ticket_id from articles`);
    expect(article).toMatchObject({ key: 'laptop-makes-a-grinding-noise', keywords: 'fan, noise', origin: 'chat' });
    expect((await thread()).at(-1)).toBe('Priya Raman has kept this as an answer. A lead of the team can publish it.');
  });

  test('is changed in its file once there is one, and stays for its readers; here again when the file is gone', async () => {
    await keep();
    const { db } = desk.database;
    const article = { title: 'Grinding noise', keywords: [], team: undefined, audience: 'agents', body: 'Open [the guide](https://guide.example).' };
    await db.transaction(async (tx) => await importArticles(tx, [{ key: 'laptop-makes-a-grinding-noise', article }], desk.clock.now()));
    const stored = async () => (await db.execute(sql`select origin, state, audience, title from articles`))[0];
    const { body } = await desk.call(PRIYA, `/rooms/${ROOM}/actions`, { action: 'knowledge.write', subject: `ticket-${id}` });
    expect(body).toMatchObject({
      error: 'This answer comes from the file “laptop-makes-a-grinding-noise.md” by now. Whoever looks after the files changes it there.',
    });
    await keep();
    expect(await stored()).toEqual({ origin: 'file', state: 'published', audience: 'agents', title: 'Grinding noise' });
    await db.transaction(async (tx) => await importArticles(tx, [], desk.clock.now()));
    await keep();
    expect(await stored()).toEqual({ origin: 'chat', state: 'draft', audience: 'agents', title: 'Laptop makes a grinding noise' });
  });

  test('is offered once a lead has published it, and to nobody before', async () => {
    await keep();
    const ada = await hire(desk, 'Ada');
    await desk.say(ada, direct(ada), 'my laptop makes a grinding noise');
    expect((await desk.last(ada, direct(ada))).text).not.toContain('This may already be the answer');
    await publish(SAM);
    await desk.settle();
    expect((await thread()).at(-1)).toBe('Sam Okafor has published “Laptop makes a grinding noise”: it is offered from now on.');
    expect((await versions()).map(({ state, name }) => `${state} by ${name}`)).toEqual(['draft by Priya Raman', 'published by Sam Okafor']);
    const bob = await hire(desk, 'Bob');
    await desk.say(bob, direct(bob), 'my laptop makes a grinding noise');
    expect((await desk.last(bob, direct(bob))).text).toBe('This may already be the answer: “Laptop makes a grinding noise”');
  });

  test('is published by a lead only, in the version that was read; a refusal is audited', async () => {
    await keep();
    await publish(PRIYA);
    await desk.settle();
    const [refusal] = await desk.database.db.execute(sql`select action, outcome, reason from audit order by id desc limit 1`);
    expect(refusal).toEqual({ action: 'knowledge.publish', outcome: 'refused', reason: 'A lead of the team publishes answers.' });
    await keep({ title: 'Another title', keywords: '', body: 'Another answer.' });
    await publish(SAM, 1);
    await desk.settle();
    expect((await versions()).map(({ state }) => state)).toEqual(['draft', 'draft']);
    expect((await publish(MARIA, 2)).status).toBe(403);
  });

  test('is asked for in the thread by !article, and not before there is a resolution', async () => {
    const card = (await desk.read(PRIYA, ROOM)).findLast(({ text }) => text.startsWith(`T-${id}`));
    await desk.say(PRIYA, ROOM, '!article', card?.id);
    expect((await desk.read(PRIYA, ROOM, card?.id)).some(({ buttons }) => buttons.some(({ label }) => label === 'Keep as an answer'))).toBe(true);
    const open = await report(desk, 'the laptop of my colleague flickers');
    const { status, body } = await desk.call(SAM, `/rooms/${ROOM}/actions`, { action: 'knowledge.write', subject: `ticket-${open}` });
    expect({ status, body: JSON.stringify(body) }).toMatchObject({ body: expect.stringContaining('is not resolved, so there is no answer to keep yet.') });
  });

  test('loses the secrets that somebody typed into it', async () => {
    await keep({ title: 'Sign in to the store', keywords: '', body: 'The password is Sommer2026!xyz and it works.' });
    const [article] = await desk.database.db.execute<{ body: string }>(sql`select body from articles`);
    expect(article?.body).not.toContain('Sommer2026');
  });
});
