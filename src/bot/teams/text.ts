import { cut, isBlank } from '#lib/text.ts';

/** A desk sentence is never so long; what is, is somebody's words, and those go into a card. In UTF-16 code units. */
const PLAIN_MAX = 10_000;
/** A notification shows less. */
const NOTICE_MAX = 1000;
/** Has no width. Put into what a client might take for a link, a mention or mark-up, it leaves the words as they look. */
const PART = '\u2060';
const LINK_LIKE = [
  // Addresses of the web and of mail, and mentions.
  /(?<=\w:)(?=\/\/)/g,
  /(?<=@)(?=\S)/g,
  /(?<=\b(?:mailto|tel|sip|callto|www|msteams):?)(?=[:.\w+])/gi,
  /(?<=[\p{L}\p{N}])(?=\.\p{L}{2})/gu,
  // Mark-up.
  /(?<=<)(?=[a-z/!?])/gi,
  /(?<=&)(?=#?\w+;)/g,
];

/** A message's `text`: nothing in it becomes a link, a mention or mark-up in any client. Never empty. */
export function plainText(text: string): string {
  return defused(cut(isBlank(text) ? '…' : text, PLAIN_MAX));
}

/** What notifications say of a message with a card. Never empty. */
export function noticeText(text: string): string {
  return cut(isBlank(text) ? '…' : text, NOTICE_MAX);
}

function defused(text: string): string {
  return LINK_LIKE.reduce((words, place) => words.replaceAll(place, PART), text);
}
