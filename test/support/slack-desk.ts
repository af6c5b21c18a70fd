import { eq } from 'drizzle-orm';
import { botEvents, scopeNames } from '#bot/slack/scopes.ts';
import { readConfig } from '#config.ts';
import { freePort } from '#lib/free-port.ts';
import type { Limits } from '#store/inbox.ts';
import { teamChannels, teams } from '#store/schema/people.ts';
import { LEE, MARIA, PRIYA, SAM, TOM } from './company.ts';
import { createTestDesk } from './desk.ts';
import { noLimits } from './limits.ts';
import { startFakeSlack } from './slack/fake-slack.ts';

export const WORKSPACE = 'T0EXAMPLE';
/** The channel of the team that repairs laptops, and one that everybody is in. */
export const DEVICES = 'C0DEVICES';
export const GENERAL = 'C0GENERAL';

const TOKEN_KEY = Buffer.alloc(32, 7).toString('base64');

interface How {
  /** How Slack's requests come in. */
  readonly by?: 'http' | 'socket';
  /** Workspaces install Deskside themselves; at first, none has. */
  readonly oauth?: boolean;
  readonly limits?: Limits;
}

/** The small company in a workspace of a fake Slack, with the desk behind the real front end. */
export async function createSlackDesk({ by = 'http', oauth = false, limits = noLimits }: How = {}) {
  const slack = await startFakeSlack();
  const workspace = slack.addWorkspace({
    id: WORKSPACE,
    name: 'Example',
    isInstalled: !oauth,
    // What the manifest asks for has to do.
    scopes: scopeNames,
    users: [
      { id: 'UMARIA', name: 'maria', realName: 'Maria Lindqvist', email: MARIA },
      { id: 'UTOM', name: 'tom', realName: 'Tom Becker', email: TOM },
      { id: 'USAM', name: 'sam', realName: 'Sam Okafor', email: SAM, tz: 'Europe/London' },
      { id: 'UPRIYA', name: 'priya', realName: 'Priya Raman', email: PRIYA },
      { id: 'ULEE', name: 'lee', realName: 'Lee Chen', email: LEE },
      { id: 'UGUEST', name: 'guest', email: 'guest@elsewhere.test', isRestricted: true },
      { id: 'UOTHER', name: 'other', email: 'other@elsewhere.test', teamId: 'T0ELSEWHERE' },
      { id: 'UROBOT', name: 'robot', isBot: true },
    ],
    channels: [
      { id: DEVICES, name: 'it-devices', kind: 'private', members: ['USAM', 'UPRIYA'] },
      { id: GENERAL, name: 'general', members: ['UMARIA', 'UTOM', 'USAM', 'UPRIYA', 'ULEE', 'UGUEST', 'UOTHER'], isExtShared: true },
    ],
  });
  for (const event of workspace.state.subscriptions) if (!Object.hasOwn(botEvents, event)) workspace.state.subscriptions.delete(event);
  const port = await freePort();
  const config = readConfig({
    ...(oauth
      ? { SLACK_CLIENT_ID: slack.app.clientId, SLACK_CLIENT_SECRET: slack.app.clientSecret, SLACK_STATE_SECRET: 'state', SLACK_TOKEN_KEY: TOKEN_KEY }
      : { SLACK_BOT_TOKEN: workspace.botToken }),
    ...(by === 'http' ? { SLACK_SIGNING_SECRET: slack.app.signingSecret } : { SLACK_APP_TOKEN: slack.app.appToken }),
    SLACK_API_URL: slack.apiUrl,
    SLACK_PORT: String(port),
  });
  const desk = await createTestDesk({ slack: config.slack, limits });
  const [team] = await desk.database.db.select({ id: teams.id }).from(teams).where(eq(teams.key, 'devices'));
  await desk.database.db
    .update(teamChannels)
    .set({ platform: 'slack', workspace: WORKSPACE, room: DEVICES })
    .where(eq(teamChannels.teamId, team?.id ?? 0));
  const frontEnd = desk.worker.frontEnds.find(({ platform }) => platform === 'slack');
  if (!frontEnd) throw new Error('There is no Slack.');
  const url = `http://127.0.0.1:${port}/slack/events`;
  if (by === 'http') slack.connectHttp(url);
  else slack.connectSocket();
  await frontEnd.start();
  return {
    ...desk,
    slack,
    url,
    frontEnd,
    workspace,
    /** Until nothing is on its way any more, on either side. */
    settle: async () => {
      await slack.settled();
      await desk.settle();
    },
    /** @throws Error when Slack would have objected to anything */
    stop: async () => {
      await frontEnd.stop();
      await slack.stop();
      if (slack.violations.length > 0) throw new Error(`Slack would not have liked this: ${slack.violations.join('; ')}`);
    },
  };
}
