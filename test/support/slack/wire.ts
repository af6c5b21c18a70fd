import type { Channel, Json, Message, OpenView, StoredFile, User, Workspace } from './state.ts';

/** Things as Slack writes them into answers and payloads. */
export function wireMessage(workspace: Workspace, channel: Channel, message: Message, { metadata = true } = {}): Json {
  const { botId, username, icon, edited, files } = message;
  const replies = message.thread === undefined ? repliesOf(channel, message.ts) : [];
  return {
    type: 'message',
    ...(username === undefined ? {} : { subtype: 'bot_message', username, icons: icon === undefined ? {} : { image_48: icon } }),
    ...(botId === undefined && files.length > 0 ? { subtype: 'file_share', upload: false } : {}),
    user: message.user,
    ts: message.ts,
    ...(botId === undefined
      ? { client_msg_id: `00000000-0000-4000-8000-${message.ts.replace('.', '').slice(-12)}` }
      : { bot_id: botId, app_id: workspace.app.id }),
    text: message.text,
    team: workspace.users.get(message.user)?.teamId ?? workspace.id,
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.metadata === undefined ? {} : { metadata: metadata ? message.metadata : { event_type: message.metadata['event_type'] } }),
    ...(edited ? { edited } : {}),
    ...(files.length > 0 ? { files: files.map((file) => wireFile(workspace, file)) } : {}),
    ...(message.thread !== undefined ? { thread_ts: message.thread, parent_user_id: parentUser(channel, message.thread) } : {}),
    ...(replies.length > 0
      ? {
          thread_ts: message.ts,
          reply_count: replies.length,
          reply_users: [...new Set(replies.map((reply) => reply.user))],
          latest_reply: replies.at(-1)?.ts,
        }
      : {}),
    ...(message.reactions.length > 0 ? { reactions: wireReactions(message) } : {}),
  };
}

function repliesOf(channel: Channel, ts: string): Message[] {
  return channel.messages.filter((message) => message.thread === ts && message.onlyFor === undefined);
}

function parentUser(channel: Channel, ts: string): string | undefined {
  return channel.messages.find((message) => message.ts === ts)?.user;
}

function wireReactions(message: Message): Json[] {
  const names = [...new Set(message.reactions.map(({ name }) => name))];
  return names.map((name) => {
    const users = message.reactions.filter((reaction) => reaction.name === name).map(({ user }) => user);
    return { name, users, count: users.length };
  });
}

export function wireFile(workspace: Workspace, file: StoredFile): Json {
  const address = `${workspace.server.origin}/files-pri/${workspace.id}-${file.id}/${encodeURIComponent(file.name)}`;
  return {
    id: file.id,
    created: 0,
    timestamp: 0,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: file.name.split('.').at(-1) ?? '',
    pretty_type: file.mimetype,
    user: file.user,
    user_team: workspace.users.get(file.user)?.teamId ?? workspace.id,
    editable: false,
    size: file.size,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: false,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: address,
    url_private_download: address,
    permalink: `https://${workspace.domain}.slack.com/files/${file.user}/${file.id}/${encodeURIComponent(file.name)}`,
    channels: [...file.channels],
    has_rich_preview: false,
    file_access: 'visible',
    ...file.said,
  };
}

/** The e-mail address only for whom the app may see it of: somebody of this workspace, with `users:read.email`. */
export function wireUser(workspace: Workspace, user: User): Json {
  const isColleague = user.enterpriseId !== undefined && user.enterpriseId === workspace.enterpriseId;
  const isStranger = user.teamId !== workspace.id && !isColleague;
  const showsEmail = user.email !== undefined && !isStranger && workspace.scopes.has('users:read.email');
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.deleted,
    color: '9f69e7',
    real_name: user.realName,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: 0,
    profile: { ...wireProfile(user), ...(showsEmail ? { email: user.email } : {}) },
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: user.isRestricted,
    is_ultra_restricted: user.isUltraRestricted,
    is_bot: user.isBot,
    is_app_user: false,
    ...(user.enterpriseId === undefined ? {} : { enterprise_user: { id: user.id, enterprise_id: user.enterpriseId, teams: [user.teamId] } }),
    ...(isStranger ? { is_stranger: true } : {}),
    is_email_confirmed: user.isEmailConfirmed,
    updated: 0,
    who_can_share_contact_card: 'EVERYONE',
  };
}

export function wireProfile(user: User): Json {
  const [first = '', ...rest] = user.realName.split(' ');
  return {
    title: user.title,
    phone: '',
    skype: '',
    real_name: user.realName,
    real_name_normalized: user.realName,
    display_name: user.name,
    display_name_normalized: user.name,
    status_text: '',
    status_emoji: '',
    status_expiration: 0,
    avatar_hash: `g${user.id.toLowerCase()}`,
    first_name: first,
    last_name: rest.join(' '),
    image_24: user.image,
    image_32: user.image,
    image_48: user.image,
    image_72: user.image,
    image_192: user.image,
    image_512: user.image,
    team: user.teamId,
  };
}

export function wireChannel(workspace: Workspace, channel: Channel): Json {
  if (channel.kind === 'im') {
    return {
      id: channel.id,
      created: 0,
      is_im: true,
      is_org_shared: false,
      user: channel.user,
      is_user_deleted: workspace.users.get(channel.user ?? '')?.deleted ?? false,
      is_archived: channel.isArchived,
    };
  }
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    created: 0,
    is_archived: channel.isArchived,
    is_general: false,
    unlinked: 0,
    is_shared: channel.isExtShared,
    is_ext_shared: channel.isExtShared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    context_team_id: workspace.id,
    creator: workspace.botUserId,
    is_member: channel.members.has(workspace.botUserId),
    num_members: channel.members.size,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
}

export function wireView(workspace: Workspace, open: OpenView, values: Json = open.values): Json {
  const { view } = open;
  return {
    id: open.id,
    team_id: workspace.id,
    type: view['type'],
    blocks: view['blocks'],
    private_metadata: view['private_metadata'] ?? '',
    callback_id: view['callback_id'] ?? '',
    state: { values },
    hash: open.hash,
    title: view['title'] ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: view['clear_on_close'] ?? false,
    notify_on_close: view['notify_on_close'] ?? false,
    close: view['close'] ?? null,
    submit: view['submit'] ?? null,
    previous_view_id: open.previousId ?? null,
    root_view_id: open.rootId,
    app_id: workspace.app.id,
    external_id: view['external_id'] ?? '',
    app_installed_team_id: workspace.id,
    bot_id: workspace.botId,
  };
}
