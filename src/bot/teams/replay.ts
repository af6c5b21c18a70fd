import { isIPv6 } from 'node:net';
import { z } from 'zod';
import { DeskError } from '#core/errors.ts';
import type { Replay, ReplayDeps } from '../replay.ts';
import { MESSAGES_PATH } from './naming.ts';

/** What Teams looks at in an answer, besides its status and body. */
const HEADERS = ['content-type', 'retry-after', 'location'];
/** Teams itself waits for five to fifteen seconds; who debugs may stand at a breakpoint. */
const PATIENCE_MS = 60_000;

const activity = z.looseObject({ type: z.string(), channelId: z.string(), name: z.string().optional() });

/** Sends a captured activity to this machine's Deskside, unsigned: nobody but Microsoft can sign as Teams. */
export const replayTeams: Replay = async ({ config }, payload) => {
  const url = targetOf(config);
  const { data: given } = activity.safeParse(payload);
  if (!given) throw wrong('That is no activity of Teams: it has no type and no channelId.');
  const started = performance.now();
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  const response = await post(url, { method: 'POST', body: JSON.stringify(given), headers, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
  return {
    sent: `${[given.type, ...(given.name === undefined ? [] : [given.name])].join(' ')} to ${url}`,
    status: response.status,
    headers: Object.fromEntries(HEADERS.flatMap((name) => (response.headers.has(name) ? [[name, response.headers.get(name) ?? '']] : []))),
    body: await response.text(),
    ms: Math.round(performance.now() - started),
  };
};

function targetOf({ teams }: ReplayDeps['config']): string {
  if (!teams) throw wrong('Nothing is said of Teams in the settings: run this with the same settings as Deskside (docs/teams.md).');
  if (teams.credentials.kind !== 'off')
    throw wrong(
      'Only Microsoft can sign as Teams, so Deskside would turn it away. For this, start Deskside with TEAMS_AUTH=off, which works on loopback only, and run this so, too.',
    );
  return `http://${isIPv6(teams.host) ? `[${teams.host}]` : teams.host}:${teams.port}${MESSAGES_PATH}`;
}

async function post(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    throw new DeskError('setup', { userMessage: `Nothing answers at ${url}. Does Deskside run there, with the same TEAMS_HOST and TEAMS_PORT?`, cause: error });
  }
}

function wrong(userMessage: string): DeskError {
  return new DeskError('setup', { userMessage });
}
