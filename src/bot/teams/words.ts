import type { TeamsActivity } from './activity.ts';

/** What a message says, and whether it says it to Deskside by name. */
export interface Said {
  readonly mentioned: boolean;
  readonly text: string;
}

const ENTITY = /&(nbsp|lt|gt|amp|quot|#39);/g;
const CHARACTERS: Readonly<Record<string, string>> = { nbsp: ' ', lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };

/**
 * A message as its author sees it: Deskside's own name taken away, other people called by theirs. Teams lists what is a mention
 * beside the text, so nothing that was typed can pass for one.
 */
export function readWords({ text = '', entities = [], recipient, attachments = [] }: TeamsActivity): Said {
  const html = attachments.find(({ contentType }) => contentType === 'text/html')?.content;
  const plain = (words: string) => unescape(words, typeof html === 'string' ? html : '');
  const parts: string[] = [];
  let [rest, mentioned] = [text, false];
  for (const { type, text: tag = '', mentioned: who } of entities) {
    const at = type === 'mention' && tag !== '' ? rest.indexOf(tag) : -1;
    if (at < 0) continue;
    const isUs = who?.id !== undefined && who.id === recipient?.id;
    const [before, after] = [rest.slice(0, at), rest.slice(at + tag.length)];
    parts.push(plain(isUs ? `${before.replace(/[ \t]+$/, '')} ` : `${before}@${who?.name ?? 'somebody'}`));
    rest = isUs ? after.replace(/^(?:[ \t]|&nbsp;)+/, '') : after;
    mentioned ||= isUs;
  }
  return { mentioned, text: [...parts, plain(rest)].join('').trim() };
}

/**
 * Some clients escape what was typed. The formatted copy that comes along escapes once more, so it tells whether somebody
 * typed the escape itself.
 */
function unescape(text: string, html: string): string {
  return text.replaceAll(ENTITY, (whole, name: string) => (html.includes(`&amp;${name};`) ? whole : (CHARACTERS[name] ?? whole)));
}

const BREAKS = /<(?:br|\/p|\/div|\/li|\/h\d|\/tr)\b[^>]*>/gi;
const MENTION = /<at\b[^>]*>(.*?)<\/at>/gis;
const TAG = /<[^>]*>/g;

/** What a message of Teams says that is only there as HTML. */
export function htmlToWords(html: string): string {
  const bare = html
    .replaceAll(/\s+/g, ' ')
    .replaceAll(BREAKS, '\n')
    .replaceAll(MENTION, '@$1')
    .replaceAll(TAG, '')
    .replaceAll(/ *\n */g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n');
  return unescape(bare, '').trim();
}
