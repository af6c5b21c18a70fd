import { channelOf, isMember, isOn, optional, page, parsed, required, requireChannelScope, requireScope, type Call, type Method } from './call.ts';
import { messageOf } from './messages.ts';
import { Refusal, refusalOf } from './refusal.ts';
import { isRecord } from './schema.ts';
import { directChannel, type Channel, type Json, type Message } from './state.ts';
import { wireChannel, wireMessage } from './wire.ts';

const PAGES = ['limit', 'cursor'];
const SPAN = ['channel', 'latest', 'oldest', 'inclusive', 'include_all_metadata', ...PAGES];

export const CONVERSATIONS: Readonly<Record<string, Method>> = {
  'conversations.open': { scopes: ['im:write'], args: ['users', 'channel', 'return_im', 'prevent_creation'], run: open },
  'conversations.info': { scopes: [], args: ['channel', 'include_locale', 'include_num_members'], run: info },
  'conversations.history': { scopes: [], args: SPAN, run: history },
  'conversations.replies': { scopes: [], args: [...SPAN, 'ts'], run: replies },
  'conversations.members': { scopes: [], args: ['channel', ...PAGES], run: members },
  'conversations.invite': { scopes: [], args: ['channel', 'users', 'force'], run: invite },
  'conversations.join': { scopes: ['channels:join'], args: ['channel'], run: join },
  'conversations.list': { scopes: [], args: ['types', 'exclude_archived', ...PAGES], run: listed },
  'assistant.threads.setSuggestedPrompts': { scopes: ['assistant:write'], args: ['channel_id', 'thread_ts', 'title', 'prompts'], run: setSuggestedPrompts },
};

function open(call: Call): Json {
  const known = optional(call, 'channel');
  const ids = (optional(call, 'users') ?? '').split(',').filter((id) => id !== '');
  if (known === undefined && ids.length === 0) throw new Refusal('users_list_not_supplied');
  if (ids.length > 1) throw new Refusal('method_not_supported_for_channel_type');
  const channel = known === undefined ? directWith(call, ids[0] ?? '') : channelOf(call);
  return { no_op: false, already_open: false, channel: isOn(call, 'return_im') ? wireChannel(call.workspace, channel) : { id: channel.id } };
}

function directWith(call: Call, id: string): Channel {
  const user = call.workspace.users.get(id);
  if (!user) throw new Refusal('user_not_found');
  if (user.deleted) throw new Refusal('user_disabled');
  if (user.isBot) throw new Refusal('cannot_dm_bot');
  return directChannel(call.world, call.workspace, id);
}

function info(call: Call): Json {
  const channel = channelOf(call);
  requireChannelScope(call, channel, 'read');
  const wire = wireChannel(call.workspace, channel);
  return { channel: isOn(call, 'include_num_members') ? wire : { ...wire, num_members: undefined } };
}

function readable(call: Call): Channel {
  const channel = channelOf(call);
  requireChannelScope(call, channel, 'history');
  if (!isMember(call, channel)) throw new Refusal('not_in_channel');
  return channel;
}

/** Messages between `oldest` and `latest`; the ends belong to it only when the call says so. */
function within(call: Call, messages: readonly Message[]): readonly Message[] {
  const [latest, oldest] = [optional(call, 'latest'), optional(call, 'oldest')].map((ts) => (ts === undefined ? undefined : micros(ts)));
  const inclusive = isOn(call, 'inclusive');
  return messages.filter(({ ts }) => {
    const at = micros(ts);
    const isEnd = at === latest || at === oldest;
    return isEnd ? inclusive : (latest === undefined || at < latest) && (oldest === undefined || at > oldest);
  });
}

function micros(ts: string): number {
  if (!/^\d+(\.\d+)?$/.test(ts)) throw new Refusal('invalid_ts_latest');
  const [seconds = '0', rest = ''] = ts.split('.');
  return Number(seconds) * 1_000_000 + Number(rest.padEnd(6, '0'));
}

function history(call: Call): Json {
  const channel = readable(call);
  const seen = channel.messages.filter((message) => message.thread === undefined && message.onlyFor === undefined);
  const { items, next } = page(call, within(call, seen).toReversed(), 100, 999);
  return answer(call, channel, items, next);
}

function replies(call: Call): Json {
  const channel = readable(call);
  const ts = required(call, 'ts');
  const root = channel.messages.find((message) => message.ts === ts && message.onlyFor === undefined);
  if (!root) throw new Refusal('thread_not_found');
  const thread = channel.messages.filter((message) => message.onlyFor === undefined && message.thread === ts);
  // The root always comes first, whatever span is asked for.
  const { items, next } = page(call, [root, ...within(call, thread)], 1000, 1000);
  return answer(call, channel, items, next);
}

function answer(call: Call, channel: Channel, messages: readonly Message[], next: string): Json {
  const metadata = isOn(call, 'include_all_metadata');
  return {
    messages: messages.map((message) => wireMessage(call.workspace, channel, message, { metadata })),
    has_more: next !== '',
    pin_count: 0,
    ...(next === '' ? {} : { response_metadata: { next_cursor: next } }),
  };
}

function members(call: Call): Json {
  const channel = channelOf(call);
  requireChannelScope(call, channel, 'read');
  const { items, next } = page(call, [...channel.members], 100);
  return { members: items, response_metadata: { next_cursor: next } };
}

function invite(call: Call): Json {
  const channel = channelOf(call);
  requireScope(call, channel.kind === 'public' ? 'channels:write.invites' : 'groups:write.invites');
  if (channel.kind === 'im') throw new Refusal('method_not_supported_for_channel_type');
  if (channel.isArchived) throw new Refusal('is_archived');
  if (!isMember(call, channel)) throw new Refusal('not_in_channel');
  for (const id of required(call, 'users').split(',')) {
    if (!call.workspace.users.has(id)) throw new Refusal('user_not_found');
    if (channel.members.has(id)) throw new Refusal('already_in_channel');
    channel.members.add(id);
  }
  return { channel: wireChannel(call.workspace, channel) };
}

function join(call: Call): Json {
  const channel = channelOf(call);
  if (channel.kind !== 'public') throw new Refusal('method_not_supported_for_channel_type');
  if (channel.isArchived) throw new Refusal('is_archived');
  const wasIn = isMember(call, channel);
  channel.members.add(call.workspace.botUserId);
  const warning = wasIn ? { warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } } : {};
  return { channel: wireChannel(call.workspace, channel), ...warning };
}

function listed(call: Call): Json {
  const types = (optional(call, 'types') ?? 'public_channel').split(',').map((type) => type.trim());
  const kinds: Readonly<Record<string, Channel['kind']>> = { public_channel: 'public', private_channel: 'private', im: 'im' };
  if (types.some((type) => type !== 'mpim' && !Object.hasOwn(kinds, type))) throw new Refusal('invalid_types');
  const wanted = types.map((type) => kinds[type]);
  for (const kind of wanted) if (kind) requireScope(call, `${{ public: 'channels', private: 'groups', im: 'im' }[kind]}:read`);
  const visible = [...call.workspace.channels.values()].filter(
    (channel) => wanted.includes(channel.kind) && (channel.kind === 'public' || isMember(call, channel)),
  );
  const { items, next } = page(call, isOn(call, 'exclude_archived') ? visible.filter(({ isArchived }) => !isArchived) : visible, 100);
  return { channels: items.map((channel) => wireChannel(call.workspace, channel)), response_metadata: { next_cursor: next } };
}

/** At most four, each with a title and a message. */
function setSuggestedPrompts(call: Call): Json {
  const channel = channelOf(call, 'channel_id');
  if (channel.kind !== 'im') throw new Refusal('channel_type_not_supported');
  const thread = optional(call, 'thread_ts');
  if (thread !== undefined) messageOf(channel, thread);
  const prompts = parsed(call, 'prompts');
  const isPrompt = (prompt: unknown): prompt is Json =>
    isRecord(prompt) && typeof prompt['title'] === 'string' && typeof prompt['message'] === 'string' && prompt['title'] !== '' && prompt['message'] !== '';
  if (!Array.isArray(prompts) || prompts.length === 0 || prompts.length > 4 || !prompts.every(isPrompt)) {
    throw refusalOf('invalid_arguments', ['must be one to four prompts with title and message [json-pointer:/prompts]']);
  }
  call.workspace.prompts.set(channel.user ?? '', prompts);
  return {};
}
