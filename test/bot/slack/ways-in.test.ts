import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { createSlackDesk, DEVICES, GENERAL } from '#test/support/slack-desk.ts';
import { inSlack } from '#test/support/slack-people.ts';

let desk: Awaited<ReturnType<typeof createSlackDesk>>;
let people: ReturnType<typeof inSlack>;
beforeEach(async () => {
  desk = await createSlackDesk();
  people = inSlack(desk);
});
afterEach(async () => await desk.stop());

const bot = () => `<@${desk.workspace.botUserId}>`;

describe('in a channel', () => {
  test('what people say to each other is none of our business', async () => {
    const { maria, say } = people;
    await say(maria, GENERAL, 'my laptop does not start');
    await say(maria, GENERAL, 'really not', await maria.say(GENERAL, 'listen'));
    expect(maria.sees(GENERAL)).toHaveLength(2);
    expect(maria.sees(maria.dm)).toEqual([]);
  });

  test('a greeting is answered in a thread, once', async () => {
    const { maria, say } = people;
    const ts = await say(maria, GENERAL, `${bot()} hello there`);
    expect(maria.sees(GENERAL, ts).map(({ text }) => text)).toEqual([expect.anything(), expect.stringContaining('Hello Maria')]);
    expect(maria.sees(GENERAL)).toHaveLength(1);
    proves('slack', 'mention');
  });

  test('a fault is taken up where only the person reads it, and the thread says so', async () => {
    const { maria, say, last } = people;
    const ts = await say(maria, GENERAL, `${bot()} my laptop does not start`);
    expect(
      maria
        .sees(GENERAL, ts)
        .slice(1)
        .map(({ text }) => text),
    ).toEqual(['I have written to you directly, Maria Lindqvist.']);
    expect(last(maria, maria.dm).text).toContain('How much does it stop you?');
  });
});

describe('/it', () => {
  test('help says what there is, to whoever asks only', async () => {
    const { maria } = people;
    expect(await maria.command('/it', 'help', GENERAL)).toMatch(/\/it new.*Report a problem/s);
    expect(maria.sees(GENERAL).every(({ isEphemeral }) => isEphemeral)).toBe(true);
    proves('slack', 'command-help');
  });

  test('new opens the form, whose mistakes are marked, and whose ticket is in the direct messages', async () => {
    const { maria, last } = people;
    await maria.command('/it', 'new', GENERAL);
    expect(maria.modal()?.title).toBe('Report a problem');
    expect(await maria.submit({ summary: '   ', urgency: 'slowed' })).toMatchObject({ kind: 'errors' });
    expect(await maria.submit({ summary: 'The laptop hums', urgency: 'slowed' })).toEqual({ kind: 'closed' });
    await desk.settle();
    expect(last(maria, maria.dm).fallback).toMatch(/^T-1001 · The laptop hums/);
    proves('slack', 'command-in', 'report-by-form', 'field-errors');
  });

  test('with plain words is as good as a direct message', async () => {
    const { maria, last } = people;
    expect(await maria.command('/it', 'my monitor flickers badly since this morning', GENERAL)).toContain('direct messages');
    await desk.settle();
    expect(last(maria, maria.dm).text).toContain('How much does it stop you?');
  });

  test('my lists what is open', async () => {
    const { maria, last, say, press } = people;
    await say(maria, maria.dm, 'my laptop does not start');
    await press(maria, maria.dm, 'It can wait');
    await maria.command('/it', 'my', GENERAL);
    await desk.settle();
    expect(last(maria, maria.dm).fallback).toMatch(/^T-1001/);
    proves('slack', 'status');
  });
});

describe('from a message', () => {
  test('a shortcut opens the form with its words in it, and the ticket keeps the link', async () => {
    const { maria, sam, last } = people;
    const ts = await maria.say(GENERAL, 'my laptop does not start & <hangs>');
    await sam.messageShortcut('ticket_from_message', GENERAL, ts);
    expect(sam.modal()?.initial['What is wrong?']).toBe('my laptop does not start & <hangs>');
    await sam.submit({ urgency: 'blocked' });
    await desk.settle();
    expect(last(sam, DEVICES)).toMatchObject({
      links: [expect.stringMatching(/^https:\/\//)],
      text: expect.stringContaining('my laptop does not start & <hangs>') as string,
    });
    proves('slack', 'message-shortcut');
  });

  test('an agent’s :ticket: makes a ticket of its author, once', async () => {
    const { maria, sam, priya, last } = people;
    const ts = await maria.say(GENERAL, 'my laptop does not start');
    await sam.react(GENERAL, ts, 'ticket');
    await priya.react(GENERAL, ts, 'ticket');
    await desk.settle();
    expect(last(maria, maria.dm).fallback).toMatch(/^T-1001 · My laptop does not start/);
    expect(sam.sees(DEVICES).filter(({ buttons }) => buttons.includes('Claim'))).toHaveLength(1);
    proves('slack', 'reaction');
  });

  test('any other reaction is just that', async () => {
    const { maria, sam } = people;
    await sam.react(GENERAL, await maria.say(GENERAL, 'my laptop does not start'), 'eyes');
    await desk.settle();
    expect(sam.sees(DEVICES)).toEqual([]);
  });
});

describe('on a person’s own page', () => {
  test('there are the ways in, and what they have open, with its buttons', async () => {
    const { maria, say, press } = people;
    await maria.openHome();
    await desk.settle();
    expect(maria.home()?.buttons).toContain('Report a problem');
    await say(maria, maria.dm, 'my laptop does not start');
    await press(maria, maria.dm, 'I cannot work');
    await maria.openHome();
    await desk.settle();
    expect(maria.home()?.text).toContain('T-1001 · My laptop does not start');
    proves('slack', 'own-page');
  });

  test('an agent has their queue there, and takes a ticket from it', async () => {
    const { maria, sam, say, press, message } = people;
    await say(maria, maria.dm, 'my laptop does not start');
    await press(maria, maria.dm, 'I cannot work');
    const card = maria.sees(maria.dm).at(-1)?.ts ?? '';
    await sam.openHome();
    await desk.settle();
    expect(sam.home()?.text).toContain('T-1001');
    await sam.press('home', 'Claim');
    await desk.settle();
    expect(message(maria, maria.dm, card).text).toContain('Sam Okafor is working on it');
    // The page follows what was pressed on it.
    await expect.poll(() => sam.home()?.text, { timeout: 5000 }).toContain('Sam Okafor has it');
    proves('slack', 'agent-queue');
  });

  test('a button that opens a form opens it there, too', async () => {
    const { maria, last } = people;
    await maria.openHome();
    await maria.press('home', 'Report a problem');
    await maria.submit({ summary: 'The laptop hums', urgency: 'slowed' });
    await desk.settle();
    expect(last(maria, maria.dm).fallback).toMatch(/^T-1001 · The laptop hums/);
  });

  test('the messages tab suggests what can be asked', async () => {
    const { maria } = people;
    await maria.openHome('messages');
    await desk.settle();
    expect(maria.prompts()).toContain('Report a problem');
    proves('slack', 'suggested-prompts');
  });
});

test('the global shortcut opens the form', async () => {
  const { maria } = people;
  await maria.shortcut('new_ticket');
  expect(maria.modal()?.title).toBe('Report a problem');
  proves('slack', 'global-shortcut');
});
