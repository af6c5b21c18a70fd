import { createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runDeskside, temporaryFolder } from '#test/support/process.ts';

const SECRETS = { SLACK_BOT_TOKEN: 'xoxb-1-2-secret', SLACK_SIGNING_SECRET: 'f00dfeedf00dfeedf00dfeedf00dfeed' };
const MESSAGE = fileURLToPath(new URL('../bot/slack/fixtures/message.json', import.meta.url));
const ACTIVITY = fileURLToPath(new URL('../bot/teams/fixtures/message.json', import.meta.url));
const BUTTON = fileURLToPath(new URL('../bot/slack/fixtures/button.json', import.meta.url));

async function listen(answer: RequestListener): Promise<Record<string, string>> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { ...SECRETS, SLACK_PORT: String((server.address() as AddressInfo).port) };
}

async function receive(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const run = runDeskside(['receive', ...args], env);
  return { code: await run.ended, said: run.output() };
}

describe('receive', () => {
  test('sends the file as Slack does, prints what came of it, and no secret', async () => {
    const asked: { path: string | undefined; headers: IncomingHttpHeaders; body: string }[] = [];
    const env = await listen((request, response) => {
      void text(request).then((body) => {
        asked.push({ path: request.url, headers: request.headers, body });
        response.setHeader('content-type', 'application/json');
        response.end('{"text":"Hello"}');
      });
    });
    const { code, said } = await receive(['slack', BUTTON], env);
    const [{ path, headers, body } = { path: '', headers: {} as IncomingHttpHeaders, body: '' }] = asked;
    const at = String(headers['x-slack-request-timestamp']);
    expect({ path, type: headers['content-type'] }).toEqual({ path: '/slack/events', type: 'application/x-www-form-urlencoded' });
    expect(headers['x-slack-signature']).toBe(`v0=${createHmac('sha256', SECRETS.SLACK_SIGNING_SECRET).update(`v0:${at}:${body}`).digest('hex')}`);
    expect(Math.abs(Date.now() / 1000 - Number(at))).toBeLessThan(60);
    expect(JSON.parse(new URLSearchParams(body).get('payload') ?? '')).toMatchObject({ type: 'block_actions' });
    expect(said).toMatch(
      /^interactive to http:\/\/127\.0\.0\.1:\d+\/slack\/events\n200 in \d+ ms\ncontent-type: application\/json\n\n\{\n {2}"text": "Hello"\n\}\n$/,
    );
    expect(code).toBe(0);
    for (const secret of Object.values(SECRETS)) expect(said).not.toContain(secret);
  });

  test.each([302, 401, 500])('ends with 1 when it is answered with %i', async (status) => {
    const env = await listen((request, response) => {
      request.resume();
      response.writeHead(status, { location: 'https://elsewhere.example.test/', 'x-slack-no-retry': '1' }).end();
    });
    expect(await receive(['slack', MESSAGE], env)).toEqual({
      code: 1,
      said: expect.stringMatching(new RegExp(`^event to .*\\n${status} in \\d+ ms\\nx-slack-no-retry: 1\\nlocation: .*\\n\\n\\(nothing more\\)\\n$`)) as string,
    });
  });

  test('sends an activity of Teams to a Deskside that asks for no signature', async () => {
    const asked: { path: string | undefined; authorization: string | undefined; body: string }[] = [];
    const { SLACK_PORT = '' } = await listen((request, response) => {
      void text(request).then((body) => {
        asked.push({ path: request.url, authorization: request.headers.authorization, body });
        response.end();
      });
    });
    const { code, said } = await receive(['teams', ACTIVITY], { TEAMS_AUTH: 'off', TEAMS_PORT: SLACK_PORT });
    expect(asked).toMatchObject([{ path: '/api/messages', authorization: undefined }]);
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual(JSON.parse(readFileSync(ACTIVITY, 'utf8')));
    expect({ code, said }).toEqual({
      code: 0,
      said: expect.stringMatching(/^message to http:\/\/127\.0\.0\.1:\d+\/api\/messages\n200 in \d+ ms\n\n\(nothing more\)\n$/) as string,
    });
  });

  test('cannot sign as Microsoft, and says so', async () => {
    const id = '6f9c1d0a-52f1-4d5b-8a6e-0d6c2c8e7b11';
    const { code, said } = await receive(['teams', ACTIVITY], { TEAMS_APP_ID: id, TEAMS_TENANT_ID: id, TEAMS_APP_PASSWORD: 'secret-password' });
    expect({ code, said }).toEqual({ code: 1, said: expect.stringMatching(/^Only Microsoft can sign as Teams.*TEAMS_AUTH=off/) as string });
  });

  test('says when that is no activity, and when nothing is there to take it', async () => {
    const settings = { TEAMS_AUTH: 'off', TEAMS_PORT: '1' };
    expect(await receive(['teams', MESSAGE], settings)).toEqual({ code: 1, said: 'That is no activity of Teams: it has no type and no channelId.\n' });
    const { code, said } = await receive(['teams', ACTIVITY], settings);
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('Nothing answers at http://127.0.0.1:1/api/messages.') as string });
  });

  test('says what is wrong with the file', async () => {
    const broken = join(temporaryFolder(), 'broken.json');
    writeFileSync(broken, '{');
    expect(await receive(['slack', broken], SECRETS)).toEqual({ code: 1, said: `${broken} is not JSON.\n` });
    expect(await receive(['slack', '/nowhere.json'], SECRETS)).toEqual({ code: 1, said: '/nowhere.json cannot be read.\n' });
  });

  test.each([[[]], [['slack']], [['pigeon', MESSAGE]], [['constructor', MESSAGE]], [['slack', MESSAGE, MESSAGE]], [['slack', '--pigeon']]])(
    '%j says how it is used',
    async (args) => {
      expect(await receive(args)).toEqual({ code: 1, said: expect.stringMatching(/^Use: receive <platform> <file>.* Platforms: slack, teams\.\n$/) as string });
    },
  );
});
