import type { Address } from '#core/chat-event.ts';
import type { Post } from '#core/card.ts';
import { OutsideError } from '#core/errors.ts';
import type { FileCarrier, Target } from '#core/front-end.ts';
import { accountOn } from '#store/people.ts';
import { PLATFORM, userIn, type Inward } from './arrival.ts';
import { withAttachment } from './attaching.ts';
import { calling } from './client.ts';
import { marked } from './deliveries.ts';
import { checkBlocks } from './limits.ts';
import { toSlackMessage, type SlackMessage } from './message.ts';
import { putUpPictures, showing, type PictureDeps } from './pictures.ts';
import type { Workspace } from './workspaces.ts';

export interface SendingDeps extends Omit<Inward, 'desk'>, PictureDeps {
  readonly files: FileCarrier;
}

/** Nothing is drawn as a preview that nobody asked for, and no word is taken for mark-up. */
const PLAIN = { unfurl_links: false, unfurl_media: false, link_names: false, parse: 'none' } as const;

/** As `FrontEnd.send`: what the message shows is put up first, and the message is posted last. */
export async function sendPost(deps: SendingDeps, target: Target, given: Post, key: string, signal: AbortSignal): Promise<string> {
  const workspace = await deps.workspaces.get(target.workspace);
  const pictures = await putUpPictures(deps, workspace, given, signal);
  const post = await withAttachment(deps, target, given, key, signal);
  return await showing(deps, workspace, pictures, async (shown) => {
    inTime(signal);
    return await say(deps, workspace, { target, post, key, message: checked(toSlackMessage(post, shown)) });
  });
}

/** @throws OutsideError when whoever waited for this has gone, and will try again */
function inTime(signal: AbortSignal): void {
  if (signal.aborted) throw new OutsideError('It was too late to post it.', { outcome: 'not_done' });
}

/** As `FrontEnd.update`. A file that came with the post stays where it was put. */
export async function replacePost(deps: SendingDeps, { workspace: id, room }: Address, messageId: string, post: Post, signal: AbortSignal): Promise<void> {
  const workspace = await deps.workspaces.get(id);
  const pictures = await putUpPictures(deps, workspace, post, signal);
  await showing(deps, workspace, pictures, async (shown) => {
    // An older card must not come over a newer one.
    inTime(signal);
    const { text, blocks = [] } = checked(toSlackMessage(post, shown));
    const change = { channel: room, ts: messageId, text, blocks, link_names: false, parse: 'none' } as const;
    await calling('chat.update', async () => await workspace.client.chat.update(change));
  });
}

interface Saying {
  readonly target: Target;
  readonly post: Post;
  readonly key: string;
  readonly message: SlackMessage;
}

async function say(deps: SendingDeps, workspace: Workspace, { target, post, key, message: { username, ...message } }: Saying): Promise<string> {
  const where = { channel: target.room, ...(target.thread === undefined ? {} : { thread_ts: target.thread }) };
  if (target.onlyFor !== undefined) {
    const { onlyFor: user } = target;
    const { message_ts: ts } = await calling('chat.postEphemeral', async () => await workspace.client.chat.postEphemeral({ ...where, ...message, user }));
    return ts ?? '';
  }
  const speaker = username === undefined ? {} : { username, ...(await pictureOf(deps, workspace, post)) };
  const { ts } = await calling(
    'chat.postMessage',
    async () => await workspace.client.chat.postMessage({ ...where, ...message, ...PLAIN, ...speaker, metadata: marked(key) }),
  );
  if (ts === undefined) throw new OutsideError('Slack did not say where it posted.', { outcome: 'unknown' });
  return ts;
}

/** @throws OutsideError when it is more than Slack takes: then our drawing is wrong, and nothing is left out silently. */
function checked(message: SlackMessage): SlackMessage {
  const problems = checkBlocks(message.blocks ?? [], 'message');
  if (problems.length > 0) throw new OutsideError(`A message is more than Slack takes: ${problems.join('; ')}`, { outcome: 'not_done', lasting: true });
  return message;
}

/** The picture of whoever's words are passed on, where Slack knows them. It is only a picture: without it the words go out all the same. */
async function pictureOf(deps: SendingDeps, workspace: Workspace, { authorId }: Post): Promise<{ icon_url?: string }> {
  if (authorId === undefined) return {};
  try {
    const account = await accountOn(deps.database.db, authorId, PLATFORM, workspace.id);
    const icon = account === undefined ? undefined : (await userIn(deps, workspace, account)).icon;
    return icon === undefined ? {} : { icon_url: icon };
  } catch (error) {
    deps.log.warn({ err: error }, 'no picture');
    return {};
  }
}
