import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { approveButton, reportForm, setStage, type Stage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(async () => {
  await stage.stop();
});

describe('an app over HTTP', () => {
  test('hears what is said where its bot is, once as a message and once more when it is named', async () => {
    const { slack, acme } = stage;
    const app = await stage.boltOverHttp();
    const heard: unknown[] = [];
    app.message(async ({ message }) => void heard.push(['message', 'text' in message && message.text, message.channel_type]));
    app.event('app_mention', async ({ event, body }) => void heard.push(['mention', event.text, body.team_id]));
    const maria = acme.as('U1');
    await maria.say(maria.dm, 'my <laptop> & I');
    await maria.say('C1', `<@${acme.botUserId}> help`);
    await maria.say('C2', 'nobody hears this');
    expect(heard).toEqual([
      ['message', 'my &lt;laptop&gt; &amp; I', 'im'],
      ['message', `<@${acme.botUserId}> help`, 'channel'],
      ['mention', `<@${acme.botUserId}> help`, 'T1'],
    ]);
    expect(new Set(slack.delivered.map(({ eventId }) => eventId)).size).toBe(3);
  });

  test('refuses what is not signed by Slack, and what is too old', async () => {
    const { slack } = stage;
    await stage.boltOverHttp();
    const url = stage.url();
    const body = JSON.stringify({ type: 'url_verification', challenge: 'c' });
    const old = Math.floor(Date.now() / 1000) - 600;
    expect((await slack.post(url, body)).status).toBe(200);
    expect((await slack.post(url, body, slack.sign(body, { secret: 'wrong' }))).status).toBe(401);
    expect((await slack.post(url, body, slack.sign(body, { timestamp: old }))).status).toBe(401);
  });

  test('may get the same event twice, with the same id', async () => {
    const { acme, slack } = stage;
    const app = await stage.boltOverHttp();
    const ids: string[] = [];
    app.message(async ({ body }) => void ids.push(body.event_id));
    await acme.as('U1').say('C1', 'once');
    await slack.repeatLast();
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
  });

  test('is told again at once, three times at most, until it takes an event', async () => {
    const { slack, acme } = stage;
    const statuses = [500, 500, 200, 500, 500, 500, 500];
    const seen: unknown[] = [];
    const server = createServer((request, response) => {
      seen.push([request.headers['x-slack-retry-num'], request.headers['x-slack-retry-reason']]);
      response.writeHead(statuses.shift() ?? 500).end();
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    slack.connectHttp(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await acme.as('U1').say('C1', 'hello?');
    await acme.as('U1').say('C1', 'is anybody there?');
    server.close();
    const retries = ['1', '2', '3'].map((number) => [number, 'http_error']);
    const none = [undefined, undefined];
    expect(seen).toEqual([none, ...retries.slice(0, 2), none, ...retries]);
    expect(slack.delivered.map(({ isTaken }) => isTaken)).toEqual([true, false]);
  });

  test('opens a form from a button, which is filled in, refused, mended and sent', async () => {
    const { slack, acme } = stage;
    const app = await stage.boltOverHttp();
    const values: unknown[] = [];
    app.action('approve', async ({ ack, body, client: api }) => {
      await ack();
      await api.views.open({ trigger_id: 'trigger_id' in body ? body.trigger_id : '', view: reportForm() });
    });
    app.view('report', async ({ ack, view }) => {
      const said = view.state.values['what']?.['it']?.value;
      values.push(view.state.values);
      await (said === 'no' ? ack({ response_action: 'errors', errors: { what: 'Say more.' } }) : ack());
    });
    await stage.post({ channel: 'C1', text: 'Approve T-7?', blocks: [approveButton] });
    const maria = acme.as('U1');
    const [card] = maria.sees('C1');
    expect(card?.buttons).toEqual(['Approve']);
    await maria.press({ channel: 'C1', ts: card?.ts ?? '' }, 'Approve');
    await expect.poll(() => maria.modal()?.title).toBe('Report a problem');
    expect(await maria.submit({})).toEqual({ kind: 'errors', errors: { 'What is wrong?': 'Please complete this required field.' } });
    expect(await maria.submit({ 'What is wrong?': 'no' })).toEqual({ kind: 'errors', errors: { 'What is wrong?': 'Say more.' } });
    expect(await maria.submit({ 'What is wrong?': 'the screen', 'Where?': 'At home' })).toEqual({ kind: 'closed' });
    expect(maria.modal()).toBeUndefined();
    expect(values.at(-1)).toEqual({
      what: { it: { type: 'plain_text_input', value: 'the screen' } },
      where: { it: { type: 'static_select', selected_option: { text: { type: 'plain_text', text: 'At home' }, value: 'home' } } },
    });
    expect(slack.violations).toEqual([]);
    expect(slack.failures).toEqual([]);
  });

  test('a trigger opens one form, and none after three seconds', async () => {
    const { acme, client } = stage;
    const app = await stage.boltOverHttp();
    const triggers: string[] = [];
    app.shortcut('new', async ({ ack, shortcut }) => {
      triggers.push(shortcut.trigger_id);
      await ack();
    });
    await acme.as('U1').shortcut('new');
    await acme.as('U1').shortcut('new');
    const [first = '', second = ''] = triggers;
    await client.views.open({ trigger_id: first, view: reportForm() });
    await expect(client.views.open({ trigger_id: first, view: reportForm() })).rejects.toMatchObject({ data: { error: 'exchanged_trigger_id' } });
    stage.later(3001);
    await expect(client.views.open({ trigger_id: second, view: reportForm() })).rejects.toMatchObject({ data: { error: 'expired_trigger_id' } });
  });

  test('a command is answered to its user alone, at once and later, five times and for half an hour', async () => {
    const { acme } = stage;
    const app = await stage.boltOverHttp();
    let later = '';
    app.command('/it', async ({ ack, command }) => {
      later = command.response_url;
      await ack(`You asked for ${command.text}`);
    });
    const maria = acme.as('U1');
    expect(await maria.command('/it', 'help', 'C1')).toBe('You asked for help');
    const answer = async () => (await fetch(later, { method: 'POST', body: '{"text":"more"}', headers: { 'content-type': 'application/json' } })).status;
    expect(await Promise.all([1, 2, 3, 4, 5].map(answer))).toEqual([200, 200, 200, 200, 200]);
    expect(await answer()).toBe(404);
    expect(maria.sees('C1')).toHaveLength(6);
    expect(maria.sees('C1').every(({ isEphemeral }) => isEphemeral)).toBe(true);
    expect(acme.as('U2').sees('C1')).toEqual([]);
  });

  test('who presses a button that nobody answers is told that it failed', async () => {
    const { slack, acme } = stage;
    await stage.boltOverHttp(200);
    const { ts = '' } = await stage.post({ channel: 'C1', text: 'Approve?', blocks: [approveButton] });
    expect(await acme.as('U2').press({ channel: 'C1', ts }, 'Approve')).toEqual({ kind: 'failed', status: undefined });
    expect(slack.failures).toEqual(['sam: «Approve» failed (no answer in time)']);
  });
});
