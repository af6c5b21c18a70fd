import { WebClient } from '@slack/web-api';
import { checkTurnsAway } from '#bot/checking-address.ts';
import type { Finding } from '#core/finding.ts';
import { clientOptions, reasonOf } from './doctor-client.ts';
import type { SlackSettings } from './settings.ts';

/** How Slack's events come in: over a connection that Deskside opens, or signed over HTTP. */
export async function checkInward(slack: SlackSettings): Promise<Finding> {
  const { appToken, signingSecret, host, port } = slack;
  if (appToken === undefined) {
    // Slack offers no way to ask whether it is the right one; `--url` and the first message show it.
    return { what: `Signing secret: ${signingSecret === undefined ? 'missing' : 'set'}; Slack’s requests are expected at ${host}:${port}` };
  }
  const what = 'SLACK_APP_TOKEN';
  try {
    await new WebClient(appToken, clientOptions(slack)).apps.connections.open();
    return { what: `${what}: a connection can be opened` };
  } catch (error) {
    return {
      what,
      mend: `no connection can be opened (${reasonOf(error)}): make a token with connections:write under Basic Information, and turn Socket Mode on.`,
    };
  }
}

/** Whether Slack would reach Deskside there. */
export async function checkAddress(address: string): Promise<Finding> {
  return await checkTurnsAway(address, {
    platform: 'Slack',
    what: 'Request URL',
    path: 'slack/events',
    below: '/slack/',
    settings: 'SLACK_HOST and SLACK_PORT',
  });
}
