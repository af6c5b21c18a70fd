import { eventBase, type Place } from '../arriving.ts';
import type { FrontEndDeps } from '../deps.ts';
import { calling } from './client.ts';
import type { DirectRooms } from './direct-rooms.ts';
import { fallbackText } from './text.ts';
import type { SlackUser, SlackUsers } from './users.ts';
import { plainWords } from './words.ts';
import type { Workspace, Workspaces } from './workspaces.ts';

export const PLATFORM = 'slack';

/** What takes payloads in works with. */
export interface Inward extends Pick<FrontEndDeps, 'desk' | 'database' | 'clock' | 'log'> {
  readonly workspaces: Workspaces;
  readonly users: SlackUsers;
  readonly rooms: DirectRooms;
}

/** Who acts, and in which workspace: by Slack's word only. */
export interface Visitor {
  readonly workspace: Workspace;
  readonly user: SlackUser;
}

/** @throws OutsideError */
export async function visit(deps: Inward, workspaceId: string | undefined, userId: string): Promise<Visitor> {
  const workspace = await deps.workspaces.get(workspaceId ?? '');
  return { workspace, user: await userIn(deps, workspace, userId) };
}

/** Where the desk and a person are alone. With a stranger no room is opened: Slack may not let us, and they are refused anyway. */
export async function ownPlace({ rooms }: Inward, { workspace, user }: Visitor): Promise<Place> {
  return { room: user.stranger === undefined ? await rooms(workspace, user.id) : user.id, direct: true };
}

export async function userIn({ users }: Pick<Inward, 'users'>, { client, id, organization }: Workspace, userId: string): Promise<SlackUser> {
  return await users.user(client, id, userId, organization);
}

/** What every event begins with. @param key names this delivery in its workspace @param ts Slack's own time stamp, where there is one */
export function beginning(deps: Inward, { workspace, user }: Visitor, place: Place, key: string, ts?: string): ReturnType<typeof eventBase> {
  const at = ts === undefined ? deps.clock.now() : new Date(Number(ts) * 1000);
  return eventBase({ platform: PLATFORM, workspace: workspace.id, user, place, key, at });
}

/** So many people are asked after for one message: Slack lets us ask about two a second. */
const NAMES_MAX = 20;

/** Slack's message text as plain words, people called by their names; a name that cannot be had holds up no message. */
export async function wordsOf(deps: Inward, workspace: Workspace, text: string): Promise<string> {
  const asked = new Set<string>();
  return await plainWords(text, async (userId) => {
    if (!asked.has(userId) && asked.size >= NAMES_MAX) return 'somebody';
    asked.add(userId);
    try {
      return (await userIn(deps, workspace, userId)).name;
    } catch (error) {
      deps.log.warn({ err: error }, 'no name for somebody who was mentioned');
      return 'somebody';
    }
  });
}

/** A word for one person, seen by nobody else: why something was not taken in. Lost if Slack loses it, which harms nothing. */
export async function tell(deps: Inward, { workspace, user }: Visitor, { room, direct, thread }: Place, words: string): Promise<void> {
  const where = { channel: room, text: fallbackText(words), ...(thread === undefined ? {} : { thread_ts: thread }) };
  try {
    await calling('a word to one person', async () =>
      direct ? await workspace.client.chat.postMessage(where) : await workspace.client.chat.postEphemeral({ ...where, user: user.id }),
    );
  } catch (error) {
    deps.log.warn({ err: error, workspace: workspace.id }, 'somebody could not be told');
  }
}

/** A direct message is in a room whose name begins so. */
export function isDirect(room: string): boolean {
  return room.startsWith('D');
}
