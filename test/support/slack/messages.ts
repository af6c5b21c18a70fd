import { checkedMessageBlocks, named } from './block-checks.ts';
import { isMember, isOn, optional, parsed, violate, type Call } from './call.ts';
import { readMessage } from './reading.ts';
import { Refusal, refusalOf } from './refusal.ts';
import { isRecord } from './schema.ts';
import type { Channel, Json, Message, StoredFile, Workspace, World } from './state.ts';
import { wireMessage } from './wire.ts';

/** Above this Slack cuts a text off. */
const MOST_TEXT = 40_000;
/** What Slack advises for the text; an update with more is refused. */
const WISE_TEXT = 4000;
const MOST_METADATA = 8000;

/** What a call says: its text and blocks, judged. @throws Refusal `no_text`, `invalid_blocks`, `msg_blocks_too_long` … */
export function contentOf(call: Call): { readonly text: string; readonly blocks: Json[] | undefined } {
  const given = parsed(call, 'blocks');
  const blocks = given === undefined ? undefined : named(checkedMessageBlocks(given), call.world.next);
  requireFiles(call, blocks);
  const text = optional(call, 'text') ?? '';
  if (text.trim() === '' && (blocks ?? []).length === 0 && optional(call, 'attachments') === undefined) throw new Refusal('no_text');
  if (text.trim() === '') violate(call, 'a message with blocks has no text for notifications and screen readers');
  if (text.length > WISE_TEXT) violate(call, `a text of ${text.length} characters: above ${WISE_TEXT} it may be cut or split`);
  if (optional(call, 'attachments') !== undefined) violate(call, 'attachments are legacy');
  return { text: text.slice(0, MOST_TEXT), blocks };
}

/** Pictures that a message shows must be files of this workspace that are there, and pictures. */
function requireFiles({ workspace }: Call, blocks: unknown): void {
  const ids = [...JSON.stringify(blocks ?? []).matchAll(/"slack_file":\{"id":"(\w+)"/g)].map(([, id = '']) => id);
  const missing = ids.filter((id) => !isPicture(workspace.files.get(id)));
  if (missing.length > 0)
    throw refusalOf(
      'invalid_blocks',
      missing.map((id) => `invalid slack file: ${id}`),
    );
}

function isPicture(file: StoredFile | undefined): boolean {
  return file !== undefined && file.isComplete && file.mimetype.startsWith('image/');
}

/** @throws Refusal `invalid_metadata_format`, `metadata_too_large` */
export function metadataOf(call: Call): Json | undefined {
  const metadata = parsed(call, 'metadata');
  if (metadata === undefined) return undefined;
  if (!isRecord(metadata)) throw new Refusal('invalid_metadata_format');
  if (Object.keys(metadata).length === 0) return metadata;
  if (typeof metadata['event_type'] !== 'string' || !isRecord(metadata['event_payload'])) throw new Refusal('invalid_metadata_format');
  if (JSON.stringify(metadata).length > MOST_METADATA) throw new Refusal('metadata_too_large');
  return metadata;
}

/** @throws Refusal `not_in_channel`, `is_archived`, `is_inactive`: why the bot cannot write there */
export function requireWritable(call: Call, channel: Channel): void {
  if (channel.isArchived) throw new Refusal('is_archived');
  if (channel.kind === 'im' && call.workspace.users.get(channel.user ?? '')?.deleted === true) throw new Refusal('is_inactive');
  if (isMember(call, channel)) return;
  if (channel.kind !== 'public' || !call.workspace.scopes.has('chat:write.public')) throw new Refusal('not_in_channel');
}

/** The root that a call's `thread_ts` names. @throws Refusal `invalid_thread_ts`, `thread_not_found` */
export function threadOf(call: Call, channel: Channel, name = 'thread_ts'): string | undefined {
  const ts = optional(call, name);
  if (ts === undefined) return undefined;
  if (!/^\d{9,}\.\d{6}$/.test(ts)) throw new Refusal('invalid_thread_ts');
  const root = channel.messages.find((message) => message.ts === ts && message.onlyFor === undefined);
  if (!root) throw new Refusal('thread_not_found');
  if (root.thread !== undefined) violate(call, 'thread_ts is that of an answer, not of the message that the thread hangs from');
  return root.thread ?? ts;
}

interface Draft {
  readonly user: string;
  readonly text: string;
  readonly blocks?: readonly Json[];
  readonly thread?: string | undefined;
  readonly botId?: string | undefined;
  readonly username?: string | undefined;
  readonly icon?: string | undefined;
  readonly metadata?: Json | undefined;
  readonly files?: readonly StoredFile[];
  readonly onlyFor?: string | undefined;
}

export function addMessage(world: World, channel: Channel, draft: Draft): Message {
  const { user, text, blocks = [], thread, botId, username, icon, metadata, files = [], onlyFor } = draft;
  const message: Message = {
    ts: world.nextTs(),
    user,
    text,
    blocks,
    thread,
    botId,
    username,
    icon,
    metadata,
    files,
    onlyFor,
    edited: undefined,
    reactions: [],
    pings: [],
    links: [],
  };
  channel.messages.push(message);
  return message;
}

/** Notes who is pinged by a message and where it leads, and words that were not escaped. */
export function readInto(message: Message, call: Call): void {
  const names = new Map([...call.workspace.users.values()].map(({ name, id }) => [name, id]));
  const reading = readMessage({ ...message, names, parse: optional(call, 'parse'), linkNames: isOn(call, 'link_names') });
  message.pings = reading.pings;
  message.links = reading.links;
  for (const oddity of reading.oddities) violate(call, oddity);
}

/** @throws Refusal `message_not_found`; nobody finds an ephemeral message */
export function messageOf(channel: Channel, ts: string): Message {
  const message = channel.messages.find((candidate) => candidate.ts === ts && candidate.onlyFor === undefined);
  if (!message) throw new Refusal('message_not_found');
  return message;
}

const KIND = { public: 'channel', private: 'group', im: 'im' } as const;

/** The event that tells of a new message. */
export function messageEvent(workspace: Workspace, channel: Channel, message: Message): Json {
  return { ...wireMessage(workspace, channel, message), channel: channel.id, channel_type: KIND[channel.kind], event_ts: message.ts };
}

export function changedEvent(world: World, workspace: Workspace, channel: Channel, { now, before }: { readonly now: Json; readonly before: Json }): Json {
  const ts = world.nextTs();
  return {
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    message: now,
    previous_message: before,
    channel: channel.id,
    channel_type: KIND[channel.kind],
    ts,
    event_ts: ts,
  };
}

export function deletedEvent(world: World, channel: Channel, before: Json): Json {
  const ts = world.nextTs();
  return {
    type: 'message',
    subtype: 'message_deleted',
    hidden: true,
    previous_message: before,
    deleted_ts: before['ts'],
    channel: channel.id,
    channel_type: KIND[channel.kind],
    ts,
    event_ts: ts,
  };
}

export function removeMessage(channel: Channel, message: Message): void {
  channel.messages.splice(channel.messages.indexOf(message), 1);
}

/** @throws Refusal `msg_too_long`: an update is refused where a post would be cut */
export function requireShortText(call: Call): void {
  if ((optional(call, 'text') ?? '').length > WISE_TEXT) throw refusalOf('msg_too_long', [`must be less than ${WISE_TEXT + 1} characters`]);
}
