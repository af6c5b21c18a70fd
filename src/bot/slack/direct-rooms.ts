import { OutsideError } from '#core/errors.ts';
import { calling } from './client.ts';
import type { Workspace } from './workspaces.ts';

/** The room in which the desk and a user are alone; it never changes. @throws OutsideError */
export type DirectRooms = (workspace: Workspace, user: string) => Promise<string>;

const REMEMBERED = 10_000;

export function createDirectRooms(): DirectRooms {
  const known = new Map<string, string>();
  return async ({ id, client }, user) => {
    const key = `${id}/${user}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const { channel } = await calling('conversations.open', async () => await client.conversations.open({ users: user }));
    if (channel?.id === undefined) throw new OutsideError(`Slack opened no room with ${user}.`, { outcome: 'not_done' });
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, channel.id);
    return channel.id;
  };
}
