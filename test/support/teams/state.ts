/** What the fake connector knows: everything that Teams would keep. Plain data that routes and people change. */
export type Json = Record<string, unknown>;

export interface User {
  readonly aadObjectId: string;
  /** `29:…` */
  readonly teamsId: string;
  /** Whose roster they are in. */
  readonly tenantId: string;
  /** Where their account is; another for somebody of another company. */
  homeTenantId: string;
  name: string;
  email: string | undefined;
  upn: string;
  role: 'user' | 'guest';
  /** They have the app personally. */
  hasApp: boolean;
  /** They told Teams to let nothing of the bot through. */
  hasBlocked: boolean;
  /** Their account was switched off. */
  isGone: boolean;
}

export interface Team {
  /** Equal to the id of its general channel. */
  readonly id: string;
  readonly tenantId: string;
  readonly aadGroupId: string;
  name: string;
  readonly members: Set<string>;
  hasApp: boolean;
  /** Without it, the bot hears only what mentions it. */
  hasRsc: boolean;
}

export interface Conversation {
  /** Without a thread. */
  readonly id: string;
  readonly tenantId: string;
  readonly kind: 'personal' | 'channel' | 'group';
  name: string;
  readonly teamId: string | undefined;
  /** By object id; of a channel, those of its team. */
  readonly members: Set<string>;
  /** Of a group; of others, the team or the person says. */
  hasApp: boolean;
  readonly messages: Message[];
}

export interface Message {
  readonly id: string;
  readonly conversation: string;
  /** Of a channel: the root of its thread; undefined for a root. */
  readonly thread: string | undefined;
  /** Object id of whoever wrote it; `bot`. */
  readonly from: string;
  readonly at: Date;
  /** As it stands. */
  activity: Json;
  /** As it stood before, oldest first. */
  readonly history: Json[];
  isDeleted: boolean;
}

/** A file that somebody put up: behind the connector with a token, or behind an address that lets anybody in. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly kind: 'inline' | 'download';
}

/** A place in somebody's OneDrive that Teams has named, until all bytes are there. */
interface Upload {
  readonly owner: string;
  readonly name: string;
}

export interface World {
  readonly appId: string;
  readonly botName: string;
  /** What the connector wants to see. */
  readonly token: string;
  readonly now: () => Date;
  readonly tenants: Map<string, { readonly id: string; readonly name: string }>;
  /** By object id. */
  readonly users: Map<string, User>;
  readonly teams: Map<string, Team>;
  readonly conversations: Map<string, Conversation>;
  readonly files: Map<string, StoredFile>;
  readonly uploads: Map<string, Upload>;
  /** What is in somebody's OneDrive, by object id. */
  readonly drives: Map<string, { readonly name: string; readonly bytes: Buffer }[]>;
  /** What a strict reviewer would object to, in words. */
  readonly violations: string[];
  /** Origins, once it listens. */
  readonly server: { origin: string; files: string };
  /** A new, ever greater number as a part of ids. */
  readonly next: () => number;
  /** Milliseconds as text: what Teams calls a message; later than all before. */
  readonly nextId: () => string;
}

export function createWorld(appId: string, now: () => Date): World {
  let count = 0;
  let last = 0;
  return {
    appId,
    botName: 'IT Desk',
    token: `token-${appId}`,
    now,
    tenants: new Map(),
    users: new Map(),
    teams: new Map(),
    conversations: new Map(),
    files: new Map(),
    uploads: new Map(),
    drives: new Map(),
    violations: [],
    server: { origin: '', files: '' },
    next: () => (count += 1),
    nextId: () => {
      last = Math.max(now().getTime(), last + 1);
      return String(last);
    },
  };
}

export function botIdOf({ appId }: World): string {
  return `28:${appId}`;
}

/** With a slash at the end, as Teams has it. */
export function serviceUrlOf({ server }: World, tenantId: string): string {
  return `${server.origin}/emea/${tenantId}/`;
}

export function userById(world: World, id: string): User | undefined {
  return world.users.get(id) ?? [...world.users.values()].find(({ teamsId }) => teamsId === id);
}

/** The personal chat of somebody with the bot; made when there is none. */
export function personalChat(world: World, user: User): Conversation {
  const known = [...world.conversations.values()].find(({ kind, members }) => kind === 'personal' && members.has(user.aadObjectId));
  if (known) return known;
  const made: Conversation = {
    id: `a:1personal-${world.next()}-${user.aadObjectId}`,
    tenantId: user.tenantId,
    kind: 'personal',
    name: '',
    teamId: undefined,
    members: new Set([user.aadObjectId]),
    hasApp: true,
    messages: [],
  };
  world.conversations.set(made.id, made);
  return made;
}

/** Who is in a conversation, by object id. */
export function membersOf(world: World, { teamId, members }: Conversation): ReadonlySet<string> {
  return (teamId === undefined ? undefined : world.teams.get(teamId)?.members) ?? members;
}

/** Whether the bot is in it. */
export function isBotIn(world: World, { kind, teamId, members, hasApp }: Conversation): boolean {
  if (kind === 'group') return hasApp;
  if (kind === 'channel') return world.teams.get(teamId ?? '')?.hasApp === true;
  return [...members].every((id) => world.users.get(id)?.hasApp === true);
}

interface Said {
  readonly from: string;
  readonly thread?: string | undefined;
  readonly activity: Json;
}

/** Keeps a message at the end of a conversation. */
export function addMessage(world: World, conversation: Conversation, { from, thread, activity }: Said): Message {
  const id = world.nextId();
  const message: Message = { id, conversation: conversation.id, thread, from, at: world.now(), activity: { ...activity, id }, history: [], isDeleted: false };
  conversation.messages.push(message);
  return message;
}

export function changeMessage(message: Message, activity: Json): void {
  message.history.push(message.activity);
  message.activity = { ...activity, id: message.id };
}
