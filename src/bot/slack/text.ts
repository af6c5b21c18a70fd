import type { PlainTextElement } from '@slack/types';
import { cut, isBlank, shorten } from '#lib/text.ts';

/** Below the 4,000 characters up to which Slack wants a message's `text`. */
const FALLBACK_MAX = 3900;

/** Slack reads mentions, links and dates out of text that has these three in it; escaped, they are only shown. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The text in parts of at most `max` UTF-16 code units, none of them empty; never splits a pair. */
export function pieces(text: string, max: number): string[] {
  const parts: string[] = [];
  for (let rest = text.toWellFormed(); rest !== '';) {
    const part = rest.length <= max ? rest : rest.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return parts;
}

/** Literal text for a title, label or button. Slack refuses the whole message when one of these is empty. */
export function plain(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: isBlank(text) ? '…' : cut(text, max), emoji: false };
}

/**
 * A message's `text`: what notifications show and screen readers say. Never empty. Slack parses it, so it is escaped,
 * and words that once called a whole channel are parted by a character without width.
 */
export function fallbackText(text: string): string {
  const harmless = text.toWellFormed().replaceAll(/@(?=here|channel|everyone)/gi, '@\u2060');
  const short = shorten(escapeText(isBlank(harmless) ? '…' : harmless), FALLBACK_MAX);
  // An escape that is cut in its middle is none any more.
  return short.replace(/&[a-z]*…$/, '…');
}
