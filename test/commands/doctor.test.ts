import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scopeNames } from '#bot/slack/scopes.ts';
import { moveTeam } from '#store/teams.ts';
import { createSmallCompany } from '#test/support/company.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { runDeskside, temporaryFolder } from '#test/support/process.ts';

const SECRETS = { SLACK_BOT_TOKEN: 'xoxb-1-2-secret', SLACK_SIGNING_SECRET: 'f00dfeedf00dfeedf00dfeedf00dfeed' };

/** What Slack answers, by the path of the method. */
const ANSWERS: Readonly<Record<string, object>> = {
  '/api/api.test': { ok: true },
  '/api/auth.test': { ok: true, team: 'Fernwood', team_id: 'T1', user: 'deskside' },
  '/api/conversations.info': { ok: true, channel: { id: 'C1', name: 'it-devices', is_member: true } },
};

describe('the doctor', () => {
  let server: Server;
  let databaseUrl: string;
  beforeAll(async () => {
    const database = await createTestDatabase();
    await createSmallCompany(database);
    await moveTeam(database.db, 'devices', { platform: 'slack', workspace: 'T1', room: 'C1' });
    databaseUrl = database.url;
    server = createServer((request, response) => {
      request.resume();
      response.setHeader('x-oauth-scopes', scopeNames.join(','));
      response.end(JSON.stringify(ANSWERS[request.url ?? ''] ?? { ok: false, error: 'unknown_method' }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.close();
  });

  async function doctor(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const run = runDeskside(['doctor', ...args], { DESKSIDE_DATA: temporaryFolder(), ...env });
    return { code: await run.ended, said: run.output() };
  }

  function slackAt(): Record<string, string> {
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    return { ...SECRETS, SLACK_API_URL: `http://127.0.0.1:${port}/api`, DATABASE_URL: databaseUrl };
  }

  test('says that all is well, line by line, and ends with 0', async () => {
    const { code, said } = await doctor(['slack'], slackAt());
    expect(said.split('\n').map((line) => line.slice(0, 6))).toEqual([...Array.from({ length: 6 }, () => 'ok    '), '']);
    expect(said).toContain('ok    Devices: channel C1 (#it-devices): Deskside is in it\n');
    expect(code).toBe(0);
    for (const secret of Object.values(SECRETS)) expect(said).not.toContain(secret);
  });

  test('has nothing to look at where the directory is the built-in one', async () => {
    expect(await doctor(['directory'])).toEqual({ code: 0, said: 'ok    The built-in directory needs no set-up; DIRECTORY chooses another\n' });
  });

  test('says what to mend, and ends with 1', async () => {
    const { code, said } = await doctor(['slack', '--url', 'http://desk.example.com'], slackAt());
    expect(said).toContain('mend  Request URL http://desk.example.com: Slack wants an address that starts with https://.\n');
    expect(code).toBe(1);
  });

  test('needs neither settings nor a database to say what is missing', async () => {
    expect(await doctor(['slack'])).toEqual({
      code: 1,
      said: expect.stringMatching(/^mend {2}Settings: nothing is said of Slack: .*docs\/slack\.md.*\n$/) as string,
    });
  });

  test('says of Teams what is missing, and ends at once: nothing is asked of anybody', async () => {
    expect(await doctor(['teams'])).toEqual({
      code: 1,
      said: expect.stringMatching(/^mend {2}Settings: nothing is said of Teams: .*docs\/teams\.md.*\n$/) as string,
    });
  });

  test.each([[[]], [['pigeon']], [['constructor']], [['slack', 'teams']], [['slack', '--pigeon']]])('%j says how it is used', async (args) => {
    expect(await doctor(args)).toEqual({ code: 1, said: expect.stringMatching(/^Use: doctor <platform>.* Platforms: slack, teams\.\n$/) as string });
  });
});
