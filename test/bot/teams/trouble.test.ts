import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { direct } from '#test/support/client.ts';
import { MARIA, SAM } from '#test/support/company.ts';
import { createTeamsDesk } from '#test/support/teams-desk.ts';
import { later, meet, outward, type TeamsDesk } from './meeting.ts';

let desk: TeamsDesk;
let maria: Awaited<ReturnType<typeof meet>>;
beforeEach(async () => {
  desk = await createTeamsDesk({ listens: false });
  maria = await meet(desk, 'maria');
});
afterEach(async () => {
  await desk.stop();
  await desk.database.close();
});

const posts = () => desk.fake.calls.filter(({ operation }) => operation === 'post').length;
async function greetTwice(): Promise<void> {
  await maria.say('hello');
  await maria.say('thanks');
}

/** Maria reports at the page; the team's card is in Teams. Returns its id. */
async function ticket(): Promise<string> {
  await desk.say(MARIA, direct(MARIA), 'my laptop does not start');
  await desk.click(MARIA, direct(MARIA), 'I cannot work');
  return desk.tenant.sees('sam', desk.devices).at(-1)?.id ?? '';
}
const addWords = async () => await desk.fill(MARIA, direct(MARIA), 'Add something', { text: 'it smells' });
const teamRows = async () => (await outward(desk)).filter(({ state }) => state === 'dead');
const toldSam = async () => (await meet(desk, 'sam')).reads().join('\n');

describe('Teams asks to wait', () => {
  test('the row is tried again when Teams said, nobody sleeps, no attempt is counted, and what comes after it waits behind it', async () => {
    const fault = desk.fake.fault({ operation: 'post', status: 429, code: 'TooManyRequests', retryAfter: 30 });
    const begun = performance.now();
    await greetTwice();
    expect(performance.now() - begun).toBeLessThan(10_000);
    const [first, second] = await outward(desk);
    expect(first).toMatchObject({ state: 'ready', attempts: 0, waits: 1, unsure: 0, error: 'Teams asks us to wait with a message.' });
    expect(first?.['dueIn']).toBeGreaterThan(20);
    expect(first?.['dueIn']).toBeLessThan(33.1);
    expect(second).toMatchObject({ state: 'ready', attempts: 0 });
    expect({ hits: fault.hits(), posts: posts(), reads: maria.reads() }).toEqual({ hits: 1, posts: 1, reads: [] });
    await later(desk);
    expect(maria.reads().map((text) => text.slice(0, 5))).toEqual(['Hello', expect.not.stringMatching(/^Hello/)]);
  });

  test('also with an update, and the card is right in the end', async () => {
    const card = await ticket();
    desk.fake.fault({ operation: 'update', status: 429, code: 'TooManyRequests', retryAfter: 7 });
    await addWords();
    expect((await outward(desk)).find(({ waits }) => waits === 1)).toMatchObject({ kind: 'card', state: 'ready', attempts: 0, unsure: 0 });
    expect(desk.tenant.sees('sam', desk.devices)).toMatchObject([{ id: card, changes: 0 }]);
    await later(desk);
    const [shown] = desk.tenant.sees('sam', desk.devices);
    expect(shown?.id).toBe(card);
    expect(shown?.text).toContain('it smells');
  });
});

describe('nothing was done, for sure, and it is done later, once', () => {
  test.each([
    ['a conflict in the room', { status: 412, code: 'PreconditionFailed' }, 'Teams answered 412 PreconditionFailed to a message.'],
    ['trouble behind the connector', { status: 502, code: 'ServiceError' }, 'Teams answered 502 ServiceError to a message.'],
    ['a connector that is away', { status: 503, code: 'ServiceUnavailable' }, 'Teams answered 503 ServiceUnavailable to a message.'],
    ['a secret that ran out', { status: 401, code: 'Unauthorized' }, 'Teams answered 401 Unauthorized to a message.'],
  ] as const)('%s', async (_, fault, error) => {
    desk.fake.fault({ operation: 'post', ...fault });
    await greetTwice();
    expect((await outward(desk))[0]).toMatchObject({ state: 'ready', attempts: 0, waits: 1, unsure: 0, error });
    await later(desk);
    expect(maria.reads()).toHaveLength(2);
    expect(posts()).toBe(3);
  });
});

describe('nobody knows whether it was posted: it is never posted twice, and a person is told to look', () => {
  test.each([
    ['an error of its own', { status: 500, code: 'ServiceError' }, 'Teams answered 500 ServiceError to a message.', 0],
    ['a page of whoever stands before it', { status: 502 }, 'Teams answered 502 to a message.', 0],
    ['a timeout behind it', { status: 504, code: 'GatewayTimeout' }, 'Teams answered 504 GatewayTimeout to a message.', 0],
    ['a connection that breaks before', { cut: true }, 'Teams cannot be reached for a message.', 0],
    ['a connection that breaks after', { dropAnswer: true }, 'Teams cannot be reached for a message.', 1],
  ] as const)('%s', async (_, fault, error, shown) => {
    desk.fake.fault({ operation: 'post', ...fault });
    await maria.say('hello');
    expect((await outward(desk))[0]).toMatchObject({ state: 'ready', attempts: 0, unsure: 1, error });
    await later(desk);
    expect({ posts: posts(), shown: maria.reads().length }).toEqual({ posts: 1, shown });
    const [row] = await outward(desk);
    expect(row).toMatchObject({ state: 'dead', error: expect.stringContaining('look whether it is there') as string });
    expect(Number(row?.['unsure'])).toBeGreaterThan(0);
    await maria.say('thanks');
    expect(maria.reads()).toHaveLength(shown + 1);
  });

  test('no answer at all: the call ends by itself within its eight seconds', async () => {
    desk.fake.fault({ operation: 'post', hang: true });
    const begun = performance.now();
    await maria.say('hello');
    expect(performance.now() - begun).toBeLessThan(8500);
    expect((await outward(desk))[0]).toMatchObject({ state: 'ready', unsure: 1, error: 'Teams cannot be reached for a message.' });
  });

  test('an update whose end nobody knows is made once more: that is the same', async () => {
    const card = await ticket();
    desk.fake.fault({ operation: 'update', dropAnswer: true });
    await addWords();
    await later(desk);
    expect(desk.tenant.sees('sam', desk.devices)).toMatchObject([{ id: card, changes: 2 }]);
    expect(await teamRows()).toEqual([]);
  });
});

describe('Teams refuses for good', () => {
  test('the team’s channel does not have the app any more: its leads are told where, and why', async () => {
    desk.tenant.team('it').hasApp = false;
    await ticket();
    expect(await teamRows()).toMatchObject([{ state: 'dead', unsure: 0, error: expect.stringContaining('403 BotNotInConversationRoster') as string }]);
    expect(await toldSam()).toMatch(/Devices.*: I am not in it, or was removed from it/s);
  });

  test('the channel is gone', async () => {
    desk.fake.world.conversations.delete(desk.devices);
    await ticket();
    expect(await teamRows()).toMatchObject([{ state: 'dead', error: expect.stringContaining('404 ConversationNotFound') as string }]);
    expect(await toldSam()).toContain('it is gone, or I was removed from it');
  });

  test('the app was blocked by an administrator', async () => {
    desk.fake.fault({ operation: 'post', status: 403, code: 'BotDisabledByAdmin' });
    await ticket();
    expect(await toldSam()).toContain('an administrator has blocked my app in Teams');
  });

  test('a refusal that nobody has described: it is said as plainly as can be', async () => {
    desk.fake.fault({ operation: 'post', status: 403, code: 'SomethingNew' });
    await ticket();
    expect(await toldSam()).toContain('Teams does not let me write there');
  });

  test('somebody who took the app out: the team is told under its card', async () => {
    await maria.say('my laptop does not start');
    await maria.say('I cannot work');
    const card = desk.tenant.sees('sam', desk.devices).at(-1)?.id ?? '';
    expect(card).not.toBe('');
    desk.tenant.user('maria').hasApp = false;
    const lost = desk.fake.calls.length;
    const sam = await meet(desk, 'sam');
    await desk.desk.receive({
      key: 'teams/reply',
      user: { id: desk.tenant.user('sam').aadObjectId, email: SAM },
      address: { ...sam.address, room: desk.devices, thread: card },
      roomKind: 'channel',
      at: desk.clock.now().toISOString(),
      type: 'message',
      messageId: 'reply',
      text: 'Does a light come on?',
    });
    await desk.settle();
    expect(desk.fake.calls.slice(lost).some(({ status }) => status === 403)).toBe(true);
    expect(desk.tenant.sees('sam', desk.devices, card).at(-1)?.text).toMatch(/Maria.*I am not in it, or was removed from it/s);
  });

  test('a message that is more than Teams takes', async () => {
    desk.fake.fault({ operation: 'post', status: 413, code: 'MessageSizeTooBig' });
    await maria.say('hello');
    expect(await teamRows()).toMatchObject([{ state: 'dead', unsure: 0, error: expect.stringContaining('413 MessageSizeTooBig') as string }]);
    await maria.say('thanks');
    expect(maria.reads()).toHaveLength(1);
  });

  test('a card that was deleted before it changed', async () => {
    await ticket();
    desk.fake.world.conversations.get(desk.devices)?.messages.splice(0);
    await addWords();
    expect((await teamRows()).map(({ error }) => error)).toEqual([
      expect.stringContaining('404 ActivityNotFoundInConversation to a change'),
      expect.stringContaining('404 ConversationNotFound to a message'),
    ]);
  });
});

test('Teams is away altogether: nothing was done, and all is said when it is back', async () => {
  desk.fake.fault({ operation: 'post', status: 503, code: 'ServiceUnavailable', times: 3 });
  await greetTwice();
  await later(desk);
  await later(desk);
  expect((await outward(desk))[0]).toMatchObject({ state: 'ready', attempts: 0, waits: 3, unsure: 0 });
  await later(desk);
  expect(maria.reads()).toHaveLength(2);
});
