import type { Quotation } from '#core/chat-event.ts';
import type { Place } from '../arriving.ts';
import { beginning, isDirect, tell, userIn, visit, wordsOf, type Inward } from './arrival.ts';
import { calling } from './client.ts';
import { describeFiles, type SlackFile } from './files.ts';
import type { Workspace } from './workspaces.ts';

/** The reaction that makes a ticket of a message. */
const REACTION = 'ticket';

/** A message from which something is to be started. */
export interface Quotable {
  readonly user?: string;
  readonly text?: string;
  readonly ts?: string;
  readonly thread_ts?: string;
  readonly bot_id?: string;
  readonly files?: readonly SlackFile[];
}

/** Undefined for what no person wrote. @throws OutsideError */
export async function quote(
  deps: Inward,
  workspace: Workspace,
  room: string,
  { user, text = '', ts, bot_id: bot, files }: Quotable,
): Promise<Quotation | undefined> {
  if (user === undefined || ts === undefined || bot !== undefined) return undefined;
  const [author, words, link] = await Promise.all([userIn(deps, workspace, user), wordsOf(deps, workspace, text), linkTo(deps, workspace, room, ts)]);
  const { id, email, stranger } = author;
  return { room, messageId: ts, text: words, author: { id, email, stranger }, link, ...describeFiles(files) };
}

/** Empty where Slack tells us none, as for a room that we are not in: the shortcut is there all the same. */
async function linkTo({ log }: Inward, { client }: Workspace, room: string, ts: string): Promise<string> {
  try {
    const { permalink } = await calling('chat.getPermalink', async () => await client.chat.getPermalink({ channel: room, message_ts: ts }));
    return permalink ?? '';
  } catch (error) {
    log.warn({ err: error }, 'no link to a message');
    return '';
  }
}

interface Reaction {
  readonly user: string;
  readonly reaction: string;
  readonly item: { readonly type: string; readonly channel?: string; readonly ts?: string };
}

/** `:ticket:` on a message: starts at once what takes a message, whoever reacted first. */
export async function takeReaction(deps: Inward, workspaceId: string | undefined, { user, reaction, item }: Reaction): Promise<void> {
  const entrance = deps.desk.entrances.find(({ quotes }) => quotes === 'at_once');
  if (!entrance || reaction !== REACTION || item.type !== 'message' || item.channel === undefined || item.ts === undefined) return;
  const { channel, ts } = item;
  const visitor = await visit(deps, workspaceId, user);
  const message = await messageAt(visitor.workspace, channel, ts);
  const about = message && (await quote(deps, visitor.workspace, channel, message));
  if (!about) return;
  const place: Place = { room: channel, direct: isDirect(channel), thread: message.thread_ts ?? ts };
  const base = beginning(deps, visitor, place, `reaction/${channel}/${ts}`);
  const receipt = await deps.desk.receive({ ...base, type: 'action', action: entrance.action, about });
  if (receipt.kind === 'refused' || receipt.kind === 'limited') await tell(deps, visitor, place, receipt.text);
}

/** The message of that time stamp, in a channel or in one of its threads. */
async function messageAt({ client }: Workspace, channel: string, ts: string): Promise<Quotable | undefined> {
  const at = { channel, latest: ts, oldest: ts, inclusive: true, limit: 1 };
  const { messages = [] } = await calling('conversations.history', async () => await client.conversations.history(at));
  const found = messages.find((message) => message.ts === ts);
  if (found) return found;
  const { messages: replies = [] } = await calling('conversations.replies', async () => await client.conversations.replies({ ...at, ts }));
  return replies.find((message) => message.ts === ts);
}
