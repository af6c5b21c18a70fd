import type { Channel, Json, Message, OpenView, User, Workspace, World } from './state.ts';
import { wireMessage, wireView } from './wire.ts';

/** Payloads as Slack sends them to an app. */
export function envelope(world: World, workspace: Workspace, event: Json): Json {
  const enterprise = workspace.enterpriseId ?? null;
  return {
    token: workspace.app.verificationToken,
    team_id: workspace.id,
    ...(enterprise === null ? {} : { enterprise_id: enterprise }),
    context_team_id: workspace.id,
    context_enterprise_id: enterprise,
    api_app_id: workspace.app.id,
    event,
    type: 'event_callback',
    event_id: `Ev${String(world.next()).padStart(9, '0')}`,
    event_time: Math.floor(world.now().getTime() / 1000),
    authorizations: [{ enterprise_id: enterprise, team_id: workspace.id, user_id: workspace.botUserId, is_bot: true, is_enterprise_install: false }],
    is_ext_shared_channel: isShared(workspace, event),
    event_context: `4-${Buffer.from(JSON.stringify({ et: event['type'], tid: workspace.id })).toString('base64')}`,
  };
}

function isShared(workspace: Workspace, event: Json): boolean {
  return typeof event['channel'] === 'string' && (workspace.channels.get(event['channel'])?.isExtShared ?? false);
}

/** What everything that a person does has in common. */
function base(workspace: Workspace, user: User): Json {
  const enterprise = workspace.enterpriseId === undefined ? {} : { enterprise_id: workspace.enterpriseId, enterprise_name: workspace.name };
  return {
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    team: { id: workspace.id, domain: workspace.domain, ...enterprise },
    enterprise: workspace.enterpriseId === undefined ? null : { id: workspace.enterpriseId, name: workspace.name },
    is_enterprise_install: false,
    token: workspace.app.verificationToken,
    api_app_id: workspace.app.id,
  };
}

/** Good for opening one modal within three seconds. */
function trigger(world: World, workspace: Workspace, user: User): string {
  const id = `${world.next()}.${world.next()}.${Buffer.from(`${workspace.id}${user.id}`).toString('hex')}`;
  world.triggers.set(id, { workspace, user: user.id, at: world.now(), isUsed: false });
  return id;
}

/** Where something is pressed or chosen: under a message or in a view. */
export type Place = { readonly channel: Channel; readonly message: Message } | { readonly open: OpenView };

interface Interaction {
  readonly world: World;
  readonly workspace: Workspace;
  readonly user: User;
}

function placed({ workspace }: Interaction, place: Place, values: Json): Json {
  if ('open' in place) {
    return { container: { type: 'view', view_id: place.open.id }, view: wireView(workspace, place.open, values) };
  }
  const { channel, message } = place;
  const isEphemeral = message.onlyFor !== undefined;
  const thread = message.thread === undefined ? {} : { thread_ts: message.thread };
  return {
    container: { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: isEphemeral, ...thread },
    channel: channelRef(channel),
    // Of an ephemeral message nothing is kept, so nothing can be sent along.
    ...(isEphemeral ? {} : { message: wireMessage(workspace, channel, message) }),
  };
}

function channelRef(channel: Channel): Json {
  return { id: channel.id, name: channel.kind === 'private' ? 'privategroup' : channel.name };
}

interface Pressed {
  readonly place: Place;
  readonly action: Json;
  readonly values: Json;
  readonly responseUrl: string | undefined;
}

export function blockActions(who: Interaction, { place, action, values, responseUrl }: Pressed): Json {
  const actionTs = who.world.nextTs();
  return {
    type: 'block_actions',
    ...base(who.workspace, who.user),
    ...placed(who, place, values),
    state: { values },
    trigger_id: trigger(who.world, who.workspace, who.user),
    ...(responseUrl === undefined ? {} : { response_url: responseUrl }),
    actions: [{ ...action, action_ts: actionTs }],
  };
}

export function blockSuggestion(
  who: Interaction,
  place: Place,
  asked: { readonly block_id: unknown; readonly action_id: unknown; readonly value: string },
): Json {
  return { type: 'block_suggestion', ...base(who.workspace, who.user), ...placed(who, place, {}), ...asked };
}

export function viewSubmission(who: Interaction, open: OpenView, values: Json): Json {
  return {
    type: 'view_submission',
    ...base(who.workspace, who.user),
    trigger_id: trigger(who.world, who.workspace, who.user),
    view: wireView(who.workspace, open, values),
    response_urls: [],
  };
}

export function viewClosed(who: Interaction, open: OpenView, isCleared: boolean): Json {
  return { type: 'view_closed', ...base(who.workspace, who.user), view: wireView(who.workspace, open), is_cleared: isCleared };
}

export function globalShortcut(who: Interaction, callbackId: string): Json {
  return {
    type: 'shortcut',
    ...base(who.workspace, who.user),
    callback_id: callbackId,
    trigger_id: trigger(who.world, who.workspace, who.user),
    action_ts: who.world.nextTs(),
  };
}

interface Quoted {
  readonly callbackId: string;
  readonly channel: Channel;
  readonly message: Message;
  readonly responseUrl: string;
}

export function messageAction(who: Interaction, { callbackId, channel, message, responseUrl }: Quoted): Json {
  return {
    type: 'message_action',
    ...base(who.workspace, who.user),
    callback_id: callbackId,
    trigger_id: trigger(who.world, who.workspace, who.user),
    action_ts: who.world.nextTs(),
    message_ts: message.ts,
    response_url: responseUrl,
    channel: channelRef(channel),
    message: wireMessage(who.workspace, channel, message),
  };
}

interface Typed {
  readonly command: string;
  readonly text: string;
  readonly channel: Channel;
  readonly responseUrl: string;
}

/** A command is a plain form: all its values are text. */
export function slashCommand({ world, workspace, user }: Interaction, { command, text, channel, responseUrl }: Typed): Record<string, string> {
  return {
    token: workspace.app.verificationToken,
    team_id: workspace.id,
    team_domain: workspace.domain,
    ...(workspace.enterpriseId === undefined ? {} : { enterprise_id: workspace.enterpriseId, enterprise_name: workspace.name }),
    channel_id: channel.id,
    channel_name: String(channelRef(channel)['name']),
    user_id: user.id,
    user_name: user.name,
    command,
    text,
    api_app_id: workspace.app.id,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: trigger(world, workspace, user),
  };
}
