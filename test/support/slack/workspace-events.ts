import type { Json, User, Workspace, World } from './state.ts';
import { wireUser } from './wire.ts';

/** What happens to a workspace as a whole. Each resolves once the app has taken, or finally not taken, the event. */
export interface WorkspaceEvents {
  /** Takes the app away: its tokens are dead from then on. */
  readonly uninstall: () => Promise<void>;
  /** Takes one token away, and says so. */
  readonly revoke: (token: string) => Promise<void>;
  /** Changes what is known of somebody, such as `{ deleted: true }`. */
  readonly changeUser: (id: string, change: Partial<Omit<User, 'id' | 'name'>>) => Promise<void>;
  readonly archive: (channel: string, by: string) => Promise<void>;
  /** Brings the bot into a channel. */
  readonly inviteBot: (channel: string, by: string) => Promise<void>;
  /** Any other event, as it is. */
  readonly tell: (event: Json) => Promise<void>;
}

export function workspaceEvents(world: World, workspace: Workspace): WorkspaceEvents {
  const tell = (event: Json) => world.announce(workspace, { ...event, event_ts: event['event_ts'] ?? world.nextTs() });
  const channelOf = (id: string) => {
    const channel = workspace.channels.get(id);
    if (!channel) throw new Error(`no channel ${id}`);
    return channel;
  };
  return {
    tell,
    uninstall: async () => {
      await uninstall(world, workspace);
    },
    revoke: async (token) => {
      await revokeToken(world, token);
    },
    changeUser: async (id, change) => {
      const user = workspace.users.get(id);
      if (!user) throw new Error(`nobody has the id ${id}`);
      Object.assign(user, change);
      await tell({ type: 'user_change', user: wireUser(workspace, user), cache_ts: 0 });
    },
    archive: async (id, by) => {
      channelOf(id).isArchived = true;
      await tell({ type: 'channel_archive', channel: id, user: by });
    },
    inviteBot: async (id, by) => {
      const channel = channelOf(id);
      channel.members.add(workspace.botUserId);
      await tell({
        type: 'member_joined_channel',
        user: workspace.botUserId,
        channel: id,
        channel_type: channel.kind === 'public' ? 'C' : 'G',
        team: workspace.id,
        inviter: by,
      });
    },
  };
}

/** The events come in no sure order. */
export async function uninstall(world: World, workspace: Workspace): Promise<void> {
  workspace.isActive = false;
  for (const token of world.tokens.values()) if (token.workspace === workspace) token.state = 'revoked';
  const ts = world.nextTs();
  await Promise.all([
    world.announce(workspace, { type: 'tokens_revoked', tokens: { oauth: [], bot: [workspace.botUserId] }, event_ts: ts }),
    world.announce(workspace, { type: 'app_uninstalled', event_ts: ts }),
  ]);
}

export async function revokeToken(world: World, token: string): Promise<void> {
  const known = world.tokens.get(token);
  if (!known) throw new Error('no such token');
  known.state = 'revoked';
  await world.announce(known.workspace, { type: 'tokens_revoked', tokens: { oauth: [], bot: [known.workspace.botUserId] }, event_ts: world.nextTs() });
}
