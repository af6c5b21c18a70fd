import type { ServerResponse } from 'node:http';
import type { Call } from './call.ts';
import { addMessage, contentOf, readInto, removeMessage } from './messages.ts';
import { Refusal } from './refusal.ts';
import { isRecord } from './schema.ts';
import type { Exchange } from './server.ts';
import type { Channel, Json, Message, ResponseUrl, Workspace, World } from './state.ts';

const MOST_USES = 5;
/** In milliseconds. */
const LIFE = 30 * 60_000;
const KNOWN = new Set([
  'text',
  'blocks',
  'response_type',
  'replace_original',
  'delete_original',
  'thread_ts',
  'unfurl_links',
  'unfurl_media',
  'mrkdwn',
  'metadata',
]);

/** An address at which the app may answer what a person did in a channel. */
export function makeResponseUrl(
  world: World,
  workspace: Workspace,
  place: { readonly channel: Channel; readonly user: string; readonly original?: Message },
): string {
  const id = `${workspace.id}-${world.next()}`;
  world.responseUrls.set(id, { workspace, channel: place.channel, user: place.user, original: place.original, at: world.now(), uses: 0 });
  return `${world.server.origin}/actions/${id}`;
}

export function answerResponseUrl(world: World, { url, body, response }: Exchange): void {
  const known = world.responseUrls.get(url.pathname.split('/')[2] ?? '');
  if (!known) return refuse(response, 404, 'invalid_url');
  if (world.now().getTime() - known.at.getTime() > LIFE) return refuse(response, 404, 'expired_url');
  if (known.uses >= MOST_USES) return refuse(response, 404, 'used_url');
  known.uses += 1;
  try {
    const given: unknown = JSON.parse(body.toString());
    if (!isRecord(given)) throw new Refusal('invalid_payload');
    respond(world, known, given);
    response.writeHead(200).end('ok');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    world.violations.push(`response_url: ${error.code} ${JSON.stringify(error.more)}`);
    refuse(response, 500, error.code);
  }
}

function refuse(response: ServerResponse, status: number, error: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: false, error }));
}

/** Does what an answer says, be it sent to a response_url or in the body of the acknowledgment of a command. */
export function respond(world: World, place: Omit<ResponseUrl, 'uses' | 'at'>, given: Json): Message | undefined {
  const { workspace, channel, user, original } = place;
  const call: Call = { world, workspace, method: 'response_url', args: given, token: '' };
  for (const name of Object.keys(given)) if (!KNOWN.has(name)) world.violations.push(`response_url: no argument ${name}`);
  if (given['delete_original'] === true) {
    if (original) removeMessage(channel, original);
    return undefined;
  }
  const { text, blocks = [] } = contentOf(call);
  if (given['replace_original'] === true && original) {
    original.text = text;
    original.blocks = blocks;
    original.edited = original.onlyFor === undefined ? { user: workspace.botUserId, ts: world.nextTs() } : undefined;
    readInto(original, call);
    return original;
  }
  const onlyFor = given['response_type'] === 'in_channel' ? undefined : user;
  const thread = typeof given['thread_ts'] === 'string' ? given['thread_ts'] : undefined;
  const message = addMessage(world, channel, { user: workspace.botUserId, botId: workspace.botId, text, blocks, onlyFor, thread });
  readInto(message, call);
  return message;
}
