import type { WebClient } from '@slack/web-api';
import { eq } from 'drizzle-orm';
import type { SharedFile } from '#core/chat-event.ts';
import { OutsideError } from '#core/errors.ts';
import type { FileCarrier } from '#core/front-end.ts';
import { fileName } from '#lib/file-names.ts';
import { MAX_FILES } from '#rules/files.ts';
import type { Inward } from './arrival.ts';
import { calling, slackError } from './client.ts';
import { download, upload } from './file-bytes.ts';
import { slackUploads } from './schema.ts';
import { cut } from '#lib/text.ts';
import { fallbackText } from './text.ts';

/** What Slack says of a file. In channels shared with another company it may say no more than the id. */
export interface SlackFile {
  readonly id?: string;
  readonly name?: string | null;
  readonly title?: string | null;
  readonly mimetype?: string;
  readonly size?: number;
}

export function describeFiles(files: readonly SlackFile[] = []): { readonly files?: readonly SharedFile[] } {
  const known = files.flatMap(({ id, name, title, mimetype = '', size = 0 }) =>
    id === undefined ? [] : [{ id, name: name || title || 'a file', mediaType: mimetype, size }],
  );
  return known.length > 0 ? { files: known } : {};
}

/** In UTF-16 code units: a form keeps little. What a file is called in full is asked for when it is passed on. */
const SHORT_NAME = 40;

/** What a form keeps of files until it is filled. */
export function inShort(files: readonly SharedFile[] = []) {
  const kept = files.slice(0, MAX_FILES).map(({ id, name, size }) => ({ id, name: cut(name, SHORT_NAME), size }));
  return kept.length > 0 ? { files: kept } : {};
}

/** @param apiUrl says which hosts are Slack's */
export function createFiles({ workspaces, database }: Pick<Inward, 'workspaces' | 'database'>, apiUrl: string): FileCarrier {
  const { db } = database;
  return {
    fetch: async (workspaceId, id, signal) => {
      const { client } = await workspaces.get(workspaceId);
      const { file } = await unseen('files.info', async () => await client.files.info({ file: id }));
      const url = file?.url_private_download ?? file?.url_private;
      // Files of other services have an address there, and what is gone has none.
      if (!file || file.is_external === true || url === undefined) throw new OutsideError(`Slack does not have ${id}.`, { outcome: 'not_done', lasting: true });
      const bytes = await download(url, { apiUrl, token: client.token ?? '', size: file.size, isPage: file.mimetype === 'text/html' }, signal);
      return { name: fileName(file.name ?? file.title ?? ''), bytes };
    },
    send: async (target, { name, bytes, caption }, key, signal) => {
      const { client } = await workspaces.get(target.workspace);
      const id = await putUp(client, { name, bytes }, apiUrl, signal);
      // From here on it may be seen, and what it is called there is known whatever happens.
      await db
        .insert(slackUploads)
        .values({ key, fileId: id })
        .onConflictDoUpdate({ target: slackUploads.key, set: { fileId: id } });
      const where = { channel_id: target.room, ...(target.thread === undefined ? {} : { thread_ts: target.thread }) };
      const shown = { ...where, files: [{ id, title: name }] as [{ id: string; title: string }], initial_comment: fallbackText(caption) };
      await calling('files.completeUploadExternal', async () => await client.files.completeUploadExternal(shown));
      return id;
    },
    find: async (target, key) => {
      const [known] = await db.select().from(slackUploads).where(eq(slackUploads.key, key));
      if (!known) return undefined;
      const { client } = await workspaces.get(target.workspace);
      return await calling('files.info', async () => await whetherShown(async () => await client.files.info({ file: known.fileId }), known.fileId));
    },
  };
}

/** Hands a file to Slack, which nobody sees before its upload is completed; returns its id. @throws OutsideError `not_done` */
export async function putUp(
  client: WebClient,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> },
  apiUrl: string,
  signal: AbortSignal,
): Promise<string> {
  const wanted = { filename: name, length: bytes.length };
  const { upload_url: url = '', file_id: id = '' } = await unseen('an upload', async () => await client.files.getUploadURLExternal(wanted));
  await upload(url, bytes, apiUrl, signal);
  return id;
}

/** A file whose upload was never completed is none to Slack. */
async function whetherShown(ask: () => Promise<unknown>, id: string): Promise<string | undefined> {
  try {
    await ask();
    return id;
  } catch (error) {
    if (slackError(error) === 'file_not_found') return undefined;
    throw error;
  }
}

/** Whatever becomes of this call, nobody sees anything of it. @throws OutsideError */
export async function unseen<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await calling(what, call);
  } catch (error) {
    if (!(error instanceof OutsideError) || error.outcome === 'not_done') throw error;
    throw new OutsideError(error.message, { outcome: 'not_done', lasting: error.lasting, cause: error });
  }
}
