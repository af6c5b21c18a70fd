import type { SharedFile } from '#core/chat-event.ts';
import type { Context, Destination } from '#core/workflow.ts';
import { fileInWords } from '#lib/file-names.ts';
import { MAX_FILES, sortFiles } from '#rules/files.ts';
import { addAttachments, attachmentsOf, filesWith } from '#store/attachments.ts';
import type { Tx } from '#store/database.ts';
import type { Origin } from '#store/messages.ts';

/** The files that belong to words written there. */
export async function filesAt({ tx, requestId }: Context<Tx>, origin: Origin | undefined): Promise<readonly SharedFile[]> {
  return origin ? await filesWith(tx, origin, requestId) : [];
}

interface Kept {
  readonly ticketId: number;
  readonly messageId: number;
  readonly authorId: number;
  readonly origin: Origin | undefined;
  readonly files: readonly SharedFile[];
}

/** Notes on the ticket which files came with a message, and says which are left out. */
export async function keepFiles(context: Context<Tx>, { origin, files, ...at }: Kept): Promise<void> {
  if (!origin || files.length === 0) return;
  const { taken, tooLarge, tooMany } = sortFiles(files);
  if (tooLarge.length > 0) context.say({ to: 'actor' }, { text: `I can pass on files of up to 25 MB, so I left out ${listed(tooLarge)}.` });
  if (tooMany.length > 0) context.say({ to: 'actor' }, { text: `I can pass on ${MAX_FILES} files at a time, so I left out ${listed(tooMany)}.` });
  const { platform, workspace } = origin;
  if (taken.length > 0) await addAttachments(context.tx, { ...at, platform, workspace, files: taken });
}

function listed(files: readonly SharedFile[]): string {
  return files.map(fileInWords).join(', ');
}

/** Passes on what came with a message, once its words are on their way. */
export async function passOnFiles(context: Context<Tx>, messageId: number, words: Promise<unknown>, to: Destination, back: Destination): Promise<void> {
  const [files] = await Promise.all([attachmentsOf(context.tx, messageId), words]);
  for (const file of files) context.share(file, to, back);
}
