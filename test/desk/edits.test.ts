import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Accepted } from '#bot/browser/api.ts';
import { OutsideError } from '#core/errors.ts';
import { eventsOf, findTicket, messagesOf } from '#store/tickets.ts';
import { direct } from '#test/support/client.ts';
import { MARIA, PRIYA, SAM } from '#test/support/company.ts';
import { createTestDesk, runAll } from '#test/support/desk.ts';
import { waitIsOver, workerThatPosts } from '../worker/helpers.ts';
import { browserEvent, submit, type TestDesk } from './helpers.ts';

/** Maria has reported her laptop; Sam has taken it and writes in the thread under its card. */
let desk: TestDesk;
let id: number;
let thread: number;
beforeEach(async () => {
  desk = await createTestDesk();
  await desk.say(MARIA, direct(MARIA), 'my laptop does not start');
  await desk.click(MARIA, direct(MARIA), 'I cannot work');
  id = 1001;
  thread = (await desk.last(SAM, 'devices')).id;
  await desk.click(SAM, 'devices', 'Claim');
});
afterEach(async () => await desk.database.close());

/** An edit as a platform that has them reports it; the browser page has none. */
async function change(as: string, room: string, messageId: number | undefined, text: string | null, inThread?: number): Promise<void> {
  const address = { platform: 'browser', workspace: 'local', room, ...(inThread === undefined ? {} : { thread: String(inThread) }) };
  const roomKind = room.startsWith('dm-') ? ('direct' as const) : ('channel' as const);
  const { kind } = await desk.desk.receive(browserEvent(as, { type: 'edit', address, roomKind, messageId: String(messageId), text }));
  expect(kind).toBe('accepted');
}
const edit = async (...args: Parameters<typeof change>) => {
  await change(...args);
  await desk.settle();
};
const replyBySam = async (text: string) => (await desk.say(SAM, 'devices', text, thread)).message;
const wordsOfMaria = async (text: string) => (await desk.say(MARIA, direct(MARIA), text)).message;
const typesNow = async () => (await eventsOf(desk.database.db, id)).map(({ event }) => event.type);
const lastOfTicket = async () => (await messagesOf(desk.database.db, id)).at(-1);
const agentCard = async () => JSON.stringify((await desk.read(SAM, 'devices')).find((message) => message.id === thread)?.card);
const toMaria = async () => (await desk.read(MARIA, direct(MARIA))).filter(({ quoted }) => quoted !== null);
const inThread = async () => (await desk.read(SAM, 'devices', thread)).filter(({ quoted }) => quoted !== null);

describe('a message that its author changes', () => {
  test('changes where the requester reads it, in place, and the log says so', async () => {
    const message = await replyBySam('Is it the fun?');
    await edit(SAM, 'devices', message, 'Is it the fan?', thread);
    expect(await toMaria()).toMatchObject([{ text: 'Is it the fan?', quoted: 'Sam Okafor', about: `T-${id}`, changed: true }]);
    const { id: messageId, version, editedAt } = (await lastOfTicket()) ?? {};
    expect({ version, edited: editedAt instanceof Date }).toEqual({ version: 2, edited: true });
    expect((await eventsOf(desk.database.db, id)).at(-1)?.event).toEqual({ type: 'edited', messageId });
  });

  test('changes where the team reads it', async () => {
    await replyBySam('Is it the fan?');
    const message = await wordsOfMaria('since mondey');
    await edit(MARIA, direct(MARIA), message, 'since monday');
    expect(await inThread()).toMatchObject([{ text: 'since monday', quoted: 'Maria Lindqvist', changed: true }]);
    expect(await agentCard()).toContain('since monday');
  });

  test('changes what the agent’s card quotes, when it was the report', async () => {
    const said = (await desk.read(MARIA, direct(MARIA))).find(({ text }) => text === 'my laptop does not start');
    await edit(MARIA, direct(MARIA), said?.id, 'my laptop does not start, it beeps');
    expect(await agentCard()).toContain('it beeps');
    expect(await typesNow()).toEqual(['reported', 'claimed', 'edited']);
  });

  test('and deletes is gone everywhere, but not that something was said', async () => {
    const message = await replyBySam('The password is hunter2');
    await edit(SAM, 'devices', message, null, thread);
    expect(await toMaria()).toMatchObject([{ text: 'This message was deleted.', quoted: 'Sam Okafor' }]);
    expect(await lastOfTicket()).toMatchObject({ body: '', deleted: true });
    expect(await agentCard()).not.toContain('hunter2');
    expect(JSON.stringify(await desk.read(MARIA, direct(MARIA)))).not.toContain('hunter2');
  });

  test('several times shows the last, and nothing new where nothing is new', async () => {
    const message = await replyBySam('one');
    for (const text of ['two', 'two', 'three']) await edit(SAM, 'devices', message, text, thread);
    expect((await toMaria()).map(({ text }) => text)).toEqual(['three']);
    expect(await typesNow()).toEqual(['reported', 'claimed', 'replied', 'edited', 'edited']);
  });

  test('before it is delivered arrives once, as it is then', async () => {
    await desk.call<Accepted>(SAM, '/rooms/devices/messages', { text: 'Is it the fun?', thread });
    const message = (await desk.last(SAM, 'devices', thread)).id;
    await change(SAM, 'devices', message, 'Is it the fan?', thread);
    await desk.settle();
    expect(await toMaria()).toMatchObject([{ text: 'Is it the fan?', changed: false }]);
  });

  test('while the platform is away arrives once, in its place, when that is back', async () => {
    let away = true;
    const worker = workerThatPosts(desk, ({ send }) => ({
      send: async (to, post, key, signal) => {
        if (away && to.room === direct(MARIA)) throw new OutsideError('503', { outcome: 'unknown' });
        return await send(to, post, key, signal);
      },
    }));
    await desk.call<Accepted>(SAM, '/rooms/devices/messages', { text: 'first', thread });
    const message = (await desk.last(SAM, 'devices', thread)).id;
    await runAll(worker);
    await desk.call<Accepted>(SAM, '/rooms/devices/messages', { text: 'second', thread });
    await change(SAM, 'devices', message, 'first, changed', thread);
    await runAll(worker);
    away = false;
    for (let round = 0; round < 10; round += 1) {
      await waitIsOver(worker);
      await runAll(worker);
    }
    expect((await toMaria()).map(({ text }) => text)).toEqual(['first, changed', 'second']);
  });

  test('after the ticket has ended changes, too', async () => {
    const message = await replyBySam('Is it the fun?');
    await submit(desk, SAM, { action: 'ticket.resolve', subject: String(id), values: { code: 'fixed', summary: 'A new fan' } });
    await edit(SAM, 'devices', message, 'Is it the fan?', thread);
    expect((await toMaria()).map(({ text }) => text)).toEqual(['Is it the fan?']);
    expect(await findTicket(desk.database.db, id)).toMatchObject({ state: 'resolved' });
  });
});

describe('a change that is none', () => {
  test.each([
    ['by somebody else', async (message: number | undefined) => await edit(PRIYA, 'devices', message, 'something else', thread)],
    ['of a message that is on no ticket', async () => await edit(SAM, 'devices', 9999, 'something else', thread)],
    ['of a message of the same number in another room', async (message: number | undefined) => await edit(SAM, 'service-desk', message, 'something else')],
  ])('%s leaves everything as it was', async (_, happen) => {
    await desk.say(PRIYA, direct(PRIYA), 'hello');
    const message = await replyBySam('Is it the fan?');
    const before = await typesNow();
    await happen(message);
    expect((await toMaria()).map(({ text }) => text)).toEqual(['Is it the fan?']);
    expect(await typesNow()).toEqual(before);
  });

  test('the answer to the desk’s own question is no part of what was passed on', async () => {
    await desk.say(MARIA, direct(MARIA), 'my laptop does not start again');
    const yes = await wordsOfMaria('yes');
    expect((await inThread()).at(-1)).toMatchObject({ text: 'my laptop does not start again' });
    await edit(MARIA, direct(MARIA), yes, 'yes please');
    expect((await inThread()).at(-1)).toMatchObject({ text: 'my laptop does not start again' });
    const again = (await desk.read(MARIA, direct(MARIA))).find(({ text }) => text === 'my laptop does not start again');
    await edit(MARIA, direct(MARIA), again?.id, 'it starts now');
    expect((await inThread()).at(-1)).toMatchObject({ text: 'it starts now' });
  });
});

describe('notes', () => {
  test.each(['note: she is difficult today', 'she is difficult today'])('changed to “%s” stay in the team', async (text) => {
    const message = await replyBySam('note: the requester is difficult');
    await edit(SAM, 'devices', message, text, thread);
    expect(await lastOfTicket()).toMatchObject({ body: 'she is difficult today', visibility: 'private' });
    expect(JSON.stringify(await desk.read(MARIA, direct(MARIA)))).not.toContain('difficult');
  });

  test.each(['note: she is difficult', '!note she is difficult', 'noet: she is difficult', '!clam'])(
    'are not made of a reply by changing it to “%s”',
    async (text) => {
      const message = await replyBySam('Is it the fan?');
      await edit(SAM, 'devices', message, text, thread);
      expect((await toMaria()).map((each) => each.text)).toEqual(['Is it the fan?']);
      expect((await desk.last(SAM, 'devices', thread)).text).toMatch(/^That message has gone to the requester already/);
    },
  );

  test('a question asked by a command keeps to its words', async () => {
    const message = await replyBySam('!ask Since wen?');
    await edit(SAM, 'devices', message, '!ask Since when?', thread);
    expect((await toMaria()).map(({ text }) => text)).toEqual(['Since when?']);
  });
});

test('what is written in the thread under a message that was passed on belongs to its ticket', async () => {
  await replyBySam('Is it the fan?');
  const [copy] = await toMaria();
  await desk.say(MARIA, direct(MARIA), 'how is my ticket going?', copy?.id);
  expect(await inThread()).toMatchObject([{ text: 'how is my ticket going?', quoted: 'Maria Lindqvist' }]);
});
