import type { Address, ChatEvent } from '#core/chat-event.ts';
import { isKept, isOurs } from '../ours.ts';
import type { Place } from '../arriving.ts';
import { beginning, PLATFORM, tell, userIn, visit, wordsOf, type Inward } from './arrival.ts';
import { describeFiles, type SlackFile } from './files.ts';
import { addressedTo } from './words.ts';
import type { Workspace } from './workspaces.ts';

/** What the desk reads of a message; Slack sends more. */
export interface SlackMessage {
  readonly user?: string;
  readonly bot_id?: string;
  readonly subtype?: string | undefined;
  readonly text?: string;
  readonly ts: string;
  readonly thread_ts?: string;
  readonly channel: string;
  readonly channel_type?: string;
  readonly files?: readonly SlackFile[] | undefined;
}

/** Kinds of messages in which a person says something. */
const SAID = new Set([undefined, 'file_share', 'thread_broadcast', 'me_message']);
/** Somebody who only calls the desk by its name. */
const CALLED = 'Hello';

/** A message, or a mention: Slack sends both of a mention, and they are one event here. */
export async function takeMessage(deps: Inward, workspaceId: string | undefined, message: SlackMessage): Promise<void> {
  const { user: userId, bot_id: bot, subtype, text = '', ts, channel, thread_ts: thread } = message;
  if (userId === undefined || bot !== undefined || !SAID.has(subtype)) return;
  const workspace = await deps.workspaces.get(workspaceId ?? '');
  const direct = message.channel_type === 'im';
  const { mentioned, rest } = addressedTo(text, workspace.botUserId);
  const place: Place = { room: channel, direct, thread: thread ?? (direct ? undefined : ts) };
  if (!direct && !mentioned && !(await isOurs(deps.database.db, addressOf(workspace, place)))) return;
  const visitor = { workspace, user: await userIn(deps, workspace, userId) };
  const words = await wordsOf(deps, workspace, direct ? text : rest);
  const said = mentioned && words === '' ? CALLED : words;
  const base = beginning(deps, visitor, place, `message/${channel}/${ts}`, ts);
  const more = { ...describeFiles(message.files), ...(direct || !mentioned ? {} : { mentioned }) };
  const receipt = await deps.desk.receive({ ...base, type: 'message', messageId: ts, text: said, ...more });
  if (receipt.kind === 'refused' || receipt.kind === 'limited') await tell(deps, visitor, place, receipt.text);
}

/** What `message_changed` and `message_deleted` say. */
export interface SlackChange {
  readonly channel: string;
  readonly channel_type?: string;
  readonly ts: string;
  readonly before: Omit<SlackMessage, 'channel'> | undefined;
  /** Undefined when it was deleted. */
  readonly after: Omit<SlackMessage, 'channel'> | undefined;
}

/** A change of words; Slack also calls it a change when it adds a preview of a link. */
export async function takeChange(deps: Inward, workspaceId: string | undefined, { channel, ts, before, after, ...change }: SlackChange): Promise<void> {
  const message = after ?? before;
  const gone = after === undefined || after.subtype === 'tombstone';
  if (message?.user === undefined || message.bot_id !== undefined || (!gone && before?.text === after.text)) return;
  const direct = change.channel_type === 'im';
  const place: Place = { room: channel, direct, thread: message.thread_ts ?? (direct ? undefined : message.ts) };
  const visitor = await visit(deps, workspaceId, message.user);
  const { db } = deps.database;
  const address = addressOf(visitor.workspace, place);
  if (!direct && !(await isOurs(db, address)) && !(await isKept(db, address, message.ts))) return;
  const text = gone ? null : await wordsOf(deps, visitor.workspace, addressedTo(after.text ?? '', visitor.workspace.botUserId).rest);
  const edit: ChatEvent = { ...beginning(deps, visitor, place, `edit/${channel}/${message.ts}/${ts}`, ts), type: 'edit', messageId: message.ts, text };
  const receipt = await deps.desk.receive(edit);
  if (receipt.kind === 'limited') await tell(deps, visitor, place, receipt.text);
}

function addressOf({ id: workspace }: Workspace, { room, thread }: Place): Address {
  return { platform: PLATFORM, workspace, room, thread };
}
