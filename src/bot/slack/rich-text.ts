import type { ContextBlock, RichTextBlock, RichTextElement, RichTextQuote, RichTextSection } from '@slack/types';
import type { Inline } from '#core/card.ts';
import { MAX } from './limits.ts';
import { cut, isBlank } from '#lib/text.ts';
import { pieces, plain } from './text.ts';

export interface Style {
  readonly bold?: true;
  readonly italic?: true;
  readonly code?: true;
}

type Part = Exclude<Inline, string>[number];
type Rich = RichTextSection | RichTextQuote;

/** What an instant takes on screen, in characters. */
const INSTANT_LENGTH = 24;

/** Literal text: in rich text nothing formats, links or pings but an element that says so. */
export function words(text: string, style?: Style): RichTextElement[] {
  return pieces(text, MAX.text).map((piece) => ({ type: 'text', text: piece, ...styled(style) }));
}

/** Text with its instants and links, cut to `max` characters on screen. */
export function inline(text: Inline, max: number, style?: Style): RichTextElement[] {
  const elements: RichTextElement[] = [];
  let left = max;
  for (const part of partsOf(text)) {
    const length = partLength(part);
    if (length > left) return [...elements, ...words(typeof part === 'string' && left > 0 ? cut(part, left) : '…', style)];
    elements.push(...elementsOf(part, style));
    left -= length;
  }
  return elements;
}

/** In characters on screen. */
export function inlineLength(text: Inline): number {
  return partsOf(text).reduce((sum, part) => sum + partLength(part), 0);
}

/** Plain text that follows on plain text is one with it: a message takes only so much. */
export function section(elements: RichTextElement[]): RichTextSection {
  return { type: 'rich_text_section', elements: elements.reduce<RichTextElement[]>(joined, []) };
}

function joined(before: RichTextElement[], next: RichTextElement): RichTextElement[] {
  const last = before.at(-1);
  const isOne = last?.type === 'text' && next.type === 'text' && !last.style && !next.style && last.text.length + next.text.length <= MAX.text;
  return isOne ? [...before.slice(0, -1), { type: 'text', text: last.text + next.text }] : [...before, next];
}

export function quotation(elements: RichTextElement[]): RichTextQuote {
  return { type: 'rich_text_quote', elements };
}

/** One block of what there is; none when there is nothing: Slack refuses empty ones. */
export function richText(...parts: readonly Rich[]): RichTextBlock[] {
  const elements = parts.filter((part) => part.elements.length > 0);
  return elements.length === 0 ? [] : [{ type: 'rich_text', elements }];
}

/** Small gray text; none when there is nothing to see. */
export function subtle(text: string): ContextBlock[] {
  const elements = pieces(text, MAX.text).filter((piece) => !isBlank(piece));
  return elements.length === 0 ? [] : [{ type: 'context', elements: elements.slice(0, MAX.contextElements).map((piece) => plain(piece, MAX.text)) }];
}

function elementsOf(part: Part, style?: Style): RichTextElement[] {
  if (typeof part === 'string') return words(part, style);
  if ('at' in part) return instant(part.at, style);
  const { link: url, label } = part;
  // An address that is not https was not vouched for, and one that does not fit would lead elsewhere.
  if (!URL.canParse(url) || !/^https:\/\//i.test(url) || url.length > MAX.url) return words(label, style);
  return [{ type: 'link', url, text: isBlank(label) ? cut(url, MAX.text) : cut(label, MAX.text), ...styled(style) }];
}

/** Each reader's client writes it in their own zone and language. */
function instant(at: string, style?: Style): RichTextElement[] {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return words(at, style);
  const iso = date.toISOString();
  const fallback = `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
  return [{ type: 'date', timestamp: Math.floor(date.getTime() / 1000), format: '{date_short_pretty} {time}', fallback, ...styled(style) }];
}

function styled(style?: Style): { style?: Style } {
  return style ? { style } : {};
}

function partsOf(text: Inline): readonly Part[] {
  return typeof text === 'string' ? [text] : text;
}

function partLength(part: Part): number {
  return typeof part === 'string' ? part.length : 'at' in part ? INSTANT_LENGTH : part.label.length;
}
