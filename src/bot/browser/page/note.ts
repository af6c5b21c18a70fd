import type { MessageView } from '#bot/browser/api.ts';

/** In a team's thread, words that begin like this stay inside the team. */
const prefix = /^\s*(?:note:|🔒)\s*/iu;

export function isNoteText(text: string): boolean {
  return prefix.test(text);
}

export function asNote(text: string): string {
  return isNoteText(text) ? text : `note: ${text}`;
}

export function withoutPrefix(text: string): string {
  return text.replace(prefix, '');
}

/** The server tags what the desk passes on; a team member's own words carry the prefix they were typed with. */
export function isNote(message: Pick<MessageView, 'tag' | 'threadId' | 'text' | 'author'>, inChannel: boolean): boolean {
  return message.tag === 'note' || (inChannel && message.threadId !== null && message.author.kind === 'person' && isNoteText(message.text));
}
