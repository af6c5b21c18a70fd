import type { Inline } from '#core/card.ts';
import { shorten } from '#lib/text.ts';

/**
 * Markdown as the text that a card can show, a paragraph each: headings and list items become lines, emphasis goes. Of links only https stays
 * one, with its own address to be read; without `links` an address is plain text. Pure.
 */
export function paragraphsOf(markdown: string, { links }: { readonly links: boolean }): Inline[] {
  return markdown
    .replace(/^\s*```.*$/gm, '')
    .split(/\n\s*\n/)
    .flatMap((part) => splitHeading(part.trim()))
    .filter((part) => part !== '')
    .map((part) => inlineOf(part.split('\n').map(lineOf).join('\n'), links));
}

/** A heading stands alone, also where no blank line follows. */
function splitHeading(part: string): string[] {
  const [, heading, rest] = /^(#{1,6} .*)\n([^]*)$/.exec(part) ?? [];
  return heading === undefined || rest === undefined ? [part] : [heading, ...splitHeading(rest.trim())];
}

function lineOf(line: string): string {
  return line
    .replace(/^\s*#{1,6}\s+/, '')
    .replace(/^\s*[-*+]\s+/, '• ')
    .replace(/^\s*>\s?/, '')
    .replace(/^\s*(?:[-*_]\s*){3,}$/, '');
}

const LINK = /!?\[(?<label>[^\]\n]*)\]\((?<address>[^)\s]+)\)|<(?<bare>https:\/\/[^>\s]+)>/g;

function inlineOf(text: string, links: boolean): Inline {
  const parts: Exclude<Inline, string>[number][] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const { label = '', address = '', bare } = match.groups ?? {};
    parts.push(withoutMarks(text.slice(from, match.index)));
    from = match.index + match[0].length;
    const to = bare ?? address;
    const before = bare === undefined && label !== '' ? `${withoutMarks(label)} (` : '';
    if (match[0].startsWith('!')) parts.push(label);
    else parts.push(before, links && isHttps(to) ? { link: to, label: to } : to, before === '' ? '' : ')');
  }
  parts.push(withoutMarks(text.slice(from)));
  const filled = parts.filter((part) => part !== '');
  return filled.every((part) => typeof part === 'string') ? filled.join('') : filled;
}

function isHttps(address: string): boolean {
  return URL.canParse(address) && new URL(address).protocol === 'https:' && new URL(address).username === '';
}

function withoutMarks(text: string): string {
  // What stands between backticks is literal.
  return text
    .split(/`([^`\n]+)`/)
    .map((part, index) => (index % 2 === 1 ? part : withoutEmphasis(part)))
    .join('');
}

function withoutEmphasis(text: string): string {
  return text
    .replace(/(\*\*|__)(?=\S)(.+?)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*\n]+?)\*(?![\w*])/g, '$1')
    .replace(/(?<!\w)_(?=\S)([^_\n]+?)_(?!\w)/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+\-.!>])/g, '$1');
}

/** The first paragraphs that have room in `max` UTF-16 code units, and whether that is all. Pure. */
export function shortForm(paragraphs: readonly Inline[], max: number): { readonly paragraphs: readonly Inline[]; readonly whole: boolean } {
  const shown: Inline[] = [];
  let room = max;
  for (const paragraph of paragraphs) {
    room -= textOf(paragraph).length;
    if (room < 0) break;
    shown.push(paragraph);
  }
  const [first] = paragraphs;
  if (shown.length === 0 && first !== undefined) return { paragraphs: [shorten(textOf(first), max)], whole: false };
  return { paragraphs: shown, whole: shown.length === paragraphs.length };
}

function textOf(inline: Inline): string {
  return typeof inline === 'string' ? inline : inline.map((part) => (typeof part === 'string' ? part : 'link' in part ? part.label : part.at)).join('');
}
