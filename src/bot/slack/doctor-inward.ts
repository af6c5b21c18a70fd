import { WebClient } from '@slack/web-api';
import type { Finding } from '#bot/checkup.ts';
import { clientOptions, reasonOf } from './doctor-client.ts';
import type { SlackSettings } from './settings.ts';

const CALL_DEADLINE_MS = 8000;

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

/** Whether Slack would reach Deskside there. A request without a signature must be turned away: whoever accepts it is not Deskside. */
export async function checkAddress(address: string): Promise<Finding> {
  const url = URL.parse('slack/events', address.endsWith('/') ? address : `${address}/`);
  if (url?.protocol !== 'https:') return { what: `Request URL ${address}`, mend: 'Slack wants an address that starts with https://.' };
  const what = `Request URL ${url.href}`;
  const status = await post(url);
  if (status === 401) return { what: `${what}: Deskside answers, and turns away what Slack has not signed` };
  return { what, mend: adviceFor(status) };
}

async function post(url: URL): Promise<number | string> {
  try {
    const headers = { 'content-type': 'application/json' };
    const signal = AbortSignal.timeout(CALL_DEADLINE_MS);
    const response = await fetch(url, { method: 'POST', headers, body: '{}', redirect: 'manual', signal });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cause instanceof Error ? cause.message : String(cause);
  }
}

function adviceFor(status: number | string): string {
  if (typeof status === 'string') return `nothing answers from here (${status}): look at the name, the certificate and the proxy.`;
  if (status < 300)
    return `it answered ${status} to a request that Slack has not signed: this is not Deskside, so let the proxy send /slack/ to SLACK_HOST and SLACK_PORT.`;
  if (status < 400) return `it sends elsewhere (${status}), and Slack does not follow: give the address itself.`;
  if (status >= 500) return `the proxy does not reach Deskside (${status}): start it, and let the proxy send /slack/ to SLACK_HOST and SLACK_PORT.`;
  return `it answered ${status} instead of 401: let the proxy send /slack/ to SLACK_HOST and SLACK_PORT, path included.`;
}
