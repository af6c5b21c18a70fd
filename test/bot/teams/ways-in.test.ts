import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { createTeamsDesk } from '#test/support/teams-desk.ts';
import { inTeams } from '#test/support/teams-people.ts';

let desk: Awaited<ReturnType<typeof createTeamsDesk>>;
let people: ReturnType<typeof inTeams>;
beforeEach(async () => {
  desk = await createTeamsDesk();
  people = inTeams(desk);
});
afterEach(async () => {
  await desk.stop();
  if (people.failures.length > 0) throw new Error(people.failures.join('; '));
});

describe('in a channel', () => {
  test('what people say to each other is none of our business, even where Teams lets us hear it', async () => {
    const { sam, say } = people;
    const root = await say(sam, desk.devices, 'my laptop does not start');
    await say(sam, desk.devices, 'really not', { thread: root });
    expect(desk.fake.delivered.map(({ status }) => status)).toEqual([200, 200]);
    expect(sam.sees(desk.devices, root)).toHaveLength(2);
    expect(sam.sees(sam.dm)).toEqual([]);
  });

  test('a greeting is answered in its thread, once', async () => {
    const { maria, say } = people;
    const id = await say(maria, desk.general, 'hello there', { mentions: true });
    expect(maria.sees(desk.general, id).map(({ text }) => text)).toEqual([expect.anything(), expect.stringContaining('Hello Maria')]);
    expect(maria.sees(desk.general)).toHaveLength(1);
    proves('teams', 'mention');
  });

  test('only its name is a greeting, too', async () => {
    const { maria, say, last } = people;
    const id = await say(maria, desk.general, '', { mentions: true });
    expect(last(maria, desk.general, id).text).toContain('Hello Maria');
  });

  test('a fault is taken up where only the person reads it, and the thread says so', async () => {
    const { maria, say, last } = people;
    const id = await say(maria, desk.general, 'my laptop does not start', { mentions: true });
    expect(
      maria
        .sees(desk.general, id)
        .slice(1)
        .map(({ text }) => text),
    ).toEqual(['I have written to you directly, Maria Lindqvist.']);
    expect(last(maria, maria.dm).text).toContain('How much does it stop you?');
  });

  test('without the consent of the team, a reply under a ticket that names Deskside reaches the requester, and no other', async () => {
    const { maria, sam, say, press, last } = people;
    desk.tenant.team('it').hasRsc = false;
    await say(maria, maria.dm, 'my laptop does not start');
    await press(maria, maria.dm, 'I cannot work');
    const { id: thread } = last(sam, desk.devices);
    await say(sam, desk.devices, 'not for you', { thread });
    await say(sam, desk.devices, 'Does any light come on?', { thread, mentions: true });
    expect(last(maria, maria.dm).text).toContain('Does any light come on?');
    expect(JSON.stringify(maria.sees(maria.dm))).not.toContain('not for you');
    expect(last(maria, maria.dm).text).not.toContain('IT Desk');
  });

  test('in a chat of several, Deskside hears what names it', async () => {
    const { maria, say, last } = people;
    const { id } = desk.tenant.addGroup('lunch', ['maria', 'tom']);
    await say(maria, id, 'my laptop does not start');
    expect(maria.sees(id)).toHaveLength(1);
    await say(maria, id, 'hello', { mentions: true });
    expect(last(maria, id).text).toContain('Hello Maria');
  });
});

describe('a word alone, with a slash or without', () => {
  test.each(['help', '/help', 'Help'])('“%s” says what there is', async (word) => {
    const { maria, say, last } = people;
    await say(maria, maria.dm, word);
    expect(last(maria, maria.dm).text).toMatch(/What I can do for you[\s\S]*new[\s\S]*Report a problem[\s\S]*my[\s\S]*See my requests/);
    expect(last(maria, maria.dm).buttons).toEqual([
      'Report a problem',
      'See my requests',
      'Get a new password',
      'Get equipment',
      'Get access to something',
      'Get a license',
    ]);
    proves('teams', 'command-help');
  });

  test('“new” sends a card that opens the form, whose mistakes are marked, with what was filled in kept', async () => {
    const { maria, say, press, last } = people;
    await say(maria, maria.dm, '/new');
    await press(maria, maria.dm, 'Open the form');
    expect(maria.dialog()?.title).toBe('Report a problem');
    expect(await maria.submit({ urgency: 'slowed' })).toEqual({ kind: 'errors', errors: { 'What is wrong?': 'Please fill this in.' } });
    expect(await maria.submit({ summary: '   ', urgency: 'slowed' })).toEqual({ kind: 'errors', errors: { 'What is wrong?': 'Please fill this in.' } });
    expect(maria.dialog()?.values).toMatchObject({ 'How much does it stop you?': 'slowed' });
    expect(await maria.submit({ summary: 'The laptop hums' })).toEqual({ kind: 'closed' });
    await desk.settle();
    expect(last(maria, maria.dm).notice).toMatch(/^T-1001 · The laptop hums/);
    proves('teams', 'command-in', 'report-by-form', 'field-errors');
  });

  test('“my” lists what is open', async () => {
    const { maria, say, press, last } = people;
    await say(maria, maria.dm, 'my laptop does not start');
    await press(maria, maria.dm, 'It can wait');
    await say(maria, maria.dm, 'my');
    expect(last(maria, maria.dm).notice).toMatch(/^T-1001/);
    proves('teams', 'status');
  });

  test('“home” shows what is theirs on one page, with its buttons', async () => {
    const { maria, say, press } = people;
    const page = () => JSON.stringify(maria.sees(maria.dm).at(-1)?.activity);
    await say(maria, maria.dm, 'home');
    expect(page()).toContain('You have nothing open with us');
    await say(maria, maria.dm, 'my laptop does not start');
    await press(maria, maria.dm, 'I cannot work');
    await say(maria, maria.dm, 'home');
    expect(page()).toContain('T-1001 · My laptop does not start');
    proves('teams', 'own-page');
  });

  test('an agent has their queue there, and takes a ticket from it', async () => {
    const { maria, sam, say, press, message } = people;
    await say(maria, maria.dm, 'my laptop does not start');
    await press(maria, maria.dm, 'I cannot work');
    const card = maria.sees(maria.dm).at(-1)?.id ?? '';
    await say(sam, sam.dm, 'home');
    const page = sam.sees(sam.dm).at(-1);
    expect(JSON.stringify(page?.activity)).toContain('Waiting to be taken: Devices');
    await sam.press(sam.dm, page?.id ?? '', 'Claim');
    await desk.settle();
    expect(message(maria, maria.dm, card).text).toContain('Sam Okafor is working on it');
    proves('teams', 'agent-queue');
  });
});

describe('from a message, or from wherever somebody is', () => {
  test('“Create ticket” opens the form with its words in it, and the ticket keeps the link', async () => {
    const { maria, sam, last } = people;
    const id = await maria.say(desk.general, 'my laptop does not start & <hangs>\nsince noon');
    await sam.extend(desk.general, id);
    expect(sam.dialog()?.values['What is wrong?']).toBe('my laptop does not start & <hangs>\nsince noon');
    expect(await sam.submit({ urgency: 'blocked' })).toEqual({ kind: 'closed' });
    await desk.settle();
    expect(last(sam, desk.devices).text).toContain('my laptop does not start & <hangs>');
    expect(JSON.stringify(last(sam, desk.devices).activity)).toContain('https://teams.microsoft.com/l/message/');
    expect(last(sam, sam.dm).notice).toMatch(/^T-1001/);
    proves('teams', 'message-shortcut');
  });

  test('what was quoted cannot be altered in the form, nor used by somebody else', async () => {
    const { maria, sam, priya } = people;
    const id = await maria.say(desk.general, 'my laptop does not start');
    await sam.extend(desk.general, id);
    const before = desk.fake.delivered.length;
    await sam.submit({ urgency: 'blocked' });
    const sent = desk.fake.delivered[before]?.activity as { value: { data: { about: string } } };
    const again = async (about: string, from: object) =>
      await desk.fake.deliver({ ...sent, ...from, value: { ...sent.value, data: { ...sent.value.data, once: crypto.randomUUID(), about } } });
    const { about } = sent.value.data;
    const told = { status: 200, body: { task: { type: 'message', value: 'I do not know this form any more. Please open it again.' } } };
    expect(await again(`${about.slice(0, -2)}xx`, {})).toMatchObject(told);
    const { aadObjectId, teamsId } = priya.user;
    expect(await again(about, { from: { id: teamsId, aadObjectId } })).toMatchObject(told);
    expect(await again(about, {})).toMatchObject({ status: 200, body: undefined });
  });

  test('a form that is sent twice makes one ticket', async () => {
    const { maria, say, press } = people;
    await say(maria, maria.dm, 'new');
    await press(maria, maria.dm, 'Open the form');
    await maria.submit({ summary: 'The laptop hums', urgency: 'slowed' });
    await desk.fake.deliver({ ...desk.fake.delivered.at(-1)?.activity, id: 'another' });
    await desk.settle();
    expect(await desk.database.sql`select id from tickets`).toHaveLength(1);
  });

  test('what a program wrote is nothing to make a ticket of', async () => {
    const { maria, say, last } = people;
    const id = await say(maria, desk.general, 'hello', { mentions: true });
    await maria.extend(desk.general, last(maria, desk.general, id).id);
    expect(maria.notes).toEqual(['I can only make a ticket of what a person wrote.']);
  });

  test('without a message the form is empty, and the ticket is in the chat with Deskside', async () => {
    const { maria, last } = people;
    const { id } = desk.tenant.addGroup('private', ['maria', 'tom']);
    desk.tenant.addGroup('private', ['maria', 'tom']).hasApp = false;
    await maria.extend(id);
    expect(await maria.submit({ summary: 'The laptop hums', urgency: 'slowed' })).toEqual({ kind: 'closed' });
    await desk.settle();
    expect(last(maria, maria.dm).notice).toMatch(/^T-1001 · The laptop hums/);
    expect(maria.sees(id)).toEqual([]);
    proves('teams', 'global-shortcut');
  });

  test('somebody who does not have the app hears how to add it', async () => {
    desk.tenant.addUser({ key: 'bare', name: 'Bare', email: 'bare@example.test', hasApp: false });
    const bare = people.as('bare');
    const { id } = desk.tenant.addGroup('private', ['bare', 'tom']);
    await bare.extend(id);
    expect(bare.notes).toEqual([expect.stringContaining('press Add')]);
  });
});

describe('buttons', () => {
  test('work in a client that sends them as messages', async () => {
    const { maria, sam, say, press, message } = people;
    await say(maria, maria.dm, 'my laptop does not start');
    await press(maria, maria.dm, 'I cannot work', { asOld: true });
    const card = maria.sees(maria.dm).at(-1)?.id ?? '';
    await press(sam, desk.devices, 'Claim', { asOld: true });
    expect(message(maria, maria.dm, card).text).toContain('Sam Okafor is working on it');
    expect(sam.notes).toEqual([]);
  });

  test('refuse under the card, to whoever pressed it, and change it for nobody', async () => {
    const { maria, lee, sam, say, press } = people;
    await say(maria, maria.dm, 'my laptop does not start');
    await press(maria, maria.dm, 'I cannot work');
    const [before] = sam.sees(desk.devices);
    await press(lee, desk.devices, 'Claim');
    expect(lee.notes).toEqual(['Only members of the team that works on this can do it.']);
    await press(lee, desk.devices, 'Claim', { asOld: true });
    expect(lee.sees(lee.dm).map(({ text }) => text)).toEqual(['Only members of the team that works on this can do it.']);
    expect(sam.sees(desk.devices)).toEqual([before]);
  });

  test('of ours are known by their data: whatever else is sent is said to be unknown', async () => {
    const { maria, say, last } = people;
    await say(maria, maria.dm, 'hello');
    const { id } = last(maria, maria.dm);
    await maria.press(maria.dm, id, 'My open requests');
    const sent = desk.fake.delivered.at(-1)?.activity as { value: { action: object } };
    for (const data of [undefined, 'x', {}, { ref: { action: 'ticket.claim; drop' } }, { ref: { action: 'no.such' } }]) {
      const done = await desk.fake.deliver({ ...sent, id: crypto.randomUUID(), value: { ...sent.value, action: { ...sent.value.action, data } } });
      expect(done).toMatchObject({ status: 200, body: { value: expect.stringContaining('I do not know that button') as string } });
    }
  });
});
