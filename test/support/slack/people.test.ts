import type { KnownBlock } from '@slack/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { approveButton, reportForm, setStage, type Stage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(async () => {
  await stage.stop();
});

/** Everything that the app hears, as it comes. */
async function listenToAll(patience?: number): Promise<Record<string, unknown>[]> {
  const app = await stage.boltOverHttp(patience);
  const bodies: Record<string, unknown>[] = [];
  app.use(async ({ body, next }) => {
    bodies.push(body as unknown as Record<string, unknown>);
    await next();
  });
  return bodies;
}

function eventsOf(bodies: readonly Record<string, unknown>[]): unknown[] {
  return bodies.map(({ event }) => event);
}

describe('what people write', () => {
  test('is changed, taken back and reacted to, and the app hears of it with the words before', async () => {
    const bodies = await listenToAll();
    const maria = stage.acme.as('U1');
    const ts = await maria.say('C1', 'my mouse');
    await maria.edit('C1', ts, 'my keyboard');
    await stage.acme.as('U2').react('C1', ts, 'ticket');
    await maria.remove('C1', ts);
    expect(eventsOf(bodies)).toMatchObject([
      { type: 'message', text: 'my mouse', user: 'U1', channel_type: 'channel', ts },
      { subtype: 'message_changed', message: { text: 'my keyboard', ts, edited: { user: 'U1' } }, previous_message: { text: 'my mouse' } },
      { type: 'reaction_added', user: 'U2', reaction: 'ticket', item: { channel: 'C1', ts }, item_user: 'U1' },
      { subtype: 'message_deleted', deleted_ts: ts, previous_message: { text: 'my keyboard' } },
    ]);
    expect(bodies[0]).toMatchObject({ type: 'event_callback', team_id: 'T1', api_app_id: 'A0FAKE', authorizations: [{ team_id: 'T1', is_bot: true }] });
  });

  test('goes to the thread that it answers, and is seen there', async () => {
    const { ts = '' } = await stage.post({ channel: 'C1', text: 'T-1' });
    await stage.acme.as('U1').say('C1', 'any news?', { thread: ts });
    const sam = stage.acme.as('U2');
    expect(sam.sees('C1', ts).map(({ from, text }) => `${from}: ${text}`)).toEqual(['IT Desk: T-1', 'Maria Lindqvist: any news?']);
    expect(sam.sees('C1')).toMatchObject([{ replies: 1 }]);
  });

  test('is heard with the workspace of somebody who belongs to another one, and nothing more is known of them', async () => {
    const bodies = await listenToAll();
    stage.acme.addUser({ id: 'UX', name: 'eve', email: 'eve@other.example', teamId: 'TX' });
    stage.acme.addChannel({ id: 'C9', name: 'shared', members: ['UX'], isExtShared: true });
    await stage.acme.as('UX').say('C9', 'hello');
    expect(bodies).toMatchObject([{ team_id: 'T1', is_ext_shared_channel: true, event: { user: 'UX', user_team: 'TX', team: 'TX' } }]);
    const { user } = await stage.client.users.info({ user: 'UX' });
    expect(user).toMatchObject({ is_stranger: true, team_id: 'TX' });
    expect(user?.profile?.email).toBeUndefined();
    await expect(stage.client.users.lookupByEmail({ email: 'eve@other.example' })).rejects.toMatchObject({ data: { error: 'users_not_found' } });
  });

  test('stays unheard without the scope, and nobody sees a channel that is not theirs', async () => {
    const bodies = await listenToAll();
    stage.acme.setScopes(['chat:write', 'im:history']);
    await stage.acme.as('U1').say('C1', 'hello');
    expect(bodies).toEqual([]);
    expect(() => stage.acme.as('U1').sees('G1')).toThrow('maria does not see G1');
    expect(() => stage.acme.as('U9').sees('C1')).toThrow('guest does not see C1');
  });

  test('the app also hears of what happens to people and channels', async () => {
    const bodies = await listenToAll();
    await stage.acme.changeUser('U2', { deleted: true });
    await stage.acme.inviteBot('C2', 'U1');
    await stage.acme.archive('C1', 'U1');
    await stage.acme.as('U1').openHome('messages');
    expect(eventsOf(bodies)).toMatchObject([
      { type: 'user_change', user: { id: 'U2', deleted: true } },
      { type: 'member_joined_channel', user: stage.acme.botUserId, channel: 'C2', inviter: 'U1' },
      { type: 'channel_archive', channel: 'C1' },
      { type: 'app_home_opened', user: 'U1', tab: 'messages', channel: stage.acme.as('U1').dm },
    ]);
  });

  test('is heard by the app of their own workspace, signed with its secret, and suggestions are theirs alone', async () => {
    const app = { ...stage.slack.app, id: 'A2', signingSecret: 'another-secret' };
    const globex = stage.slack.addWorkspace({ id: 'T2', app, users: [{ id: 'U1', name: 'hank' }], channels: [{ id: 'C1', name: 'help', members: ['U1'] }] });
    const bodies = await listenToAll();
    await stage.acme.as('U1').say('C1', 'from Acme');
    await globex.as('U1').say('C1', 'from Globex');
    expect(eventsOf(bodies)).toMatchObject([{ text: 'from Acme' }]);
    expect(stage.slack.delivered.map(({ attempts }) => attempts.at(-1)?.status)).toEqual([200, 401]);
    const prompts: [{ title: string; message: string }] = [{ title: 'Reset my password', message: 'I forgot my password' }];
    await stage.client.apiCall('assistant.threads.setSuggestedPrompts', { channel_id: stage.acme.as('U1').dm, prompts });
    expect([stage.acme.as('U1').prompts(), globex.as('U1').prompts()]).toEqual([['Reset my password'], []]);
    expect(stage.slack.violations).toEqual([]);
  });
});

describe('what people do', () => {
  test('a button is found by its label below certain words, and tells what it carries and where it stood', async () => {
    const bodies = await listenToAll(200);
    const card = (text: string, value: string): KnownBlock[] => [
      { type: 'section', text: { type: 'plain_text', text } },
      { type: 'actions', elements: [{ type: 'button', action_id: 'open', value, text: { type: 'plain_text', text: 'Open' } }] },
    ];
    await stage.client.views.publish({ user_id: 'U1', view: { type: 'home', blocks: [...card('T-1', '1'), ...card('T-2', '2')] } });
    await stage.acme.as('U1').press('home', 'Open', 'T-2');
    expect(bodies).toMatchObject([
      {
        type: 'block_actions',
        user: { id: 'U1', username: 'maria', team_id: 'T1' },
        team: { id: 'T1', domain: 'acme' },
        container: { type: 'view' },
        view: { type: 'home', app_id: 'A0FAKE' },
        actions: [{ type: 'button', action_id: 'open', value: '2', text: { text: 'Open' } }],
      },
    ]);
    expect(() => stage.acme.as('U1').home()?.buttons).not.toThrow();
    await expect(stage.acme.as('U1').press('home', 'Close')).rejects.toThrow('nothing is labeled «Close» here, only: Open, Open');
  });

  test('a message shortcut brings the message, and its answer reaches who used it alone', async () => {
    const app = await stage.boltOverHttp();
    app.shortcut('ticket_from_message', async ({ ack, shortcut, respond }) => {
      await ack();
      await respond({ text: `From: ${'message' in shortcut ? shortcut.message.text : ''}`, response_type: 'ephemeral' });
    });
    const ts = await stage.acme.as('U1').say('C1', 'it is broken');
    await stage.acme.as('U2').messageShortcut('ticket_from_message', 'C1', ts);
    await expect.poll(() => stage.acme.as('U2').sees('C1').at(-1)).toMatchObject({ text: 'From: it is broken', isEphemeral: true });
    expect(stage.acme.as('U1').sees('C1')).toHaveLength(1);
    expect(stage.slack.violations).toEqual([]);
  });

  test('an ephemeral message is replaced through its own answer address, and by nothing else', async () => {
    const app = await stage.boltOverHttp();
    app.action('approve', async ({ ack, respond }) => {
      await ack();
      await respond({ text: 'Approved', replace_original: true });
    });
    const { message_ts: ts = '' } = await stage.client.chat.postEphemeral({ channel: 'C1', user: 'U1', text: 'Approve?', blocks: [approveButton] });
    const changed = stage.client.chat.update({ channel: 'C1', ts, text: 'Approved' });
    await expect(changed).rejects.toMatchObject({ data: { error: 'message_not_found' } });
    await stage.acme.as('U1').press({ channel: 'C1', ts }, 'Approve');
    await expect.poll(() => stage.acme.as('U1').sees('C1')).toMatchObject([{ ts, text: 'Approved', buttons: [], isEphemeral: true }]);
    expect(stage.acme.as('U2').sees('C1')).toEqual([]);
  });

  test('in a menu that asks the app they type, see what is offered, and choose', async () => {
    const app = await stage.boltOverHttp();
    const asked: string[] = [];
    app.options('device', async ({ ack, options }) => {
      asked.push(options.value);
      await ack({ options: [{ text: { type: 'plain_text', text: 'ThinkPad' }, value: 'd1' }] });
    });
    const form = reportForm();
    const menu = { type: 'external_select' as const, action_id: 'device', min_query_length: 0 };
    const device: KnownBlock = { type: 'input', block_id: 'device', label: { type: 'plain_text', text: 'Which device?' }, element: menu };
    app.shortcut('new', async ({ ack, client, shortcut }) => {
      await client.views.open({ trigger_id: shortcut.trigger_id, view: { ...form, blocks: [device] } });
      await ack();
    });
    const chosen: unknown[] = [];
    app.view('report', async ({ ack, view }) => {
      chosen.push(view.state.values['device']?.['device']?.selected_option?.value);
      await ack();
    });
    const maria = stage.acme.as('U1');
    await maria.shortcut('new');
    expect(await maria.search('modal', 'Which device?', 'think')).toEqual(['ThinkPad']);
    await maria.submit({ 'Which device?': 'ThinkPad' });
    expect([asked, chosen]).toEqual([['think', 'ThinkPad'], ['d1']]);
    expect(stage.slack.violations).toEqual([]);
  });

  test('one form leads to the next and back, and closing it is told', async () => {
    const app = await stage.boltOverHttp();
    const second = { ...reportForm(), callback_id: 'second', title: { type: 'plain_text' as const, text: 'And now' }, notify_on_close: true };
    const closed: string[] = [];
    app.shortcut('new', async ({ ack, client, shortcut }) => {
      await client.views.open({ trigger_id: shortcut.trigger_id, view: reportForm() });
      await ack();
    });
    app.view('report', async ({ ack }) => await ack({ response_action: 'push', view: second }));
    app.view({ callback_id: 'second', type: 'view_closed' }, async ({ ack, view }) => {
      closed.push(view.callback_id);
      await ack();
    });
    app.view('second', async ({ ack }) => await ack({ response_action: 'errors', errors: { nowhere: 'What?' } }));
    const maria = stage.acme.as('U1');
    await maria.shortcut('new');
    expect(await maria.submit({ 'What is wrong?': 'x' })).toEqual({ kind: 'pushed' });
    expect(maria.modal()?.title).toBe('And now');
    expect(await maria.submit({ 'What is wrong?': 'x' })).toEqual({ kind: 'failed' });
    expect(stage.slack.violations).toEqual(['view_submission: response_action errors names nowhere, which is no input block']);
    await maria.close();
    expect([closed, maria.modal()?.title]).toEqual([['second'], 'Report a problem']);
  });
});
