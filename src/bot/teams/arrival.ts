import type { ChatEvent, ChatUser } from '#core/chat-event.ts';
import type { FrontEndDeps } from '../deps.ts';
import type { TeamsActivity } from './activity.ts';
import type { TeamsConnector } from './connector.ts';
import type { Conversations } from './conversations.ts';
import type { TeamsSettings } from './settings.ts';
import type { TeamsUsers } from './users.ts';

export const PLATFORM = 'teams';

/** What takes activities in works with. */
export interface Inward extends Pick<FrontEndDeps, 'desk' | 'database' | 'clock' | 'log'> {
  readonly settings: TeamsSettings;
  readonly connector: TeamsConnector;
  readonly conversations: Conversations;
  readonly users: TeamsUsers;
}

/** A user as Teams describes them. */
export interface TeamsUser extends ChatUser {
  /** `29:…` */
  readonly teamsId: string;
  readonly name: string;
}

/** Who acts, and in which tenant: by Teams' word only. */
export interface Visitor {
  readonly tenant: string;
  readonly user: TeamsUser;
}

export interface Place {
  readonly room: string;
  readonly direct: boolean;
  readonly thread?: string | undefined;
}

type Base = Pick<ChatEvent, 'key' | 'user' | 'address' | 'roomKind' | 'at'>;

/** What every event begins with. @param key names this delivery in its tenant */
export function beginning(
  { clock }: Pick<Inward, 'clock'>,
  { tenant, user }: Visitor,
  { room, direct, thread }: Place,
  key: string,
  { timestamp }: TeamsActivity,
): Base {
  const { id, email, stranger } = user;
  return {
    key: `${PLATFORM}/${tenant}/${key}`,
    user: { id, ...(email === undefined ? {} : { email }), ...(stranger === undefined ? {} : { stranger }) },
    address: { platform: PLATFORM, workspace: tenant, room, ...(thread === undefined ? {} : { thread }) },
    roomKind: direct ? 'direct' : 'channel',
    at: (timestamp === undefined ? clock.now() : new Date(timestamp)).toISOString(),
  };
}
