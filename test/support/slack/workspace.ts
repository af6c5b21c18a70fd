import { workspaceEvents, type WorkspaceEvents } from './workspace-events.ts';
import type { Delivery } from './delivery.ts';
import { approveInstall } from './methods-oauth.ts';
import { acting, starting } from './person-acts.ts';
import type { Actor } from './person-context.ts';
import { modalWork } from './person-modal.ts';
import { seeing } from './person-sees.ts';
import { moving, writing } from './person-writes.ts';
import { directChannel, type App, type Channel, type User, type Workspace, type World } from './state.ts';
import { ALL_EVENTS, DEFAULT_SCOPES } from './subscriptions.ts';

export interface UserSpec {
  readonly id: string;
  /** The short name, as in `@maria`. */
  readonly name: string;
  readonly realName?: string;
  readonly email?: string;
  readonly tz?: string;
  /** Another workspace's id, for somebody who is met in a shared channel only. */
  readonly teamId?: string;
  /** With another workspace's id: a colleague of the same organization. */
  readonly enterpriseId?: string;
  readonly isBot?: boolean;
  /** A guest of several channels. */
  readonly isRestricted?: boolean;
  /** A guest of one channel. */
  readonly isUltraRestricted?: boolean;
  readonly deleted?: boolean;
  readonly isEmailConfirmed?: boolean;
  readonly image?: string;
  readonly title?: string;
  readonly fields?: Record<string, { value: string; alt: string }>;
}

interface ChannelSpec {
  readonly id: string;
  readonly name: string;
  readonly kind?: 'public' | 'private';
  /** People in it, besides the bot. */
  readonly members?: readonly string[];
  /** Whether the bot is in it; it is unless this says no. */
  readonly hasBot?: boolean;
  readonly isArchived?: boolean;
  readonly isExtShared?: boolean;
}

export interface WorkspaceSpec {
  readonly id: string;
  readonly name?: string;
  readonly enterpriseId?: string;
  readonly botToken?: string;
  readonly botUserId?: string;
  readonly botId?: string;
  /** The app that is installed, when it is another than that of the other workspaces. */
  readonly app?: App;
  readonly scopes?: readonly string[];
  /** False for one that the app is yet to be installed in: it has no token before. */
  readonly isInstalled?: boolean;
  readonly users?: readonly UserSpec[];
  readonly channels?: readonly ChannelSpec[];
  readonly usergroups?: readonly { readonly id: string; readonly handle: string; readonly name?: string; readonly users: readonly string[] }[];
}

type Person = { readonly id: string; /** Their direct conversation with the bot. */ readonly dm: string } & ReturnType<typeof writing> &
  ReturnType<typeof acting> &
  ReturnType<typeof starting> &
  ReturnType<typeof moving> &
  ReturnType<typeof modalWork> &
  ReturnType<typeof seeing>;

export interface FakeWorkspace extends WorkspaceEvents {
  readonly id: string;
  readonly botToken: string;
  readonly botUserId: string;
  readonly botId: string;
  readonly app: App;
  /** All that is known of it, to look at and to change. */
  readonly state: Workspace;
  readonly addUser: (spec: UserSpec) => User;
  readonly addChannel: (spec: ChannelSpec) => Channel;
  readonly setScopes: (scopes: readonly string[]) => void;
  /** Somebody says yes to an installation on Slack's page with this address; returns where their browser goes then. */
  readonly approve: (url: string, user: string) => string;
  /** @throws Error when nobody has that id */
  readonly as: (userId: string) => Person;
}

interface Deps {
  readonly world: World;
  readonly delivery: () => Delivery;
  readonly failures: string[];
}

export function createWorkspace(deps: Deps, spec: WorkspaceSpec): FakeWorkspace {
  const { world } = deps;
  const state = emptyWorkspace(world, spec);
  const botToken = spec.botToken ?? `xoxb-fake-${spec.id}`;
  world.workspaces.set(state.id, state);
  if (spec.isInstalled !== false) world.tokens.set(botToken, { workspace: state, state: 'live', expiresAt: undefined });
  const addUser = (user: UserSpec) => add(state.users, makeUser(state, user));
  const addChannel = (channel: ChannelSpec) => add(state.channels, makeChannel(state, channel));
  addUser({ id: state.botUserId, name: 'desk', realName: 'IT Desk', isBot: true });
  for (const user of spec.users ?? []) addUser(user);
  for (const channel of spec.channels ?? []) addChannel(channel);
  for (const group of spec.usergroups ?? []) state.usergroups.set(group.id, { ...group, name: group.name ?? group.handle, users: [...group.users] });
  return {
    id: state.id,
    botToken,
    botUserId: state.botUserId,
    botId: state.botId,
    app: state.app,
    state,
    addUser,
    addChannel,
    setScopes: (scopes) => {
      state.scopes = new Set(scopes);
    },
    approve: (url, user) => approveInstall(world, state, { url, user }),
    as: (userId) => personIn(deps, state, userId),
    ...workspaceEvents(world, state),
  };
}

function add<T extends { readonly id: string }>(map: Map<string, T>, made: T): T {
  map.set(made.id, made);
  return made;
}

function emptyWorkspace(world: World, spec: WorkspaceSpec): Workspace {
  return {
    id: spec.id,
    name: spec.name ?? spec.id,
    domain: (spec.name ?? spec.id).toLowerCase().replaceAll(/\W+/g, '-'),
    enterpriseId: spec.enterpriseId,
    app: spec.app ?? world.app,
    server: world.server,
    botUserId: spec.botUserId ?? `UBOT${spec.id}`,
    botId: spec.botId ?? `B${spec.id}`,
    users: new Map(),
    channels: new Map(),
    usergroups: new Map(),
    files: new Map(),
    modals: new Map(),
    homes: new Map(),
    prompts: new Map(),
    scopes: new Set(spec.scopes ?? DEFAULT_SCOPES),
    subscriptions: new Set(ALL_EVENTS),
    isActive: spec.isInstalled !== false,
  };
}

function makeUser(workspace: Workspace, spec: UserSpec): User {
  return {
    realName: spec.name,
    email: undefined,
    tz: 'Europe/Stockholm',
    teamId: workspace.id,
    isBot: false,
    isRestricted: false,
    isUltraRestricted: false,
    deleted: false,
    isEmailConfirmed: spec.email !== undefined,
    image: `https://avatars.example.test/${spec.id}.png`,
    title: '',
    fields: {},
    ...spec,
  };
}

function makeChannel(workspace: Workspace, spec: ChannelSpec): Channel {
  const { id, name, kind = 'public', members = [], hasBot = true, isArchived = false, isExtShared = false } = spec;
  return { id, name, kind, isArchived, isExtShared, user: undefined, members: new Set([...members, ...(hasBot ? [workspace.botUserId] : [])]), messages: [] };
}

function personIn({ world, delivery, failures }: Deps, workspace: Workspace, userId: string): Person {
  const user = workspace.users.get(userId);
  if (!user) throw new Error(`nobody has the id ${userId} in ${workspace.id}`);
  const actor: Actor = { world, workspace, user, delivery, failures };
  return {
    id: userId,
    dm: directChannel(world, workspace, userId).id,
    ...writing(actor),
    ...moving(actor),
    ...acting(actor),
    ...starting(actor),
    ...modalWork(actor),
    ...seeing(actor),
  };
}
