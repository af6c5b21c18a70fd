import type { ChatUser } from '#core/chat-event.ts';
import { eventBase, type Place } from '../arriving.ts';
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

/** What every event begins with. @param key names this delivery in its tenant */
export function beginning(
  { clock }: Pick<Inward, 'clock'>,
  { tenant, user }: Visitor,
  place: Place,
  key: string,
  { timestamp }: TeamsActivity,
): ReturnType<typeof eventBase> {
  const at = timestamp === undefined ? clock.now() : new Date(timestamp);
  return eventBase({ platform: PLATFORM, workspace: tenant, user, place, key, at });
}
