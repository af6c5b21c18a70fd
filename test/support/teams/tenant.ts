import { createHash } from 'node:crypto';
import type { Conversation, Json, Message, StoredFile, Team, User, World } from './state.ts';
import { membersOf, personalChat, serviceUrlOf } from './state.ts';
import { textsOf } from './reading.ts';

interface UserSpec {
  /** Of which the ids are made. */
  readonly key: string;
  readonly name: string;
  readonly email?: string | undefined;
  readonly upn?: string;
  readonly role?: 'user' | 'guest';
  /** Another company's, for somebody in a shared room. */
  readonly homeTenantId?: string;
  readonly hasApp?: boolean;
}

interface TeamSpec {
  readonly key: string;
  readonly name: string;
  /** Keys of users. */
  readonly members: readonly string[];
  readonly channels?: readonly { readonly key: string; readonly name: string }[];
  readonly hasApp?: boolean;
  readonly hasRsc?: boolean;
}

/** A message as somebody there sees it. */
export interface Seen {
  readonly id: string;
  /** Object id, or `bot`. */
  readonly from: string;
  /** What a notification says of it. */
  readonly notice: string;
  /** All words in it, a line each. */
  readonly text: string;
  /** Whose words the bot passes on. */
  readonly author: string | null;
  readonly buttons: readonly string[];
  readonly activity: Json;
  readonly changes: number;
}

export type FakeTenant = ReturnType<typeof addTenant>;

/** An id that looks like one of Entra's, always the same for the same words. */
export function guidOf(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function addTenant(world: World, name: string) {
  const id = guidOf(`tenant ${name}`);
  world.tenants.set(id, { id, name });
  const user = (key: string): User => known(world.users.get(guidOf(`${name} user ${key}`)), key);
  return {
    id,
    get serviceUrl() {
      return serviceUrlOf(world, id);
    },
    user,
    addUser: (spec: UserSpec) => addUser(world, { id, name }, spec),
    addTeam: (spec: TeamSpec) => addTeam(world, { id, name }, spec, (key) => user(key).aadObjectId),
    addGroup: (key: string, members: readonly string[]) => {
      const made = conversation(id, `19:${guidOf(`${name} group ${key}`).replaceAll('-', '')}@thread.v2`, 'group', key);
      for (const member of members) made.members.add(user(member).aadObjectId);
      world.conversations.set(made.id, made);
      return made;
    },
    personal: (key: string) => personalChat(world, user(key)),
    channel: (key: string): Conversation => known(world.conversations.get(channelId(name, key)), key),
    team: (key: string): Team => known(world.teams.get(channelId(name, key)), key),
    /** What somebody sees in a conversation, oldest first; of a thread, its root first. */
    sees: (key: string, conversationId: string, thread?: string) => sees(world, user(key), conversationId, thread),
  };
}

function addUser(world: World, { id: tenantId, name: tenant }: { id: string; name: string }, spec: UserSpec): User {
  const { key, name, email, role = 'user', homeTenantId = tenantId, hasApp = true } = spec;
  const aadObjectId = guidOf(`${tenant} user ${key}`);
  const upn = spec.upn ?? email ?? `${key}@example.test`;
  const user: User = {
    aadObjectId,
    teamsId: `29:1${aadObjectId.replaceAll('-', '')}`,
    tenantId,
    homeTenantId,
    name,
    email,
    upn,
    role,
    hasApp,
    hasBlocked: false,
    isGone: false,
  };
  world.users.set(aadObjectId, user);
  return user;
}

/** A team is called as its general channel is. */
function addTeam(world: World, { id: tenantId, name: tenant }: { id: string; name: string }, spec: TeamSpec, idOf: (key: string) => string): Team {
  const { key, name, members, channels = [], hasApp = true, hasRsc = false } = spec;
  const id = channelId(tenant, key);
  const team: Team = { id, tenantId, aadGroupId: guidOf(`${tenant} group of ${key}`), name, members: new Set(members.map(idOf)), hasApp, hasRsc };
  world.teams.set(id, team);
  for (const channel of [{ key, name: 'General' }, ...channels]) {
    const made = conversation(tenantId, channelId(tenant, channel.key), 'channel', channel.name, id);
    world.conversations.set(made.id, made);
  }
  return team;
}

function channelId(tenant: string, key: string): string {
  return `19:${guidOf(`${tenant} channel ${key}`).replaceAll('-', '')}@thread.tacv2`;
}

function conversation(tenantId: string, id: string, kind: Conversation['kind'], name: string, teamId?: string): Conversation {
  return { id, tenantId, kind, name, teamId, members: new Set(), hasApp: true, messages: [] };
}

function sees(world: World, { aadObjectId }: User, conversationId: string, thread?: string): Seen[] {
  const found = world.conversations.get(conversationId);
  if (!found || !membersOf(world, found).has(aadObjectId)) return [];
  const shown = found.messages.filter((message) => (thread === undefined ? message.thread === undefined : message.id === thread || message.thread === thread));
  return shown.filter(({ isDeleted }) => !isDeleted).map(asSeen);
}

function asSeen({ id, from, activity, history }: Message): Seen {
  return { id, from, ...textsOf(activity), activity, changes: history.length };
}

/** Puts a file where Teams would, and says what stands in the message's attachments. */
export function addFile(world: World, tenantId: string, file: Omit<StoredFile, 'id'>): Json {
  const id = `file-${world.next()}`;
  world.files.set(id, { id, ...file });
  if (file.kind === 'inline')
    return { contentType: file.mediaType, contentUrl: `${serviceUrlOf(world, tenantId)}v3/attachments/${id}/views/original`, name: file.name };
  const downloadUrl = `${world.server.files}/download/${id}?tempauth=key-${id}`;
  const contentUrl = `https://example.sharepoint.com/personal/x/Documents/${file.name}`;
  return {
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    contentUrl,
    name: file.name,
    content: { downloadUrl, uniqueId: id, fileType: file.name.split('.').at(-1) ?? '' },
  };
}

function known<T>(found: T | undefined, key: string): T {
  if (found === undefined) throw new Error(`There is no ${key}.`);
  return found;
}
