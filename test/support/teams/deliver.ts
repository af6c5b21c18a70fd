import type { Keys } from './keys.ts';
import { botIdOf, serviceUrlOf, type Conversation, type Json, type User, type World } from './state.ts';

/** What became of an activity that was sent to the bot. */
export interface Delivered {
  readonly activity: Json;
  readonly status: number;
  readonly body: unknown;
  /** Of the last attempt. */
  readonly ms: number;
  /** The status of each attempt; 0 for none. */
  readonly attempts: readonly number[];
}

export interface DeliverOptions {
  /** Further attempts after an answer from 500 up, as Teams makes them; none when it is not said. */
  readonly retries?: number;
  /** In place of a good token; null for none. */
  readonly token?: string | null;
  /** In place of the JSON of the activity. */
  readonly raw?: string;
}

/** What every activity has that comes from somebody in a conversation. Whatever is in `more` goes above it. */
export function activityFrom(world: World, conversation: Conversation, user: User, more: Json & { readonly thread?: string | undefined }): Json {
  const { thread, ...fields } = more;
  const { kind, id, tenantId, teamId } = conversation;
  const team = teamId === undefined ? {} : { team: { id: teamId }, channel: { id } };
  return {
    type: 'message',
    id: world.nextId(),
    timestamp: world.now().toISOString(),
    channelId: 'msteams',
    serviceUrl: serviceUrlOf(world, tenantId),
    from: { id: user.teamsId, name: user.name, aadObjectId: user.aadObjectId },
    recipient: { id: botIdOf(world), name: world.botName },
    conversation: {
      id: thread === undefined ? id : `${id};messageid=${thread}`,
      tenantId,
      conversationType: kind === 'group' ? 'groupChat' : kind,
      ...(kind === 'personal' ? {} : { isGroup: true }),
    },
    channelData: { tenant: { id: tenantId }, ...team },
    locale: 'en-US',
    entities: [{ type: 'clientInfo', locale: 'en-US', country: 'US', platform: 'Web', timezone: 'Europe/Stockholm' }],
    ...fields,
  };
}

/** Sends an activity to the bot as the connector does, with a token that says so. */
export async function deliver(url: string, keys: Keys, activity: Json, options: DeliverOptions = {}): Promise<Delivered> {
  const token = options.token === undefined ? keys.sign(keys.claims(String(activity['serviceUrl']))) : options.token;
  const attempts: number[] = [];
  for (;;) {
    const begun = performance.now();
    const answer = await attempt(url, token, options.raw ?? JSON.stringify(activity));
    attempts.push(answer.status);
    const ms = performance.now() - begun;
    const isTaken = answer.status > 0 && answer.status < 500;
    if (isTaken || attempts.length > (options.retries ?? 0)) return { activity, ...answer, ms, attempts };
  }
}

async function attempt(url: string, token: string | null, body: string): Promise<{ status: number; body: unknown }> {
  try {
    const headers = { 'content-type': 'application/json; charset=utf-8', ...(token === null ? {} : { authorization: `Bearer ${token}` }) };
    const response = await fetch(url, { method: 'POST', headers, body });
    const text = await response.text();
    return { status: response.status, body: parsed(text) };
  } catch {
    return { status: 0, body: undefined };
  }
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return text;
  }
}
