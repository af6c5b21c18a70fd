import type { Post } from '#core/card.ts';
import { OutsideError } from '#core/errors.ts';
import type { FileCarrier, Target } from '#core/front-end.ts';
import { fileName } from '#lib/file-names.ts';
import type { Log } from '#lib/log.ts';

/**
 * Puts the file of a post up where the post will stand, just before it; once, also when the post is tried again. Where it cannot be,
 * the post says so. @param key the post's own @throws OutsideError when it may go another time
 */
export async function withAttachment(
  { files, log }: { readonly files: FileCarrier; readonly log: Log },
  target: Target,
  post: Post,
  key: string,
  signal: AbortSignal,
): Promise<Post> {
  const { attachment, card } = post;
  if (!attachment) return post;
  const name = fileName(attachment.name);
  // Slack shows a file to everybody in a room, or to nobody.
  if (target.onlyFor !== undefined) return saying(post, `📎 ${name} cannot be shown to one person only. Ask me for it in a direct message.`);
  try {
    const file = { name, bytes: new Uint8Array(Buffer.from(attachment.text)), caption: card?.title ?? post.text };
    if ((await files.find(target, key, signal)) === undefined) await files.send(target, file, key, signal);
    return post;
  } catch (error) {
    if (!(error instanceof OutsideError) || !error.lasting || error.outcome === 'unknown' || error.unreachable !== undefined) throw error;
    log.warn({ err: error }, 'a file was not put up');
    return saying(post, `📎 ${name} could not be put up here: Slack refused it. Whoever runs Deskside can see why in its log.`);
  }
}

function saying(post: Post, line: string): Post {
  const { card, text } = post;
  if (!card) return { ...post, text: `${text}\n${line}` };
  return { ...post, card: { ...card, blocks: [...card.blocks, { kind: 'text', text: line, subtle: true }] } };
}
