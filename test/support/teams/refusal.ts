/** What the connector answers when it does not do what it was asked to, with the words that Teams uses. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
  }
}

export const notInRoster = () => new Refusal(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
export const notInstalled = () => new Refusal(403, 'ForbiddenOperationException', 'Bot is not installed in user’s personal scope');
export const blocked = () => new Refusal(403, 'ConversationBlockedByUser', 'User blocked the conversation with the bot.');
export const noConversation = () => new Refusal(404, 'ConversationNotFound', 'Conversation not found.');
export const noActivity = () => new Refusal(404, 'ActivityNotFoundInConversation', 'Conversation not found.');
export const noMember = () => new Refusal(404, 'MemberNotFoundInConversation', 'The member is not found in the conversation.');
export const tooBig = () => new Refusal(413, 'MessageSizeTooBig', 'Message size too large.');
export const badArgument = (what: string) => new Refusal(400, 'BadArgument', what);
