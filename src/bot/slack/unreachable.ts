/** For a workspace that Deskside is not, or no longer, installed in. */
export const KEPT_OUT = 'Slack does not let me into that workspace any more';
const GONE = 'their account in Slack is switched off';

/** Slack's words for rooms, people and workspaces that nothing reaches any more, and ours for them. All others say something about one message. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['is_archived', 'it is archived'],
  ['channel_not_found', 'it is gone, or I was removed from it'],
  ['not_in_channel', 'I am not in it'],
  ['restricted_action', 'only some people may write there'],
  ['messages_tab_disabled', 'direct messages with me are turned off'],
  ['user_disabled', GONE],
  ['user_not_found', GONE],
  ['account_inactive', KEPT_OUT],
  ['token_revoked', KEPT_OUT],
  ['token_expired', KEPT_OUT],
  ['invalid_auth', KEPT_OUT],
  ['not_authed', KEPT_OUT],
]);

/** Why nothing reaches that place any more, in words for people; undefined when it may have been this one call only. */
export function unreachableBecause(word: string): string | undefined {
  return WORDS.get(word);
}
