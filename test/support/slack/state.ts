/** What the fake server knows: everything that Slack would keep. Plain data that methods and people change. */
export type Json = Record<string, unknown>;

export interface User {
  readonly id: string;
  readonly name: string;
  realName: string;
  email: string | undefined;
  tz: string;
  /** Of another workspace for somebody who is only met in a shared channel. */
  teamId: string;
  /** Of the organization whose account this is; its people are no strangers in any of its workspaces. */
  enterpriseId?: string | undefined;
  isBot: boolean;
  isRestricted: boolean;
  isUltraRestricted: boolean;
  deleted: boolean;
  isEmailConfirmed: boolean;
  image: string;
  title: string;
  /** Custom profile fields by id. */
  fields: Record<string, { value: string; alt: string }>;
}

export interface Channel {
  readonly id: string;
  name: string;
  readonly kind: 'public' | 'private' | 'im';
  /** The person of a direct conversation with the bot. */
  readonly user: string | undefined;
  isArchived: boolean;
  isExtShared: boolean;
  readonly members: Set<string>;
  readonly messages: Message[];
}

export interface Message {
  readonly ts: string;
  readonly thread: string | undefined;
  readonly user: string;
  /** Set when the app wrote it. */
  readonly botId: string | undefined;
  readonly username: string | undefined;
  readonly icon: string | undefined;
  text: string;
  blocks: readonly Json[];
  metadata: Json | undefined;
  edited: { readonly user: string; readonly ts: string } | undefined;
  readonly files: readonly StoredFile[];
  readonly onlyFor: string | undefined;
  readonly reactions: { readonly name: string; readonly user: string }[];
  pings: readonly string[];
  links: readonly string[];
}

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  title: string;
  readonly mimetype: string;
  readonly user: string;
  readonly size: number;
  data: Buffer;
  /** False while it is promised but not completed. */
  isComplete: boolean;
  readonly channels: Set<string>;
  /** What Slack says of it otherwise than it is, such as an address elsewhere. */
  said?: Json;
}

export interface OpenView {
  readonly id: string;
  readonly user: string;
  readonly rootId: string;
  readonly previousId: string | undefined;
  view: Json;
  hash: string;
  errors: Readonly<Record<string, string>>;
  /** What was chosen so far, by block and action, as Slack writes it. */
  values: Record<string, Json>;
}

export interface App {
  readonly id: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingSecret: string;
  /** App-level, for Socket Mode. */
  readonly appToken: string;
  /** The old verification token that stands in every payload. */
  readonly verificationToken: string;
  /** Tokens expire, and are renewed with another token. */
  readonly rotatesTokens: boolean;
}

/** Where the fake listens, once it does. */
interface Server {
  /** `http://127.0.0.1:port` */
  origin: string;
}

export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly enterpriseId: string | undefined;
  /** The app that is installed here. */
  readonly app: App;
  readonly server: Server;
  readonly botUserId: string;
  readonly botId: string;
  readonly users: Map<string, User>;
  readonly channels: Map<string, Channel>;
  readonly usergroups: Map<string, { readonly id: string; readonly handle: string; readonly name: string; readonly users: string[] }>;
  readonly files: Map<string, StoredFile>;
  /** Modals by person, the one on top last. */
  readonly modals: Map<string, OpenView[]>;
  readonly homes: Map<string, OpenView>;
  readonly prompts: Map<string, readonly Json[]>;
  scopes: Set<string>;
  /** Of the bot events in the app's settings, which are on. */
  subscriptions: Set<string>;
  isActive: boolean;
}

interface Token {
  readonly workspace: Workspace;
  state: 'live' | 'revoked';
  /** By the fake's clock; undefined when it does not expire. */
  readonly expiresAt: Date | undefined;
}

interface Trigger {
  readonly workspace: Workspace;
  readonly user: string;
  readonly at: Date;
  isUsed: boolean;
}

export interface ResponseUrl {
  readonly workspace: Workspace;
  readonly channel: Channel;
  readonly user: string;
  readonly at: Date;
  readonly original: Message | undefined;
  uses: number;
}

/** A yes to an installation, not yet exchanged for a token. */
interface Code {
  readonly workspace: Workspace;
  readonly user: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string | undefined;
  readonly at: Date;
  isUsed: boolean;
}

export interface World {
  readonly app: App;
  readonly now: () => Date;
  readonly workspaces: Map<string, Workspace>;
  readonly tokens: Map<string, Token>;
  readonly triggers: Map<string, Trigger>;
  readonly responseUrls: Map<string, ResponseUrl>;
  readonly codes: Map<string, Code>;
  readonly refreshTokens: Map<string, Workspace>;
  /** Who may open a socket, once. */
  readonly tickets: Map<string, App>;
  /** What a strict reviewer would object to, in words. */
  readonly violations: string[];
  /** A new, ever greater number as a part of ids. */
  readonly next: () => number;
  /** A new time stamp as messages carry it; later than all before. */
  readonly nextTs: () => string;
  readonly server: Server;
  /** Sends an event to the app in the background, as Slack does after something changed. */
  announce: (workspace: Workspace, event: Json) => Promise<void>;
}

export function createWorld(app: App, now: () => Date): World {
  let count = 0;
  let last = 0;
  return {
    app,
    now,
    workspaces: new Map(),
    tokens: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    codes: new Map(),
    refreshTokens: new Map(),
    tickets: new Map(),
    violations: [],
    next: () => (count += 1),
    nextTs: () => {
      // Microseconds: beyond what a clock of milliseconds says, so that no two are equal.
      last = Math.max(now().getTime() * 1000, last + 1);
      return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, '0')}`;
    },
    server: { origin: '' },
    announce: async () => {},
  };
}

/** The direct conversation between a person and the bot; made when there is none. */
export function directChannel(world: World, workspace: Workspace, user: string): Channel {
  const known = [...workspace.channels.values()].find((channel) => channel.kind === 'im' && channel.user === user);
  if (known) return known;
  const id = `D${String(world.next()).padStart(8, '0')}`;
  const made: Channel = {
    id,
    name: 'directmessage',
    kind: 'im',
    user,
    isArchived: false,
    isExtShared: false,
    members: new Set([user, workspace.botUserId]),
    messages: [],
  };
  workspace.channels.set(id, made);
  return made;
}
