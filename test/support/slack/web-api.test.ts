import type { KnownBlock } from '@slack/types';
import { WebClient, type UsersListResponse } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setStage, silent, type Stage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(async () => {
  await stage.stop();
});

describe('the Web API', () => {
  test('knows who asks, and refuses a token that it does not know, that was taken away, or that may not', async () => {
    const { slack, acme, client } = stage;
    expect(await client.auth.test()).toMatchObject({ team_id: 'T1', user_id: acme.botUserId, bot_id: acme.botId });
    await expect(new WebClient('wrong', { slackApiUrl: slack.apiUrl, logger: silent }).auth.test()).rejects.toMatchObject({ data: { error: 'invalid_auth' } });
    await expect(new WebClient(undefined, { slackApiUrl: slack.apiUrl, logger: silent }).auth.test()).rejects.toMatchObject({ data: { error: 'not_authed' } });
    acme.setScopes(['users:read']);
    await expect(stage.post({ channel: 'C1', text: 'hi' })).rejects.toMatchObject({ data: { error: 'missing_scope', needed: 'chat:write' } });
    await acme.revoke(acme.botToken);
    await expect(client.auth.test()).rejects.toMatchObject({ data: { error: 'token_revoked' } });
  });

  test('posts, answers in a thread, changes and takes back, and finds a message by its metadata', async () => {
    const { slack, acme, client } = stage;
    const metadata = { event_type: 'desk', event_payload: { key: 'k1' } };
    const root = await stage.post({ channel: 'C1', text: 'T-1 is new', metadata });
    const reply = await stage.post({ channel: 'C1', text: 'noted', thread_ts: root.ts ?? '' });
    await client.chat.update({ channel: 'C1', ts: root.ts ?? '', text: 'T-1 is done' });
    const found = await client.conversations.history({ channel: 'C1', include_all_metadata: true, oldest: root.ts ?? '', inclusive: true });
    expect(found.messages).toMatchObject([{ ts: root.ts, text: 'T-1 is done', metadata, reply_count: 1, bot_id: acme.botId }]);
    const thread = await client.conversations.replies({ channel: 'C1', ts: root.ts ?? '' });
    expect(thread.messages?.map(({ text }) => text)).toEqual(['T-1 is done', 'noted']);
    await client.chat.delete({ channel: 'C1', ts: reply.ts ?? '' });
    expect(acme.as('U1').sees('C1', root.ts)).toMatchObject([{ text: 'T-1 is done', isEdited: true, from: 'IT Desk' }]);
    expect(slack.violations).toEqual([]);
  });

  test.each([
    ['C404', 'channel_not_found'],
    ['G1', 'channel_not_found'],
    ['C2', 'not_in_channel'],
  ])('refuses to post in %s: %s', async (channel, error) => {
    await expect(stage.post({ channel, text: 'hi' })).rejects.toMatchObject({ data: { error } });
  });

  test('refuses threads and messages that are not there, and changing what somebody else wrote', async () => {
    const { acme, client } = stage;
    const ts = await acme.as('U1').say('C1', 'mine');
    const other = '1700000000.000001';
    await expect(stage.post({ channel: 'C1', text: 'hi', thread_ts: 'x' })).rejects.toMatchObject({ data: { error: 'invalid_thread_ts' } });
    await expect(stage.post({ channel: 'C1', text: 'hi', thread_ts: other })).rejects.toMatchObject({ data: { error: 'thread_not_found' } });
    await expect(client.chat.update({ channel: 'C1', ts: other, text: 'hi' })).rejects.toMatchObject({ data: { error: 'message_not_found' } });
    await expect(client.chat.update({ channel: 'C1', ts, text: 'hi' })).rejects.toMatchObject({ data: { error: 'cant_update_message' } });
    await acme.archive('C1', 'U1');
    await expect(stage.post({ channel: 'C1', text: 'hi' })).rejects.toMatchObject({ data: { error: 'is_archived' } });
  });

  test('a method that does not exist is refused and noted, and so is an argument that means nothing', async () => {
    const { slack, client } = stage;
    await expect(client.apiCall('chat.shout', {})).rejects.toMatchObject({ data: { error: 'unknown_method' } });
    await client.apiCall('chat.postMessage', { channel: 'C1', text: 'hi', colour: 'red' });
    expect(slack.violations).toEqual(['chat.shout: no such method', 'chat.postMessage: no argument colour']);
  });

  test('lists come in pages, and e-mail addresses only with their scope', async () => {
    const { acme, client } = stage;
    const pages = [];
    for await (const page of client.paginate('users.list', { limit: 2 })) pages.push((page as UsersListResponse).members?.length);
    expect(pages).toEqual([2, 2]);
    expect((await client.users.lookupByEmail({ email: 'MARIA@example.test' })).user?.id).toBe('U1');
    acme.setScopes(['users:read']);
    expect((await client.users.info({ user: 'U1' })).user?.profile?.email).toBeUndefined();
  });

  test('faults strike as often as they are told to: limits, errors, and an answer that is lost after the deed', async () => {
    const { slack } = stage;
    slack.fault({ method: 'chat.postMessage', channel: 'C1', status: 429, retryAfter: 7 });
    await expect(stage.post({ channel: 'C1', text: 'one' })).rejects.toMatchObject({ retryAfter: 7 });
    slack.fault({ method: 'chat.postMessage', status: 503 });
    await expect(stage.post({ channel: 'C1', text: 'two' })).rejects.toMatchObject({ statusCode: 503 });
    const lost = slack.fault({ method: 'chat.postMessage', dropAnswer: true });
    await expect(stage.post({ channel: 'C1', text: 'three' })).rejects.toThrow('fetch failed');
    await stage.post({ channel: 'C1', text: 'four' });
    const seen = stage.acme.as('U1').sees('C1');
    expect(seen.map(({ text }) => text)).toEqual(['three', 'four']);
    expect(lost.hits()).toBe(1);
  });

  test('a call that is never answered ends with the patience of the caller, and a body that is no JSON is refused', async () => {
    const { acme, slack } = stage;
    slack.fault({ method: 'auth.test', hang: true });
    const hasty = new WebClient(acme.botToken, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, timeout: 50, logger: silent });
    await expect(hasty.auth.test()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${acme.botToken}` };
    const broken = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST', body: '{', headers });
    expect(await broken.json()).toEqual({ ok: false, error: 'invalid_json' });
  });
});

describe('what readers would notice', () => {
  test.each([
    ['hi <@U1>', ['U1'], []],
    ['<!here> and <!subteam^S1|team>', ['S1', 'here'], []],
    ['hi &lt;@U1&gt; @here @maria', [], []],
    ['see https://evil.example/x', [], ['https://evil.example/x']],
    ['mail a@b.com or www.evil.ru, <https://evil.example|click>', [], ['a@b.com', 'https://evil.example', 'www.evil.ru']],
    ['`https://in.code`', [], []],
  ])('%s', async (text, pings, links) => {
    const { slack, acme } = stage;
    await stage.post({ channel: 'C1', text });
    expect(acme.as('U1').sees('C1').at(-1)).toMatchObject({ pings, links });
    expect(slack.violations).toEqual([]);
  });

  test('names ping when a call asks for it, and words that were not escaped are noted', async () => {
    const { slack, acme } = stage;
    await stage.post({ channel: 'C1', text: '@here @maria', link_names: true });
    expect(acme.as('U1').sees('C1').at(-1)?.pings).toEqual(['U1', 'here']);
    await stage.post({ channel: 'C1', text: 'a <b> & c' });
    expect(slack.violations).toHaveLength(2);
  });

  test('plain and rich text neither ping nor link by their words, but by their elements', async () => {
    const { acme } = stage;
    const words = '<@U1> <!channel> https://evil.example';
    const blocks: KnownBlock[] = [
      { type: 'section', text: { type: 'plain_text', text: words } },
      { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: words }] }] },
    ];
    await stage.post({ channel: 'C1', text: 'words', blocks });
    expect(acme.as('U1').sees('C1').at(-1)).toMatchObject({ pings: [], links: [], text: `${words}\n${words}`, fallback: 'words' });
    const user: KnownBlock = {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'user', user_id: 'U2' },
            { type: 'link', url: 'https://a.example' },
          ],
        },
      ],
    };
    await stage.post({ channel: 'C1', text: 'words', blocks: [user] });
    expect(acme.as('U1').sees('C1').at(-1)).toMatchObject({ pings: ['U2'], links: ['https://a.example'] });
  });
});
