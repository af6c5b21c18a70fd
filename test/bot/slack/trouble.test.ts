import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSlackDesk, DEVICES, GENERAL } from '#test/support/slack-desk.ts';
import { waitIsOver } from '../../worker/helpers.ts';

let desk: Awaited<ReturnType<typeof createSlackDesk>>;
let maria: ReturnType<typeof desk.workspace.as>;
let sam: typeof maria;
beforeEach(async () => {
  desk = await createSlackDesk();
  [maria, sam] = [desk.workspace.as('UMARIA'), desk.workspace.as('USAM')];
});
afterEach(async () => {
  await desk.slack.settled();
  await desk.stop();
  await desk.database.close();
  if (desk.slack.violations.length > 0) throw new Error(desk.slack.violations.join('\n'));
});

/** The rows that do something in Slack, in order, and in how many seconds each may be tried again. */
async function outward() {
  return [
    ...(await desk.database.db.execute(sql`
      select kind, state, attempts, waits, unsure, ref, last_error as error, extract(epoch from next_at - now())::float as "dueIn"
      from outbox where kind in ('post', 'card') order by seq`)),
  ];
}

/** Lets the time pass until whatever waits may be tried again. */
async function later(): Promise<void> {
  await waitIsOver(desk.worker);
  await desk.settle();
}

const answersTo = (who: typeof maria) => who.sees(who.dm).filter(({ from }) => from !== 'maria' && from !== 'Maria Lindqvist');
const posts = () => desk.slack.calls.filter(({ method }) => method === 'chat.postMessage').length;

async function greetTwice(): Promise<void> {
  await maria.say(maria.dm, 'hello');
  await maria.say(maria.dm, 'thanks');
  await desk.settle();
}

/** A ticket with its two cards. Returns the time stamp of the team's. */
async function ticket(): Promise<string> {
  await maria.say(maria.dm, 'my laptop does not start');
  await desk.settle();
  await maria.press({ channel: maria.dm, ts: maria.sees(maria.dm).at(-1)?.ts ?? '' }, 'I cannot work');
  await desk.settle();
  return sam.sees(DEVICES).at(-1)?.ts ?? '';
}

describe('Slack asks to wait', () => {
  test('the row is tried again when Slack said, nobody sleeps, no attempt is counted, and what comes after it waits behind it', async () => {
    const fault = desk.slack.fault({ method: 'chat.postMessage', status: 429, retryAfter: 30 });
    const begun = performance.now();
    await greetTwice();
    expect(performance.now() - begun).toBeLessThan(10_000);
    const [first, second] = await outward();
    expect(first).toMatchObject({ state: 'ready', attempts: 0, waits: 1, unsure: 0, error: 'Slack asks us to wait with chat.postMessage.' });
    expect(first?.['dueIn']).toBeGreaterThan(20);
    expect(first?.['dueIn']).toBeLessThan(33.1);
    expect(second).toMatchObject({ state: 'ready', attempts: 0 });
    expect({ hits: fault.hits(), posts: posts(), answers: answersTo(maria) }).toEqual({ hits: 1, posts: 1, answers: [] });
    await later();
    expect(answersTo(maria).map(({ text }) => text.slice(0, 5))).toEqual(['Hello', expect.not.stringMatching(/^Hello/)]);
    expect(await outward()).toMatchObject([
      { state: 'done', attempts: 1 },
      { state: 'done', attempts: 1 },
    ]);
  });

  test('also with finding out where somebody is alone with the desk, and with an update', async () => {
    const card = await ticket();
    desk.slack.fault({ method: 'chat.update', status: 429, retryAfter: 7, times: 2 });
    await sam.press({ channel: DEVICES, ts: card }, 'Claim');
    await desk.settle();
    const waiting = (await outward()).filter(({ state }) => state === 'ready');
    expect(waiting).toMatchObject([
      { kind: 'card', attempts: 0, unsure: 0 },
      { kind: 'card', attempts: 0, unsure: 0 },
    ]);
    await later();
    expect(sam.sees(DEVICES).find(({ ts }) => ts === card)?.text).toContain('Sam Okafor');
  });
});

describe('nobody knows whether it was posted', () => {
  test.each([
    ['500', { status: 500 }, 'Slack answered 500 to chat.postMessage.'],
    ['503', { status: 503 }, 'Slack answered 503 to chat.postMessage.'],
    ['an error of Slack’s own', { error: 'internal_error' }, 'Slack answered internal_error to chat.postMessage.'],
  ] as const)('%s: Slack is asked whether it has it, and it is posted once', async (_, fault, error) => {
    desk.slack.fault({ method: 'chat.postMessage', ...fault });
    await greetTwice();
    expect((await outward())[0]).toMatchObject({ state: 'ready', attempts: 0, waits: 1, unsure: 1, error });
    const reads = desk.slack.calls.length;
    await later();
    expect(desk.slack.calls.slice(reads).map(({ method }) => method)).toContain('conversations.history');
    expect(answersTo(maria)).toHaveLength(2);
    expect(await outward()).toMatchObject([{ state: 'done', ref: answersTo(maria)[0]?.ts }, { state: 'done' }]);
  });

  test('the answer is cut off after it was posted: it is found by its key, and not posted again', async () => {
    desk.slack.fault({ method: 'chat.postMessage', dropAnswer: true });
    await greetTwice();
    expect(answersTo(maria)).toHaveLength(1);
    expect((await outward())[0]).toMatchObject({ state: 'ready', unsure: 1, error: 'Slack cannot be reached for chat.postMessage.' });
    await later();
    expect(answersTo(maria)).toHaveLength(2);
    expect(await outward()).toMatchObject([{ state: 'done', ref: answersTo(maria)[0]?.ts }, { state: 'done' }]);
  });

  test('the same in a thread, with the words of a person', async () => {
    const card = await ticket();
    await sam.press({ channel: DEVICES, ts: card }, 'Claim');
    await sam.say(DEVICES, 'Does a light come on?', { thread: card });
    await desk.settle();
    desk.slack.fault({ method: 'chat.postMessage', channel: DEVICES, dropAnswer: true });
    await maria.say(maria.dm, 'no light at all');
    await desk.settle();
    await later();
    expect(sam.sees(DEVICES, card).filter(({ text }) => text === 'no light at all')).toHaveLength(1);
  });

  test('no answer at all: the call ends by itself within its eight seconds, and the row is tried again', async () => {
    desk.slack.fault({ method: 'chat.postMessage', hang: true });
    const begun = performance.now();
    await greetTwice();
    expect(performance.now() - begun).toBeLessThan(8500);
    expect((await outward())[0]).toMatchObject({ state: 'ready', attempts: 0, waits: 1, unsure: 1, error: 'Slack cannot be reached for chat.postMessage.' });
    await later();
    expect(answersTo(maria)).toHaveLength(2);
  });

  test('and reading back fails as well: it waits, and is not posted on a guess', async () => {
    desk.slack.fault({ method: 'chat.postMessage', dropAnswer: true });
    const away = desk.slack.fault({ method: 'conversations.history', status: 503, times: 3 });
    await greetTwice();
    await later();
    await later();
    expect({ hits: away.hits(), posts: posts() }).toEqual({ hits: 2, posts: 1 });
    expect((await outward())[0]).toMatchObject({ state: 'ready', attempts: 0, unsure: 1 });
    await later();
    await later();
    expect(answersTo(maria)).toHaveLength(2);
  });
});

describe('Slack refuses for good', () => {
  const dead = async () => (await outward()).filter(({ state }) => state === 'dead');
  const lastly = (error: string) => [{ state: 'dead', unsure: 0, error: expect.stringContaining(error) as string }];

  test('a channel that was archived', async () => {
    await desk.workspace.archive(DEVICES, 'USAM');
    await maria.say(maria.dm, 'my laptop does not start');
    await desk.settle();
    await maria.press({ channel: maria.dm, ts: maria.sees(maria.dm).at(-1)?.ts ?? '' }, 'I cannot work');
    await desk.settle();
    expect(await dead()).toMatchObject(lastly('is_archived'));
    expect(maria.sees(maria.dm).at(-1)?.fallback).toMatch(/^T-1001/);
  });

  test('a channel that the app was taken out of', async () => {
    const card = await ticket();
    desk.workspace.state.channels.get(DEVICES)?.members.delete(desk.workspace.botUserId);
    await maria.press({ channel: maria.dm, ts: maria.sees(maria.dm).at(-1)?.ts ?? '' }, 'Add something');
    await maria.submit({ 'Your message': 'it smells' });
    await desk.settle();
    expect(await dead()).toMatchObject([...lastly('channel_not_found to chat.update'), ...lastly('channel_not_found to chat.postMessage')]);
    expect(sam.sees(DEVICES, card)).toHaveLength(1);
  });

  test('a person who was switched off meanwhile', async () => {
    const card = await ticket();
    await sam.press({ channel: DEVICES, ts: card }, 'Claim');
    await desk.settle();
    await desk.workspace.changeUser('UMARIA', { deleted: true });
    await sam.say(DEVICES, 'Does a light come on?', { thread: card });
    await desk.settle();
    expect(await dead()).toMatchObject(lastly('is_inactive'));
  });

  test('a token that was taken back', async () => {
    await maria.say(maria.dm, 'hello');
    await desk.workspace.revoke(desk.workspace.botToken);
    await desk.settle();
    expect(await dead()).toMatchObject(lastly('token_revoked'));
  });

  test('a scope that is missing', async () => {
    desk.workspace.setScopes([...desk.workspace.state.scopes].filter((scope) => scope !== 'chat:write'));
    await maria.say(maria.dm, 'hello');
    await desk.settle();
    expect(await dead()).toMatchObject(lastly('missing_scope'));
  });

  test('a card that was deleted before it changed, and the thread under it', async () => {
    const card = await ticket();
    const channel = desk.workspace.state.channels.get(DEVICES);
    channel?.messages.splice(0);
    await maria.press({ channel: maria.dm, ts: maria.sees(maria.dm).at(-1)?.ts ?? '' }, 'Add something');
    await maria.submit({ 'Your message': 'it smells' });
    await desk.settle();
    expect(desk.slack.calls.some(({ args }) => args['thread_ts'] === card)).toBe(true);
    expect(await dead()).toMatchObject([...lastly('message_not_found to chat.update'), ...lastly('thread_not_found to chat.postMessage')]);
  });
});

describe('while something comes in', () => {
  test('Slack does not say who somebody is: it is told so, delivers again, and one row comes of it', async () => {
    const fault = desk.slack.fault({ method: 'users.info', status: 503, times: 2 });
    await maria.say(maria.dm, 'hello');
    await desk.settle();
    expect(fault.hits()).toBe(2);
    expect(desk.slack.delivered[0]).toMatchObject({ isTaken: true, attempts: [{ status: 500 }, { status: 500 }, { status: 200 }] });
    expect(answersTo(maria)).toHaveLength(1);
  });

  test('a form comes too late for Slack: the person is told so where they pressed, and nobody else', async () => {
    const card = await ticket();
    desk.slack.fault({ method: 'views.open', error: 'expired_trigger_id' });
    await sam.press({ channel: DEVICES, ts: card }, 'Resolve');
    await desk.settle();
    expect(sam.sees(DEVICES).at(-1)).toMatchObject({ isEphemeral: true, text: expect.stringMatching(/too long.*press it once more/) as string });
    expect(desk.workspace.as('UPRIYA').sees(DEVICES)).toHaveLength(1);
    await sam.press({ channel: DEVICES, ts: card }, 'Resolve');
    expect(sam.modal()?.title).toBe('Resolve');
  });

  test('a form of a shortcut comes too late: it is said in the direct messages', async () => {
    desk.slack.fault({ method: 'views.open', error: 'expired_trigger_id' });
    await maria.shortcut('new_ticket');
    expect(maria.sees(maria.dm).at(-1)?.text).toMatch(/too long/);
    expect(desk.slack.failures).toEqual([]);
  });

  test('a message shortcut in a channel that the app is not in opens its form all the same', async () => {
    desk.workspace.addChannel({ id: 'C0FAR', name: 'far', kind: 'private', members: ['UMARIA'], hasBot: false });
    const ts = await maria.say('C0FAR', 'the printer is on fire');
    await maria.messageShortcut('ticket_from_message', 'C0FAR', ts);
    expect(maria.modal()?.initial).toEqual({ 'What is wrong?': 'the printer is on fire' });
    expect(desk.slack.failures).toEqual([]);
  });

  test('a word to one person is lost: the event is taken all the same', async () => {
    const lost = desk.slack.fault({ method: 'chat.postEphemeral', status: 500 });
    const guest = desk.workspace.as('UGUEST');
    await guest.say(GENERAL, `<@${desk.workspace.botUserId}> hello`);
    expect(lost.hits()).toBe(1);
    expect(desk.slack.delivered.every(({ isTaken, attempts }) => isTaken && attempts.length === 1)).toBe(true);
  });
});
