import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { runDeskside, temporaryFolder } from '#test/support/process.ts';

const TEAMS_APP_ID = '6f9c1d0a-52f1-4d5b-8a6e-0d6c2c8e7b11';

async function teams(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const run = runDeskside(['teams', ...args], env);
  return { code: await run.ended, said: run.output() };
}

describe('deskside teams package', () => {
  test('writes the package where it is told, and says which address goes into Azure', async () => {
    const out = join(temporaryFolder(), 'desk.zip');
    expect(await teams(['package', '--url', 'https://desk.example.com/', '--out', out], { TEAMS_APP_ID })).toEqual({
      code: 0,
      said: `${out} is ready to be uploaded. In Azure, the bot’s messaging endpoint is https://desk.example.com/api/messages\n`,
    });
    expect(new TextDecoder().decode(unzipSync(readFileSync(out))['manifest.json'])).toContain(`"id": "${TEAMS_APP_ID}"`);
  });

  test.each([
    ['no app id', {}, 'TEAMS_APP_ID is needed: the application id of the app registration (docs/teams.md).\n'],
    ['half an app id', { TEAMS_APP_ID: '6f9c' }, 'TEAMS_APP_ID must be an id such as 00000000-0000-0000-0000-000000000000.\n'],
  ])('%s: one sentence, and no file', async (_, env, sentence) => {
    const out = join(temporaryFolder(), 'desk.zip');
    expect(await teams(['package', '--url', 'https://desk.example.com', '--out', out], env)).toEqual({ code: 1, said: sentence });
    expect(existsSync(out)).toBe(false);
  });

  test('says when it cannot write', async () => {
    const { code, said } = await teams(['package', '--url', 'https://desk.example.com', '--out', '/nowhere/desk.zip'], { TEAMS_APP_ID });
    expect({ code, said }).toEqual({ code: 1, said: '/nowhere/desk.zip cannot be written.\n' });
  });

  test.each([[[]], [['package']], [['pigeon', '--url', 'https://a.example']], [['package', '--pigeon']]])('%j says how it is used', async (args) => {
    expect(await teams(args, { TEAMS_APP_ID })).toEqual({ code: 1, said: expect.stringMatching(/^Use: teams package --url /) as string });
  });
});
