import type { Block, Inline, Post } from '#core/card.ts';
import { drawPost, NO_PICTURES, withheld, type Pictures } from './card.ts';
import { fits } from './limits.ts';
import { given } from './outside.ts';
import { cut } from '#lib/text.ts';
import { noticeText, plainText } from './text.ts';

export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';
/** How long a text may be, in characters: the first at which all of them together fit into a message. */
const TEXT_MAX = [20_000, 10_000, 5000, 2500, 1000, 500, 200, 80] as const;
const CUT = '… (shortened here; the whole text is in the ticket)';
const CUT_LINE: Block = { kind: 'text', text: CUT, subtle: true };
const NAME_MAX = 150;
/** Rather than to cut texts shorter than that, pictures are left out. */
const TEXT_WITH_PICTURES = 500;
/** Of a card that is too large, so many are kept. */
const BUTTONS = 18;

/**
 * What is posted. The desk's own sentences are plain text. Words of people and cards are an Adaptive Card, in which
 * nothing is a link or mark-up by itself.
 * @param pictures of its charts; a chart that has none, or for which there is no room, is its words
 * @throws OutsideError `lasting` when it does not fit into one message however much is cut
 */
export function toActivity(post: Post, pictures = NO_PICTURES): object {
  const { text, author, about, tag, card, attachment } = post;
  if (!card && author === undefined && about === undefined && tag === undefined)
    return { type: 'message', text: plainText(attachment ? `${text}\n${withheld(attachment)}` : text), textFormat: 'plain' };
  const illustrated = pictures.size > 0 ? TEXT_MAX.filter((max) => max >= TEXT_WITH_PICTURES).map((max) => [max, pictures] as const) : [];
  for (const [max, shown] of [...illustrated, ...TEXT_MAX.map((max) => [max, NO_PICTURES] as const)]) {
    const activity = withCard(shortened(post, max), shown);
    if (fits(activity)) return activity;
  }
  return fewer(shortened(post, TEXT_MAX.at(-1) ?? 0));
}

/** As many parts of the card from its beginning as fit, by halves. @throws OutsideError */
function fewer(post: Post): object {
  const { blocks = [], buttons = [] } = post.card ?? {};
  for (let kept = blocks.length; kept > 0; kept = Math.floor(kept / 2)) {
    const card = post.card && { ...post.card, blocks: [...blocks.slice(0, kept - 1), CUT_LINE], buttons: buttons.slice(0, BUTTONS) };
    const activity = withCard({ ...post, card });
    if (fits(activity)) return activity;
  }
  throw given('A message is more than Teams takes.');
}

function withCard(post: Post, pictures: Pictures = NO_PICTURES): object {
  const { text, tag } = post;
  const summary = noticeText(tag === 'note' ? `Private note: ${text}` : text);
  return { type: 'message', summary, attachments: [{ contentType: CARD_TYPE, content: drawPost(post, pictures) }] };
}

/** No text longer than that, and a line where something is missing. */
function shortened(post: Post, max: number): Post {
  const { card, author, about } = post;
  const text = cut(post.text, max);
  const blocks = card?.blocks.map((block) => cutBlock(block, max)) ?? [];
  const isWhole = text.length === post.text.length && JSON.stringify(blocks) === JSON.stringify(card?.blocks.map((block) => cutBlock(block, Infinity)) ?? []);
  const named = {
    ...(author === undefined ? {} : { author: oneLine(author) }),
    ...(about === undefined ? {} : { about: oneLine(about) }),
  };
  // Without a card there is nowhere to put a line but under the words.
  if (!card) return { ...post, ...named, text: isWhole ? text : `${text}\n${CUT}` };
  return {
    ...post,
    ...named,
    text,
    card: { ...card, title: oneLine(card.title), blocks: isWhole ? blocks : [...blocks, CUT_LINE] },
  };
}

function cutBlock(block: Block, max: number): Block {
  switch (block.kind) {
    case 'text':
      return { ...block, text: cutInline(block.text, max) };
    case 'facts':
      return { ...block, facts: block.facts.map(({ label, value }) => ({ label: cut(label, NAME_MAX), value: cutInline(value, max) })) };
    case 'quote':
      return { ...block, author: oneLine(block.author), text: cut(block.text, max) };
    case 'chart':
      return { ...block, chart: { ...block.chart, alt: cut(block.chart.alt, max) } };
  }
}

function cutInline(text: Inline, max: number): Inline {
  return typeof text === 'string'
    ? cut(text, max)
    : text.map((part) => (typeof part === 'string' ? cut(part, max) : 'link' in part ? { ...part, label: oneLine(part.label) } : part));
}

function oneLine(name: string): string {
  return cut(name.replaceAll(/\s+/g, ' ').trim(), NAME_MAX);
}
