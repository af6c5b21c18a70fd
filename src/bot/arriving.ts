import type { ChatEvent, ChatUser } from '#core/chat-event.ts';

/** Where something was said or done. */
export interface Place {
  readonly room: string;
  /** With one person alone. */
  readonly direct: boolean;
  readonly thread?: string | undefined;
}

interface Arrival {
  readonly platform: string;
  readonly workspace: string;
  readonly user: ChatUser;
  readonly place: Place;
  /** Names this delivery in its workspace. */
  readonly key: string;
  readonly at: Date;
}

/** What every event begins with, whatever platform it comes from. */
export function eventBase({ platform, workspace, user, place, key, at }: Arrival): Pick<ChatEvent, 'key' | 'user' | 'address' | 'roomKind' | 'at'> {
  const { id, email, stranger } = user;
  const { room, direct, thread } = place;
  return {
    key: `${platform}/${workspace}/${key}`,
    user: { id, ...(email === undefined ? {} : { email }), ...(stranger === undefined ? {} : { stranger }) },
    address: { platform, workspace, room, ...(thread === undefined ? {} : { thread }) },
    roomKind: direct ? 'direct' : 'channel',
    at: at.toISOString(),
  };
}
