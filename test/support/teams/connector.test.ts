import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startFakeTeams, type FakeTeams } from './fake-teams.ts';
import { addFile, type FakeTenant } from './tenant.ts';

const CARD = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'words' }] }] };

let fake: FakeTeams;
let tenant: FakeTenant;
beforeEach(async () => {
  fake = await startFakeTeams();
  tenant = fake.addTenant('Example');
  tenant.addUser({ key: 'maria', name: 'Maria Lindqvist', email: 'maria@example.test' });
  tenant.addUser({ key: 'sam', name: 'Sam Okafor', email: 'sam@example.test' });
  tenant.addUser({ key: 'bare', name: 'Without App', hasApp: false });
  tenant.addTeam({ key: 'it', name: 'IT', members: ['sam'] });
});
afterEach(async () => await fake.stop());

async function call(method: string, path: string, body?: object, token: string | null = fake.world.token) {
  const response = await fetch(`${tenant.serviceUrl}v3/${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const json = (await response.json()) as { id?: string; error?: { code: string }; members?: { email: string }[]; continuationToken?: string };
  return { status: response.status, retryAfter: response.headers.get('retry-after'), ...json };
}
const at = (id: string) => `conversations/${encodeURIComponent(id)}`;
const words = (text: string) => ({ type: 'message', text, textFormat: 'plain' });
const withCard = (content: object, more = {}) => ({
  type: 'message',
  summary: 'words',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  ...more,
});

describe('the fake connector', () => {
  test('keeps what is posted, in its thread, with what it said before, and shows it to those who are there', async () => {
    const { id: channel } = tenant.channel('it');
    const { id: root } = await call('POST', `${at(channel)}/activities`, words('first'));
    await call('POST', `${at(`${channel};messageid=${root}`)}/activities`, words('reply'));
    await call('PUT', `${at(channel)}/activities/${root}`, withCard(CARD));
    expect(tenant.sees('sam', channel)).toMatchObject([{ id: root, from: 'bot', text: 'words', changes: 1 }]);
    expect(tenant.sees('sam', channel, root).map(({ text }) => text)).toEqual(['words', 'reply']);
    expect(tenant.sees('maria', channel)).toEqual([]);
    await call('DELETE', `${at(channel)}/activities/${root}`);
    expect(tenant.sees('sam', channel)).toEqual([]);
    expect(fake.violations).toEqual([]);
  });

  test('opens a personal chat once, only with who has the app and has not blocked it', async () => {
    const open = async (key: string) =>
      await call('POST', 'conversations', {
        isGroup: false,
        bot: { id: `28:${fake.appId}` },
        members: [{ id: tenant.user(key).teamsId }],
        tenantId: tenant.id,
      });
    const { id } = await open('maria');
    expect(await open('maria')).toMatchObject({ status: 201, id });
    expect(await open('bare')).toMatchObject({ status: 403, error: { code: 'ForbiddenOperationException' } });
    tenant.user('maria').hasBlocked = true;
    expect(await open('maria')).toMatchObject({ status: 403, error: { code: 'ConversationBlockedByUser' } });
    expect(await call('POST', `${at(id ?? '')}/activities`, words('x'))).toMatchObject({ status: 403 });
  });

  test('refuses what Teams refuses', async () => {
    const { id: channel } = tenant.channel('it');
    const post = async (body: object, where = channel) => await call('POST', `${at(where)}/activities`, body);
    expect(await post(words('x'), '19:gone@thread.tacv2')).toMatchObject({ status: 404, error: { code: 'ConversationNotFound' } });
    expect(await post(words('x'), `${channel};messageid=1`)).toMatchObject({ status: 404 });
    expect(await post(words('x'.repeat(60_000)))).toMatchObject({ status: 413, error: { code: 'MessageSizeTooBig' } });
    expect(await call('PUT', `${at(channel)}/activities/1`, words('x'))).toMatchObject({ status: 404, error: { code: 'ActivityNotFoundInConversation' } });
    tenant.team('it').hasApp = false;
    expect(await post(words('x'))).toMatchObject({ status: 403, error: { code: 'BotNotInConversationRoster' } });
    expect(await call('GET', `${at(channel)}/pagedmembers`, undefined, null)).toMatchObject({ status: 401 });
    expect(fake.violations).toEqual(['a call with no token']);
  });

  test('lists members page by page', async () => {
    for (let n = 0; n < 70; n += 1) {
      tenant.addUser({ key: `p${n}`, name: `P ${n}`, email: `p${n}@example.test` });
      tenant.team('it').members.add(tenant.user(`p${n}`).aadObjectId);
    }
    const first = await call('GET', `${at(tenant.channel('it').id)}/pagedmembers?pageSize=50`);
    const second = await call('GET', `${at(tenant.channel('it').id)}/pagedmembers?pageSize=50&continuationToken=${first.continuationToken}`);
    expect([first.members?.length, second.members?.length, second.continuationToken]).toEqual([50, 21, undefined]);
  });

  test('breaks when it is told to, and lets through as much as is documented', async () => {
    const post = async () => await call('POST', `${at(tenant.channel('it').id)}/activities`, words('x'));
    fake.fault({ operation: 'post', status: 429, code: 'TooManyRequests', retryAfter: 9 });
    expect(await post()).toMatchObject({ status: 429, retryAfter: '9' });
    fake.limitRates();
    const statuses = await Promise.all(Array.from({ length: 8 }, async () => (await post()).status));
    expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 201, 201, 201, 201, 201, 201, 429]);
  });

  test('gives files out: one wants the token, the other must not see it', async () => {
    const file = { name: 'a.png', mediaType: 'image/png', bytes: Buffer.from('pixels') };
    const { contentUrl } = addFile(fake.world, tenant.id, { ...file, kind: 'inline' });
    const { content } = addFile(fake.world, tenant.id, { ...file, kind: 'download' }) as { content: { downloadUrl: string } };
    expect((await fetch(String(contentUrl))).status).toBe(401);
    expect(await (await fetch(String(contentUrl), { headers: { authorization: `Bearer ${fake.world.token}` } })).text()).toBe('pixels');
    expect(await (await fetch(content.downloadUrl)).text()).toBe('pixels');
    expect((await fetch(content.downloadUrl.replace('key-', ''))).status).toBe(404);
  });

  test.each([
    ['another version', { ...CARD, version: '1.6' }, /version 1\.6/],
    ['two inputs of one name', { ...CARD, body: [1, 2].map(() => ({ type: 'Input.Text', id: 'a', label: 'x' })) }, /a second input a/],
    ['a press that older clients cannot make', { ...CARD, actions: [{ type: 'Action.Execute', title: 'Go', verb: 'go' }] }, /without a fallback/],
    ['text that would be Markdown', { ...CARD, body: [{ type: 'TextBlock', text: '*x*' }] }, /reads Markdown/],
    ['too many buttons', { ...CARD, actions: Array.from({ length: 7 }, () => ({ type: 'Action.Submit', title: 'x' })) }, /7 actions/],
    ['an element that there is not', { ...CARD, body: [{ type: 'Picture' }] }, /Picture|unknown/i],
  ])('objects to a card with %s', async (_, card, objection) => {
    await call('POST', `${at(tenant.channel('it').id)}/activities`, withCard(card));
    expect(fake.violations.join('\n')).toMatch(objection);
  });

  test.each([
    ['text that is read as Markdown', { type: 'message', text: 'x' }, /not plain/],
    ['a card without words for a notification', withCard(CARD, { summary: '' }), /notification/],
    ['more than it should be', words('x'.repeat(42_000)), /at most 81920/],
    ['a mention', { ...words('x'), entities: [{ type: 'mention' }] }, /mentions somebody/],
  ])('objects to %s', async (_, activity, objection) => {
    await call('POST', `${at(tenant.channel('it').id)}/activities`, activity);
    expect(fake.violations.join('\n')).toMatch(objection);
  });
});
