import { expect, onTestFinished, test } from 'vitest';
import { scopeNames } from '#bot/slack/scopes.ts';
import { MARIA } from '#test/support/company.ts';
import { proves } from '#test/parity/proves.ts';
import { createSlackDesk, WORKSPACE } from '#test/support/slack-desk.ts';
import { inSlack } from '#test/support/slack-people.ts';

type Desk = Awaited<ReturnType<typeof createSlackDesk>>;

/** As a browser goes through it: our page, Slack's, and back to us. Returns the last page. */
async function install({ url }: Desk, workspace: Desk['workspace'], who = 'USAM'): Promise<Response> {
  const page = await fetch(new URL('/slack/install', url), { redirect: 'manual' });
  const cookie = page.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const slackPage = /<a href="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  const { search } = new URL(workspace.approve(slackPage.replaceAll('&amp;', '&'), who));
  return await fetch(new URL(`/slack/oauth_redirect${search}`, url), { headers: { cookie }, redirect: 'manual' });
}

test('a workspace installs Deskside, works with it, and takes it off again', async () => {
  const desk = await createSlackDesk({ oauth: true });
  onTestFinished(desk.stop);
  const { maria, say, last } = inSlack(desk);

  // Before: nobody is let in.
  await maria.say(maria.dm, 'hello');
  await desk.settle();
  expect(maria.sees(maria.dm)).toHaveLength(1);

  const done = await install(desk, desk.workspace);
  expect(done.status).toBeLessThan(400);
  await say(maria, maria.dm, 'my laptop does not start');
  expect(last(maria, maria.dm).text).toContain('How much does it stop you?');
  expect([...desk.workspace.state.scopes].toSorted()).toEqual(scopeNames.toSorted());
  const [row] = await desk.database.sql<{ sealed: string }[]>`select sealed from slack_installations where id = ${WORKSPACE}`;
  expect(row?.sealed).not.toContain('xoxb');

  await desk.workspace.uninstall();
  await desk.settle();
  const rows = await desk.database.sql`select state, sealed from slack_installations`;
  expect([...rows]).toEqual([{ state: 'uninstalled', sealed: null }]);
});

test('two workspaces of one company: the same person is the same in both, and each is answered where they wrote', async () => {
  const desk = await createSlackDesk({ oauth: true });
  onTestFinished(desk.stop);
  const users = [
    { id: 'U2MARIA', name: 'maria', realName: 'Maria Lindqvist', email: MARIA },
    { id: 'U2ADMIN', name: 'admin', email: 'admin@example.test' },
  ];
  const second = desk.slack.addWorkspace({ id: 'T0SECOND', name: 'Second', isInstalled: false, users });
  await install(desk, desk.workspace);
  await install(desk, second, 'U2ADMIN');
  const { maria, say, press, last } = inSlack(desk);
  const there = second.as('U2MARIA');
  await say(maria, maria.dm, 'my laptop does not start');
  await press(maria, maria.dm, 'I cannot work');
  // However soon after.
  desk.clock.advance(1);
  await say(there, there.dm, 'how is my ticket going?');
  expect(last(there, there.dm).fallback).toMatch(/^T-1001 · My laptop does not start/);
  const before = maria.sees(maria.dm).length;
  await say(there, there.dm, 'hello');
  expect(last(there, there.dm).text).toContain('Hello Maria');
  expect(maria.sees(maria.dm)).toHaveLength(before);
  proves('slack', 'several-workspaces');
});

test('who comes back from Slack’s page without having started here installs nothing', async () => {
  const desk = await createSlackDesk({ oauth: true });
  onTestFinished(desk.stop);
  const page = await fetch(new URL('/slack/oauth_redirect?code=stolen&state=forged', desk.url), { redirect: 'manual' });
  expect(page.status).toBeGreaterThanOrEqual(400);
  expect([...(await desk.database.sql`select id from slack_installations`)]).toEqual([]);
});
