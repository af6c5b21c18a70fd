import { channelOf, isMember, optional, parsed, required, violate, type Call, type Method } from './call.ts';
import { addMessage, contentOf, messageEvent, readInto, requireWritable, threadOf } from './messages.ts';
import { Refusal, refusalOf } from './refusal.ts';
import { isRecord } from './schema.ts';
import type { Json, StoredFile, Workspace } from './state.ts';
import { wireFile } from './wire.ts';

export const FILES: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': { scopes: ['files:write'], args: ['filename', 'length', 'alt_text', 'alt_txt', 'snippet_type'], run: getUploadUrl },
  'files.completeUploadExternal': {
    scopes: ['files:write'],
    args: ['files', 'channel_id', 'channels', 'thread_ts', 'initial_comment', 'blocks'],
    run: completeUpload,
  },
  'files.info': { scopes: ['files:read'], args: ['file', 'limit', 'cursor', 'count', 'page'], run: info },
};

const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
};

function getUploadUrl(call: Call): Json {
  const { world, workspace } = call;
  const name = required(call, 'filename');
  const size = Number(required(call, 'length'));
  if (!Number.isInteger(size) || size < 1) throw refusalOf('invalid_arguments', ['length must be a positive integer']);
  const id = `F${String(world.next()).padStart(8, '0')}`;
  const mimetype = TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  workspace.files.set(id, { id, name, title: name, mimetype, size, user: workspace.botUserId, data: Buffer.alloc(0), isComplete: false, channels: new Set() });
  return { upload_url: `${world.server.origin}/upload/${workspace.id}-${id}`, file_id: id };
}

/** @throws Refusal `file_not_found` for one that was not uploaded, or is complete already */
function uploaded(call: Call, { id, title }: Json): StoredFile {
  const file = call.workspace.files.get(String(id));
  if (!file || file.isComplete || file.data.length === 0) throw new Refusal('file_not_found', { file: id });
  if (typeof title === 'string' && title !== '') file.title = title;
  return file;
}

function completeUpload(call: Call): Json {
  const { world, workspace } = call;
  const given = parsed(call, 'files');
  if (!Array.isArray(given) || given.length === 0 || !given.every(isRecord)) throw refusalOf('invalid_arguments', ['missing required field: files']);
  const files = given.map((each) => uploaded(call, each));
  if (optional(call, 'channels') !== undefined) violate(call, 'channels: only channel_id is understood here');
  const done = { files: files.map((file) => ({ id: file.id, title: file.title })) };
  if (optional(call, 'channel_id') === undefined) {
    for (const file of files) file.isComplete = true;
    return done;
  }
  const channel = channelOf(call, 'channel_id');
  requireWritable(call, channel);
  const thread = threadOf(call, channel);
  const comment = optional(call, 'initial_comment');
  const said =
    optional(call, 'blocks') === undefined
      ? { text: comment ?? '', blocks: [] }
      : contentOf({ ...call, args: { ...call.args, text: comment ?? files[0]?.title } });
  for (const file of files) {
    file.isComplete = true;
    file.channels.add(channel.id);
  }
  const message = addMessage(world, channel, { user: workspace.botUserId, botId: workspace.botId, text: said.text, blocks: said.blocks ?? [], thread, files });
  readInto(message, call);
  void world.announce(workspace, messageEvent(workspace, channel, message));
  return done;
}

/** Whether the bot may see a file: its own, and what stands where it is. */
export function isVisible(workspace: Workspace, file: StoredFile): boolean {
  if (file.user === workspace.botUserId) return true;
  return [...file.channels].some((id) => {
    const channel = workspace.channels.get(id);
    return channel !== undefined && isMember({ workspace }, channel);
  });
}

function info(call: Call): Json {
  const file = call.workspace.files.get(required(call, 'file'));
  if (!file || !file.isComplete || !isVisible(call.workspace, file)) throw new Refusal('file_not_found');
  return { file: wireFile(call.workspace, file), comments: [], response_metadata: { next_cursor: '' } };
}
