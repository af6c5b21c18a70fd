import { isRecord } from './schema.ts';
import type { Json, Workspace } from './state.ts';

/** Which scopes an event needs before an app can subscribe to it. Those that are not named need none. */
const SCOPES: Readonly<Record<string, string>> = {
  app_mention: 'app_mentions:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  reaction_added: 'reactions:read',
  user_change: 'users:read',
  channel_archive: 'channels:read',
  member_joined_channel: 'channels:read',
  member_left_channel: 'channels:read',
};

export const ALL_EVENTS: readonly string[] = [...Object.keys(SCOPES), 'app_home_opened', 'app_uninstalled', 'tokens_revoked'];

/** Everything the manifest of a help desk would ask for. */
export const DEFAULT_SCOPES: readonly string[] = `
  app_mentions:read assistant:write channels:history channels:join channels:read chat:write chat:write.customize commands
  files:read files:write groups:history groups:read im:history im:read im:write reactions:read
  reactions:write users:read users:read.email users.profile:read usergroups:read
`
  .trim()
  .split(/\s+/);

const BY_KIND: Readonly<Record<string, string>> = { channel: 'message.channels', group: 'message.groups', im: 'message.im' };

function nameOf(event: Json): string {
  const type = String(event['type']);
  return type === 'message' ? (BY_KIND[String(event['channel_type'])] ?? type) : type;
}

/** Whether the app hears of this: it asked to, it may, and its bot is where it happened. */
export function isHeard(workspace: Workspace, event: Json): boolean {
  const name = nameOf(event);
  const scope = SCOPES[name];
  if (!workspace.subscriptions.has(name) || (scope !== undefined && !workspace.scopes.has(scope))) return false;
  const item = isRecord(event['item']) ? event['item'] : event;
  const channel = typeof item['channel'] === 'string' ? workspace.channels.get(item['channel']) : undefined;
  return !channel || channel.members.has(workspace.botUserId);
}
