import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { describe, expect, onTestFinished, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import { replaySlack } from '#bot/slack/replay.ts';
import { readConfig } from '#config.ts';
import { createSlackDesk, DEVICES, GENERAL, WORKSPACE } from '#test/support/slack-desk.ts';

const FOLDER = new URL('./fixtures/', import.meta.url);
const DM = 'D0MARIA';
/** When the team's card was posted, and Tom's message in general, as the fixtures have it. */
const [CARD, TOMS, MENTION] = ['1700000000.000100', '1700000006.000100', '1700000002.000100'];

type Json = Readonly<Record<string, unknown>>;
const fixture = (name: string) => JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as Json;

async function start() {
  const desk = await createSlackDesk();
  onTestFinished(desk.stop);
  const { slack, workspace, url, settle, database } = desk;
  const { channels, botUserId, botId } = workspace.state;
  const put = (room: string, ts: string, user: string, text: string) => {
    const nothing = { thread: undefined, username: undefined, icon: undefined, metadata: undefined, edited: undefined, onlyFor: undefined };
    const message = { ...nothing, ts, user, text, botId: user === botUserId ? botId : undefined, blocks: [], files: [], reactions: [], pings: [], links: [] };
    channels.get(room)?.messages.push(message);
  };
  const room = { name: 'directmessage', kind: 'im', user: 'UMARIA', isArchived: false, isExtShared: false } as const;
  channels.set(DM, { ...room, id: DM, members: new Set(['UMARIA', botUserId]), messages: [] });
  put(GENERAL, MENTION, 'UMARIA', 'hello');
  put(GENERAL, TOMS, 'UTOM', 'the projector in the big room is dark');
  const { slack: settings } = readConfig({
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_SIGNING_SECRET: slack.app.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    SLACK_PORT: new URL(url).port,
  });
  const replay = async (payload: unknown) => {
    const answer = await replaySlack({ config: { slack: settings } }, payload);
    await settle();
    return answer;
  };
  const sees = (who: 'UMARIA' | 'USAM', channel: string, thread?: string) =>
    workspace
      .as(who)
      .sees(channel, thread)
      .map(({ text, fallback }) => `${text} ${fallback}`);
  return {
    ...desk,
    settings,
    replay,
    sees,
    /** What the desk took in last. */
    taken: async () => {
      const [row] = await database.db.execute<{ event: Json }>(sql`select event from inbox order by received_at desc limit 1`);
      return row?.event;
    },
    ticket: async () => (await database.db.execute(sql`select id, state, title from tickets order by id desc limit 1`))[0],
    /** A ticket whose card hangs where the fixtures say. */
    report: async () => {
      await replay(fixture('message'));
      await database.db.execute(sql`update posted_cards set message_id = ${CARD} where room = ${DEVICES}`);
      put(DEVICES, CARD, botUserId, 'T-1001');
    },
  };
}

type Desk = Awaited<ReturnType<typeof start>>;

/** What comes of each fixture. */
const OUTCOMES: Readonly<Record<string, (desk: Desk) => Promise<void>>> = {
  message: async ({ replay, ticket, sees }) => {
    expect(await replay(fixture('message'))).toMatchObject({ status: 200, body: '' });
    expect(await ticket()).toMatchObject({ id: 1001, state: 'new' });
    expect(sees('UMARIA', DM).at(-1)).toContain('T-1001');
  },
  mention: async ({ replay, sees }) => {
    expect(await replay(fixture('mention'))).toMatchObject({ status: 200 });
    expect(sees('UMARIA', GENERAL, MENTION).at(-1)).toContain('Hello');
    proves('slack', 'mention');
  },
  'thread-reply': async ({ replay, report, sees }) => {
    await report();
    expect(await replay(fixture('thread-reply'))).toMatchObject({ status: 200 });
    expect(sees('UMARIA', DM).at(-1)).toContain('Does any light come on?');
  },
  'message-changed': async ({ replay, report, taken }) => {
    await report();
    expect(await replay(fixture('message-changed'))).toMatchObject({ status: 200 });
    expect(await taken()).toMatchObject({ type: 'edit', messageId: '1700000001.000100', text: 'my laptop does not start, the screen stays black' });
  },
  'message-deleted': async ({ replay, report, taken }) => {
    await report();
    expect(await replay(fixture('message-deleted'))).toMatchObject({ status: 200 });
    expect(await taken()).toMatchObject({ type: 'edit', messageId: '1700000001.000100', text: null });
  },
  reaction: async ({ replay, taken, desk }) => {
    expect(await replay(fixture('reaction'))).toMatchObject({ status: 200 });
    // It starts what a workflow lets be started at once from a message, and nothing where none does.
    const started = desk.entrances.find(({ quotes }) => quotes === 'at_once')?.action;
    expect((await taken())?.['action']).toBe(started);
  },
  'home-opened': async ({ replay, workspace }) => {
    expect(await replay(fixture('home-opened'))).toMatchObject({ status: 200 });
    expect(JSON.stringify(workspace.state.homes.get('UMARIA')?.view)).toMatch(/Report a problem.*My requests/);
    proves('slack', 'own-page');
  },
  button: async ({ replay, report, ticket, sees }) => {
    await report();
    expect(await replay(fixture('button'))).toMatchObject({ status: 200 });
    expect(await ticket()).toMatchObject({ id: 1001, state: 'in_progress' });
    expect(sees('UMARIA', DM).join('\n')).toContain('Sam Okafor is working on it');
  },
  form: async ({ replay, ticket }) => {
    expect(await replay(fixture('form'))).toMatchObject({ status: 200 });
    expect(await ticket()).toMatchObject({ id: 1001, title: 'My laptop is loud' });
    proves('slack', 'report-by-form');
  },
  options: async ({ replay }) => {
    const { status, body, headers } = await replay(fixture('options'));
    expect({ status, headers }).toMatchObject({ status: 200, headers: { 'content-type': expect.stringContaining('application/json') as string } });
    expect(JSON.parse(body)).toEqual({ options: [{ text: expect.objectContaining({ text: 'It slows me down' }) as object, value: 'slowed' }] });
  },
  command: async ({ replay }) => {
    const { status, body } = await replay(fixture('command'));
    expect({ status, said: (JSON.parse(body) as Json)['text'] }).toEqual({ status: 200, said: expect.stringContaining('/it new') as string });
    proves('slack', 'command-help');
  },
  shortcut: async ({ replay, slack, sees }) => {
    slack.fault({ method: 'views.open', error: 'expired_trigger_id' });
    expect(await replay(fixture('shortcut'))).toMatchObject({ status: 200 });
    expect(sees('UMARIA', DM).at(-1)).toContain('Slack did not let me open the form');
  },
  'message-shortcut': async ({ replay, slack, workspace }) => {
    slack.fault({ method: 'views.open', error: 'expired_trigger_id' });
    expect(await replay(fixture('message-shortcut'))).toMatchObject({ status: 200 });
    const opened = slack.calls.findLast(({ method }) => method === 'views.open');
    expect(JSON.stringify(opened?.args)).toContain('the projector in the big room is dark');
    const sam = workspace.as('USAM');
    expect(sam.sees(sam.dm).at(-1)?.text).toContain('Slack did not let me open the form');
  },
};

describe('a captured payload, sent once more', () => {
  test.each(Object.keys(OUTCOMES))('%s: what Slack sent then happens now', async (name) => {
    const desk = await start();
    await OUTCOMES[name]?.(desk);
    expect.hasAssertions();
    expect(desk.slack.violations).toEqual([]);
  });

  test('every fixture is tried, and each is of the made-up workspace', () => {
    const names = readdirSync(FOLDER).map((file) => file.replace('.json', ''));
    expect(names.toSorted()).toEqual(Object.keys(OUTCOMES).toSorted());
    for (const name of names) expect(JSON.stringify(fixture(name))).toContain(WORKSPACE);
  });

  test('twice is what Slack does when it delivers again: once', async () => {
    const { replay, database } = await start();
    expect([await replay(fixture('message')), await replay(fixture('message'))].map(({ status }) => status)).toEqual([200, 200]);
    expect(await database.db.execute(sql`select count(*)::int as n from tickets`)).toEqual([{ n: 1 }]);
    proves('slack', 'once');
  });

  test('with another secret than Deskside’s is turned away', async () => {
    const { settings } = await start();
    const slack = settings && { ...settings, signingSecret: 'another' };
    expect(await replaySlack({ config: { slack } }, fixture('message'))).toMatchObject({ status: 401 });
  });

  const offline = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret', SLACK_PORT: '1' };

  test.each([[null], [[]], ['message'], [{}], [{ type: 'party' }], [{ kind: 'party', body: {} }], [{ kind: 'command', body: { text: [] } }]])(
    'that is none of Slack’s is not sent: %j',
    async (payload) => {
      const { slack } = readConfig(offline);
      await expect(replaySlack({ config: { slack } }, payload)).rejects.toThrow(/^I cannot tell what this is|^A command is/);
    },
  );

  test.each([
    ['nothing listens', offline, /^Nothing answers at http:\/\/127\.0\.0\.1:1\/slack\/events/],
    ['it listens on all addresses', { ...offline, SLACK_HOST: '::' }, /^Nothing answers at http:\/\/127\.0\.0\.1:1\//],
    ['it listens on one of version 6', { ...offline, SLACK_HOST: '::1' }, /^Nothing answers at http:\/\/\[::1\]:1\//],
    ['it is in Socket Mode', { ...offline, SLACK_APP_TOKEN: 'xapp-1' }, /^With Socket Mode/],
    ['nothing is said of Slack', {}, /^Nothing is said of Slack/],
  ])('where %s says so', async (_, env, words) => {
    const { slack } = readConfig(env);
    await expect(replaySlack({ config: { slack } }, fixture('message'))).rejects.toThrow(words);
  });
});
