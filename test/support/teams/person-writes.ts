import { activityFrom, type Delivered, type DeliverOptions } from './deliver.ts';
import { bot, threadOf, visible, visibleMessage, type Actor } from './person-context.ts';
import { addMessage, changeMessage, isBotIn, type Conversation, type Json, type Message } from './state.ts';
import { addFile } from './tenant.ts';

interface How extends DeliverOptions {
  /** Root of the thread in a channel. */
  readonly thread?: string | undefined;
  /** By its name, as Teams writes a mention. */
  readonly mentions?: boolean;
  /** Other people who are mentioned, by the name that stands in the text as `@Name`. */
  readonly people?: readonly { readonly id: string; readonly name: string }[];
  readonly files?: readonly SharedFile[];
}

interface SharedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
  /** Pasted into the words, in place of put beside them. */
  readonly isPasted?: boolean;
}

/** What a person does with words. */
export function writing(actor: Actor) {
  const { world, user } = actor;
  return {
    /** Returns the message's id. Whether the bot hears of it is Teams' to decide. */
    say: async (conversationId: string, text: string, how: How = {}): Promise<string> => {
      const conversation = visible(actor, conversationId);
      const message = addMessage(world, conversation, { from: user.aadObjectId, thread: how.thread, activity: written(actor, conversation, text, how) });
      await tellBot(actor, conversation, message, 'message', {}, how);
      return message.id;
    },
    edit: async (conversationId: string, id: string, text: string): Promise<void> => {
      const { conversation, message } = ownMessage(actor, conversationId, id);
      changeMessage(message, { ...message.activity, ...formatted(text) });
      await tellBot(actor, conversation, message, 'messageUpdate', { eventType: 'editMessage' });
    },
    remove: async (conversationId: string, id: string): Promise<void> => {
      const { conversation, message } = ownMessage(actor, conversationId, id);
      message.isDeleted = true;
      await tellBot(actor, conversation, message, 'messageDelete', { eventType: 'softDeleteMessage' });
    },
    /** «Undo» after a deletion. */
    restore: async (conversationId: string, id: string): Promise<void> => {
      const conversation = visible(actor, conversationId);
      const message = conversation.messages.find((each) => each.id === id && each.from === user.aadObjectId);
      if (!message) throw new Error(`${user.name} wrote no ${id}`);
      message.isDeleted = false;
      await tellBot(actor, conversation, message, 'messageUpdate', { eventType: 'undeleteMessage' });
    },
  };
}

function ownMessage(actor: Actor, conversationId: string, id: string) {
  const seen = visibleMessage(actor, conversationId, id);
  if (seen.message.from !== actor.user.aadObjectId) throw new Error(`${id} is not by ${actor.user.name}`);
  return seen;
}

function written({ world }: Actor, { kind, tenantId }: Conversation, text: string, { mentions = false, people = [], files = [] }: How): Json {
  const tags = [...(mentions ? [bot(world)] : []), ...people].map(({ id, name }) => ({ type: 'mention', mentioned: { id, name }, text: `<at>${name}</at>` }));
  const named = people.reduce((words, { name }) => words.replace(`@${name}`, `<at>${name}</at>`), text);
  // Teams lets a bot have only what is pasted, and in a personal chat what is put beside the words.
  const given = files.filter(({ isPasted = false }) => isPasted || kind === 'personal');
  const attachments = given.map(({ isPasted = false, ...file }) => addFile(world, tenantId, { ...file, kind: isPasted ? 'inline' : 'download' }));
  return formatted(mentions ? `<at>${world.botName}</at> ${named}` : named, attachments, tags);
}

function formatted(text: string, attachments: readonly Json[] = [], mentions: readonly Json[] = []): Json {
  const html = { contentType: 'text/html', content: `<div>${escaped(text)}</div>` };
  return { text, textFormat: 'plain', attachments: [...attachments, ...(text === '' ? [] : [html])], mentions };
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>');
}

/** In channels and groups a bot hears what names it, and the rest only with the consent of the team. */
async function tellBot(
  { world, user, deliver }: Actor,
  conversation: Conversation,
  message: Message,
  type: string,
  channelData: Json,
  options: DeliverOptions = {},
): Promise<Delivered | undefined> {
  const { mentions = [], text, ...said } = message.activity;
  const names = mentions as readonly { readonly mentioned: { readonly id: string } }[];
  const team = world.teams.get(conversation.teamId ?? '');
  const isHeard = conversation.kind === 'personal' || team?.hasRsc === true || names.some(({ mentioned }) => mentioned.id === bot(world).id);
  if (!isBotIn(world, conversation) || !isHeard) return undefined;
  const base = activityFrom(world, conversation, user, { type, id: message.id, thread: threadOf(conversation, message) });
  const entities = [...(base['entities'] as readonly Json[]), ...names];
  const data = { ...(base['channelData'] as Json), ...channelData };
  const words = type === 'messageDelete' ? {} : { ...said, text };
  return await deliver({ ...base, ...words, id: message.id, entities, channelData: data, timestamp: world.now().toISOString() }, options);
}
