import { addMessage, changedEvent, deletedEvent, messageEvent, removeMessage } from './messages.ts';
import { visibleChannel, visibleMessage, type Actor } from './person-context.ts';
import { directChannel, type Channel, type Json, type Message, type StoredFile } from './state.ts';
import { wireMessage, wireView } from './wire.ts';

interface NewFile {
  readonly name: string;
  readonly mimetype: string;
  readonly data: Buffer;
  /** What Slack says of it otherwise than it is. */
  readonly said?: Json;
}

export interface SayOptions {
  /** The message whose thread it goes to. */
  readonly thread?: string | undefined;
  readonly files?: readonly NewFile[] | undefined;
}

/** What a person does that changes a channel. Each resolves once the app has taken, or finally not taken, the events. */
export function writing(actor: Actor) {
  const { world, workspace, user } = actor;
  const tell = (event: Json) => world.announce(workspace, event);
  return {
    /** Returns the time stamp of the message. `<@U…>`, `<#C…>` and `<!here>` stand for what a client makes of `@` and `#`; all else is typed as it is. */
    say: async (channelId: string, text: string, { thread, files = [] }: SayOptions = {}): Promise<string> => {
      const channel = writable(actor, channelId);
      const stored = files.map((file) => storeFile(actor, channel, file));
      const message = addMessage(world, channel, { user: user.id, ...typed(text), thread, files: stored });
      await tellOfMessage(actor, channel, message);
      return message.ts;
    },
    edit: async (channelId: string, ts: string, text: string): Promise<void> => {
      const { channel, message } = own(actor, channelId, ts);
      const before = wireMessage(workspace, channel, message);
      Object.assign(message, typed(text), { edited: { user: user.id, ts: world.nextTs() } });
      await tell(changedEvent(world, workspace, channel, { now: wireMessage(workspace, channel, message), before }));
    },
    remove: async (channelId: string, ts: string): Promise<void> => {
      const { channel, message } = own(actor, channelId, ts);
      const before = wireMessage(workspace, channel, message);
      removeMessage(channel, message);
      await tell(deletedEvent(world, channel, before));
    },
    react: async (channelId: string, ts: string, name: string): Promise<void> => {
      const { channel, message } = visibleMessage(actor, channelId, ts);
      message.reactions.push({ name, user: user.id });
      const item = { type: 'message', channel: channel.id, ts };
      await tell({ type: 'reaction_added', user: user.id, reaction: name, item, item_user: message.user, event_ts: world.nextTs() });
    },
  };
}

/** How a person comes, goes, and looks around. Each resolves as above. */
export function moving(actor: Actor) {
  const { world, workspace, user } = actor;
  const tell = (event: Json) => world.announce(workspace, event);
  return {
    join: async (channelId: string): Promise<void> => {
      const channel = visibleChannel(actor, channelId);
      channel.members.add(user.id);
      await tell(membership(actor, channel, 'member_joined_channel'));
    },
    leave: async (channelId: string): Promise<void> => {
      const channel = visibleChannel(actor, channelId);
      channel.members.delete(user.id);
      await tell(membership(actor, channel, 'member_left_channel'));
    },
    /** Opens the app's page: its home, or the direct conversation. */
    openHome: async (tab: 'home' | 'messages' = 'home'): Promise<void> => {
      const channel = directChannel(world, workspace, user.id);
      const open = workspace.homes.get(user.id);
      const view = tab === 'home' && open ? { view: wireView(workspace, open) } : {};
      await tell({ type: 'app_home_opened', user: user.id, channel: channel.id, tab, ...view, event_ts: world.nextTs() });
    },
  };
}

function writable(actor: Actor, id: string): Channel {
  const channel = visibleChannel(actor, id);
  if (!channel.members.has(actor.user.id)) throw new Error(`${actor.user.name} is not in ${id}`);
  if (channel.isArchived) throw new Error(`${id} is archived`);
  return channel;
}

function own(actor: Actor, channelId: string, ts: string): { readonly channel: Channel; readonly message: Message } {
  const found = visibleMessage(actor, channelId, ts);
  if (found.message.user !== actor.user.id) throw new Error(`${ts} is not by ${actor.user.name}`);
  return found;
}

/** A mention of the bot is told twice, as two events. */
async function tellOfMessage({ world, workspace, user }: Actor, channel: Channel, message: Message): Promise<void> {
  const outside = user.teamId === workspace.id ? {} : { user_team: user.teamId, source_team: user.teamId };
  const event: Json = { ...messageEvent(workspace, channel, message), ...outside };
  const { channel_type: _only, subtype: _too, ...mention } = event;
  const isMention = channel.kind !== 'im' && message.text.includes(`<@${workspace.botUserId}>`);
  await Promise.all([world.announce(workspace, event), ...(isMention ? [world.announce(workspace, { ...mention, type: 'app_mention' })] : [])]);
}

function membership({ world, workspace, user }: Actor, channel: Channel, type: string): Json {
  return { type, user: user.id, channel: channel.id, channel_type: channel.kind === 'public' ? 'C' : 'G', team: workspace.id, event_ts: world.nextTs() };
}

function storeFile({ world, workspace, user }: Actor, channel: Channel, { name, mimetype, data, said = {} }: NewFile): StoredFile {
  const id = `F${String(world.next()).padStart(8, '0')}`;
  const file = { id, name, title: name, mimetype, data, size: data.length, user: user.id, isComplete: true, channels: new Set([channel.id]), said };
  workspace.files.set(id, file);
  return file;
}

const SPECIAL = /(<[@#!][^<>]+>|https?:\/\/[^\s<>|]+)/;

/** What a client makes of typed words: characters escaped, addresses linked, and the same once more as rich text. */
export function typed(text: string): { readonly text: string; readonly blocks: Json[] } {
  const parts = text.split(SPECIAL).filter((part) => part !== '');
  const escape = (part: string) => part.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const wire = parts.map((part) => (part.startsWith('http') ? `<${escape(part)}>` : SPECIAL.test(part) ? part : escape(part)));
  const elements = parts.map(richPart);
  return {
    text: wire.join(''),
    blocks: elements.length > 0 ? [{ type: 'rich_text', block_id: 'typed', elements: [{ type: 'rich_text_section', elements }] }] : [],
  };
}

function richPart(part: string): Json {
  if (/^https?:\/\//.test(part)) return { type: 'link', url: part };
  const target = /^<([@#!])([^|>]+)/.exec(part);
  if (target?.[1] === '@') return { type: 'user', user_id: target[2] };
  if (target?.[1] === '#') return { type: 'channel', channel_id: target[2] };
  if (target?.[1] === '!') return { type: 'broadcast', range: target[2] };
  return { type: 'text', text: part };
}
