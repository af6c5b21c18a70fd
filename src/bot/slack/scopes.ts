interface Scope {
  /** Why Deskside asks for it, in words for whoever has to agree. */
  readonly reason: string;
  /** Methods of the Web API and parts of the manifest that need it. Events are listed with their scope below. */
  readonly uses: readonly string[];
}

/**
 * Every permission Deskside asks a workspace for: the manifest, the doctor and the table in docs/slack.md come from here.
 * Which scope a method needs: Slack's own reference (docs.slack.dev/reference/scopes).
 */
export const botScopes = {
  'app_mentions:read': { reason: 'Hears messages that name Deskside in a channel.', uses: [] },
  'assistant:write': {
    reason: 'Opens beside whatever somebody is doing, with suggestions of what to ask.',
    uses: ['agent_view', 'assistant.threads.setSuggestedPrompts'],
  },
  'channels:history': {
    reason: 'Reads messages in public channels it was invited to: replies under tickets, and what a :ticket: reaction points at.',
    uses: ['conversations.history', 'conversations.replies'],
  },
  'channels:read': {
    reason: 'Sees of a public channel whether it is archived or shared with another company, and who is in it.',
    uses: ['conversations.info', 'conversations.members'],
  },
  'channels:write.invites': { reason: 'Brings colleagues into a public channel it was invited to.', uses: ['conversations.invite'] },
  'chat:write': {
    reason: 'Answers, posts cards and keeps them current.',
    uses: ['chat.postMessage', 'chat.update', 'chat.postEphemeral'],
  },
  'chat:write.customize': {
    reason: 'Shows the name and picture of the colleague whose words it passes on; Slack marks such messages as an app’s.',
    uses: ['chat.postMessage'],
  },
  commands: { reason: 'Offers the command /it and the shortcuts “New IT ticket” and “Create ticket”.', uses: ['slash_commands', 'shortcuts'] },
  'files:read': { reason: 'Takes in screenshots and other files that somebody adds to a request.', uses: ['files.info', 'url_private'] },
  'files:write': {
    reason: 'Passes files on between the person who asked and the team, and shows charts and tables of numbers.',
    uses: ['files.getUploadURLExternal', 'files.completeUploadExternal'],
  },
  'groups:history': {
    reason: 'The same as channels:history, in private channels it was invited to.',
    uses: ['conversations.history', 'conversations.replies'],
  },
  'groups:read': { reason: 'The same as channels:read, of private channels it was invited to.', uses: ['conversations.info', 'conversations.members'] },
  'groups:write.invites': { reason: 'Brings colleagues into a private channel it was invited to.', uses: ['conversations.invite'] },
  'im:history': { reason: 'Reads what people write to it in direct messages.', uses: ['conversations.history', 'conversations.replies'] },
  'im:read': { reason: 'Tells its own direct messages from those between other people, which it cannot read.', uses: ['conversations.info'] },
  'im:write': { reason: 'Writes to somebody first: when their ticket changes, or when they are asked something.', uses: ['conversations.open'] },
  'reactions:read': { reason: 'Makes a ticket of a message that an agent marks with :ticket:.', uses: [] },
  'users:read': { reason: 'Knows who is a guest, a bot, of another company or deactivated, and turns them away.', uses: ['users.info'] },
  'users:read.email': { reason: 'Finds the employee behind a Slack account by their verified e-mail address.', uses: ['users.info', 'users.lookupByEmail'] },
} satisfies Record<string, Scope>;

type BotScope = keyof typeof botScopes;

interface BotEvent {
  /** Undefined where Slack sends it to every app. */
  readonly scope: BotScope | readonly BotScope[] | undefined;
  readonly reason: string;
}

/** Every event Deskside is told of. */
export const botEvents = {
  app_home_opened: { scope: undefined, reason: 'Draws a person’s own page when they open it.' },
  app_mention: { scope: 'app_mentions:read', reason: 'Somebody names Deskside in a channel.' },
  'message.im': { scope: 'im:history', reason: 'Somebody writes to Deskside.' },
  'message.channels': { scope: 'channels:history', reason: 'A team talks under a ticket in its public channel.' },
  'message.groups': { scope: 'groups:history', reason: 'A team talks under a ticket in its private channel.' },
  reaction_added: { scope: 'reactions:read', reason: 'An agent marks a message with :ticket:.' },
  user_change: { scope: 'users:read', reason: 'Somebody becomes a guest, is deactivated or gets another address: believed from then on.' },
  member_joined_channel: { scope: ['channels:read', 'groups:read'], reason: 'Deskside, or somebody new, is in a team’s channel.' },
  app_uninstalled: { scope: undefined, reason: 'A workspace removed Deskside: its token is thrown away.' },
  tokens_revoked: { scope: undefined, reason: 'A token stopped working: it is thrown away.' },
} satisfies Record<string, BotEvent>;

export const scopeNames = Object.keys(botScopes);
