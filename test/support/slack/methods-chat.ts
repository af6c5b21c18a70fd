import { channelOf, isMember, isOn, optional, required, violate, type Call, type Method } from './call.ts';
import {
  addMessage,
  changedEvent,
  contentOf,
  deletedEvent,
  messageEvent,
  messageOf,
  metadataOf,
  readInto,
  removeMessage,
  requireShortText,
  requireWritable,
  threadOf,
} from './messages.ts';
import { Refusal } from './refusal.ts';
import { directChannel, type Channel, type Json, type Message } from './state.ts';
import { wireMessage } from './wire.ts';

const SAYS = ['channel', 'text', 'blocks', 'attachments', 'parse', 'link_names', 'mrkdwn'];

export const CHAT: Readonly<Record<string, Method>> = {
  'chat.postMessage': {
    scopes: ['chat:write'],
    args: [...SAYS, 'thread_ts', 'reply_broadcast', 'metadata', 'username', 'icon_url', 'icon_emoji', 'unfurl_links', 'unfurl_media'],
    run: postMessage,
  },
  'chat.postEphemeral': { scopes: ['chat:write'], args: [...SAYS, 'user', 'thread_ts', 'username', 'icon_url', 'icon_emoji'], run: postEphemeral },
  'chat.update': { scopes: ['chat:write'], args: [...SAYS, 'ts', 'metadata', 'reply_broadcast', 'file_ids'], run: update },
  'chat.delete': { scopes: ['chat:write'], args: ['channel', 'ts'], run: remove },
  'chat.getPermalink': { scopes: [], args: ['channel', 'message_ts'], run: getPermalink },
  'reactions.add': { scopes: ['reactions:write'], args: ['channel', 'timestamp', 'name'], run: addReaction },
};

/** The channel to write to; a person's id stands for the direct conversation with them. */
function addressed(call: Call): Channel {
  const id = required(call, 'channel');
  if (!/^[UW]/.test(id)) return channelOf(call);
  const user = call.workspace.users.get(id);
  if (!user || user.isBot) throw new Refusal('channel_not_found');
  return directChannel(call.world, call.workspace, id);
}

function authorOf(call: Call): { readonly user: string; readonly botId: string; readonly username: string | undefined; readonly icon: string | undefined } {
  const { botUserId: user, botId, scopes } = call.workspace;
  const [username, icon] = [optional(call, 'username'), optional(call, 'icon_url')];
  if (scopes.has('chat:write.customize')) return { user, botId, username, icon };
  if (username !== undefined || icon !== undefined) violate(call, 'username and icon_url are not shown without the scope chat:write.customize');
  return { user, botId, username: undefined, icon: undefined };
}

function postMessage(call: Call): Json {
  const { world, workspace } = call;
  const channel = addressed(call);
  requireWritable(call, channel);
  const { text, blocks = [] } = contentOf(call);
  if (!isOn(call, 'unfurl_links', true) && isOn(call, 'unfurl_media', true))
    violate(call, 'unfurl_links is off but unfurl_media is on: pictures and videos still unfold');
  const message = addMessage(world, channel, { ...authorOf(call), text, blocks, thread: threadOf(call, channel), metadata: metadataOf(call) });
  readInto(message, call);
  void world.announce(workspace, messageEvent(workspace, channel, message));
  return { channel: channel.id, ts: message.ts, message: wireMessage(workspace, channel, message) };
}

function postEphemeral(call: Call): Json {
  const channel = channelOf(call);
  requireWritable(call, channel);
  const user = call.workspace.users.get(required(call, 'user'));
  if (!user || !channel.members.has(user.id)) throw new Refusal('user_not_in_channel');
  const { text, blocks = [] } = contentOf(call);
  const message = addMessage(call.world, channel, { ...authorOf(call), text, blocks, thread: threadOf(call, channel), onlyFor: user.id });
  readInto(message, call);
  return { message_ts: message.ts };
}

function ownMessage(call: Call, refusal: string): { readonly channel: Channel; readonly message: Message } {
  const channel = channelOf(call);
  const message = messageOf(channel, required(call, 'ts'));
  if (message.botId !== call.workspace.botId) throw new Refusal(refusal);
  return { channel, message };
}

function update(call: Call): Json {
  const { world, workspace } = call;
  const { channel, message } = ownMessage(call, 'cant_update_message');
  if (channel.isArchived) throw new Refusal('is_archived');
  requireShortText(call);
  const { text, blocks } = contentOf(call);
  const before = wireMessage(workspace, channel, message);
  // A text without blocks takes the old blocks away; metadata that is not named stays, and an empty object takes it away.
  if (optional(call, 'text') !== undefined || blocks !== undefined) message.blocks = blocks ?? [];
  message.text = text;
  const metadata = metadataOf(call);
  if (metadata) message.metadata = Object.keys(metadata).length > 0 ? metadata : undefined;
  // With blocks nobody is shown that a message was edited.
  if (message.blocks.length === 0) message.edited = { user: workspace.botUserId, ts: world.nextTs() };
  readInto(message, call);
  void world.announce(workspace, changedEvent(world, workspace, channel, { now: wireMessage(workspace, channel, message), before }));
  return { channel: channel.id, ts: message.ts, text, message: wireMessage(workspace, channel, message) };
}

function remove(call: Call): Json {
  const { channel, message } = ownMessage(call, 'cant_delete_message');
  const before = wireMessage(call.workspace, channel, message);
  removeMessage(channel, message);
  void call.world.announce(call.workspace, deletedEvent(call.world, channel, before));
  return { channel: channel.id, ts: message.ts };
}

function getPermalink(call: Call): Json {
  const channel = channelOf(call);
  const message = messageOf(channel, required(call, 'message_ts'));
  const thread = message.thread === undefined ? '' : `?thread_ts=${message.thread}&cid=${channel.id}`;
  return { channel: channel.id, permalink: `https://${call.workspace.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}${thread}` };
}

function addReaction(call: Call): Json {
  const channel = channelOf(call);
  if (channel.isArchived) throw new Refusal('is_archived');
  if (!isMember(call, channel)) throw new Refusal('not_in_channel');
  const message = messageOf(channel, required(call, 'timestamp'));
  const name = required(call, 'name');
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new Refusal('invalid_name');
  const user = call.workspace.botUserId;
  if (message.reactions.some((reaction) => reaction.name === name && reaction.user === user)) throw new Refusal('already_reacted');
  message.reactions.push({ name, user });
  return {};
}
