import type { UsersInfoResponse, WebClient } from '@slack/web-api';
import type { ChatUser, Stranger } from '#core/chat-event.ts';
import type { Clock } from '#lib/clock.ts';
import { asOutside, slackError } from './client.ts';

/** What Slack says of a user. */
export interface SlackUser extends ChatUser {
  readonly name: string;
  /** Of their picture, if they have one. */
  readonly icon: string | undefined;
}

/** Slack says so when somebody's account changes; other processes learn of it after so long. */
const FRESH_MS = 10 * 60_000;
/** When Slack does not answer, what it said lately still counts. */
const STALE_MS = 24 * 60 * 60_000;
const REMEMBERED = 10_000;

type Raw = NonNullable<UsersInfoResponse['user']>;

export interface SlackUsers {
  /** @param organization the Enterprise Grid that this workspace belongs to: its people are no strangers */
  user(client: WebClient, workspace: string, id: string, organization?: string): Promise<SlackUser>;
  forget(workspace: string, id: string): void;
}

/** Who somebody is, asked once in a while. @throws OutsideError */
export function createUsers(clock: Clock): SlackUsers {
  const known = new Map<string, { readonly user: SlackUser; readonly at: number }>();
  let forgotten = 0;
  return {
    user: async (client, workspace, id, organization) => {
      const key = `${workspace}/${id}`;
      const now = clock.now().getTime();
      const before = known.get(key);
      if (before && now - before.at < FRESH_MS) return before.user;
      const asked = forgotten;
      try {
        const user = await ask(client, workspace, id, organization);
        if (known.size >= REMEMBERED) known.clear();
        // What was true when it was asked may not be any more.
        if (asked === forgotten) known.set(key, { user, at: now });
        return user;
      } catch (error) {
        if (before && now - before.at < STALE_MS) return before.user;
        throw error;
      }
    },
    forget: (workspace, id) => {
      forgotten += 1;
      known.delete(`${workspace}/${id}`);
    },
  };
}

async function ask(client: WebClient, workspace: string, id: string, organization: string | undefined): Promise<SlackUser> {
  try {
    const { user } = await client.users.info({ user: id });
    return describeUser(user ?? {}, workspace, id, organization);
  } catch (error) {
    // Slack does not show us everybody: somebody of another company in a shared channel, for one.
    if (slackError(error) === 'user_not_found' || slackError(error) === 'user_not_visible')
      return { id, name: 'somebody', icon: undefined, stranger: 'external' };
    throw asOutside('users.info', error);
  }
}

/** Pure: what Slack's word for a user means to the desk. */
export function describeUser(raw: Raw, workspace: string, id: string, organization?: string): SlackUser {
  const { profile } = raw;
  const name = profile?.display_name || profile?.real_name || raw.real_name || raw.name || id;
  const stranger = strangerness(raw, workspace, id, organization);
  const email = raw.is_email_confirmed === false ? undefined : profile?.email;
  return { id, name, icon: profile?.image_72, ...(email === undefined ? {} : { email }), ...(stranger === undefined ? {} : { stranger }) };
}

function strangerness(raw: Raw, workspace: string, id: string, organization: string | undefined): Stranger | undefined {
  if (raw.deleted === true) return 'deactivated';
  if (raw.is_bot === true || id === 'USLACKBOT') return 'bot';
  const colleague = raw.team_id === workspace || (organization !== undefined && raw.enterprise_user?.enterprise_id === organization);
  if (!colleague || ('is_stranger' in raw && raw.is_stranger)) return 'external';
  return raw.is_restricted === true || raw.is_ultra_restricted === true ? 'guest' : undefined;
}
