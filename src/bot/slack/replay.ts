import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { z } from 'zod';
import { DeskError } from '#core/errors.ts';
import type { Replay, ReplayDeps } from '../replay.ts';

const KINDS = ['event', 'interactive', 'command', 'options'] as const;
type Kind = (typeof KINDS)[number];

const INTERACTIVE = new Set(['block_actions', 'view_submission', 'view_closed', 'shortcut', 'message_action']);
/** What Slack looks at in an answer, besides its status and body. */
const HEADERS = ['content-type', 'x-slack-no-retry', 'retry-after', 'location'];
/** Slack itself waits for three seconds; who debugs may stand at a breakpoint. */
const PATIENCE_MS = 60_000;

const anything = z.record(z.string(), z.unknown());
const named = z.strictObject({ kind: z.enum(KINDS), body: anything });

/** Signs a captured payload anew, with the present time, and sends it to this machine's Deskside as Slack does. */
export const replaySlack: Replay = async ({ config }, payload) => {
  const { url, signingSecret } = targetOf(config);
  const { kind, body } = read(payload);
  const { text, type } = encode(kind, body);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${text}`).digest('hex');
  const headers = { 'content-type': type, 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${signature}` };
  const started = performance.now();
  const response = await post(url, { method: 'POST', body: text, headers, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
  return {
    sent: `${kind} to ${url}`,
    status: response.status,
    headers: Object.fromEntries(HEADERS.flatMap((name) => (response.headers.has(name) ? [[name, response.headers.get(name) ?? '']] : []))),
    body: await response.text(),
    ms: Math.round(performance.now() - started),
  };
};

function targetOf({ slack }: ReplayDeps['config']): { url: string; signingSecret: string } {
  if (!slack) throw wrong('Nothing is said of Slack in the settings: run this with the same settings as Deskside (docs/slack.md).');
  const { signingSecret, appToken, host, port } = slack;
  if (appToken !== undefined || signingSecret === undefined) {
    throw wrong('With Socket Mode (SLACK_APP_TOKEN) Deskside takes nothing in over HTTP. Start it with SLACK_SIGNING_SECRET alone to send it something.');
  }
  const here = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return { url: `http://${isIPv6(here) ? `[${here}]` : here}:${port}/slack/events`, signingSecret };
}

/** A body as Slack sent it, or one that says of which kind it is. */
function read(payload: unknown): { kind: Kind; body: Readonly<Record<string, unknown>> } {
  const said = named.safeParse(payload).data;
  if (said) return said;
  const body = anything.safeParse(payload).data;
  const kind = body && kindOf(body);
  if (!body || !kind) throw wrong(`I cannot tell what this is. Write it as { "kind": "${KINDS.join('|')}", "body": … }.`);
  return { kind, body };
}

function kindOf({ type, event, command }: Readonly<Record<string, unknown>>): Kind | undefined {
  if (type === 'block_suggestion') return 'options';
  if (typeof type === 'string' && INTERACTIVE.has(type)) return 'interactive';
  if (typeof command === 'string') return 'command';
  return event !== undefined || type === 'url_verification' ? 'event' : undefined;
}

function encode(kind: Kind, body: Readonly<Record<string, unknown>>): { text: string; type: string } {
  if (kind === 'event') return { text: JSON.stringify(body), type: 'application/json' };
  const type = 'application/x-www-form-urlencoded';
  if (kind !== 'command') return { text: new URLSearchParams({ payload: JSON.stringify(body) }).toString(), type };
  const fields = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).safeParse(body).data;
  if (!fields) throw wrong('A command is a list of names and plain values.');
  return { text: new URLSearchParams(fields).toString(), type };
}

async function post(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    throw new DeskError('setup', { userMessage: `Nothing answers at ${url}. Does Deskside run there, with the same SLACK_HOST and SLACK_PORT?`, cause: error });
  }
}

function wrong(userMessage: string): DeskError {
  return new DeskError('setup', { userMessage });
}
