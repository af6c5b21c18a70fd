import type { HomeView, KnownBlock } from '@slack/types';
import type { Card, Fact } from '#core/card.ts';
import type { Entrance, Section } from '#core/front-end.ts';
import { actionRows } from './actions.ts';
import { drawFact, titled } from './card.ts';
import { fits, MAX } from './limits.ts';
import { inline, richText, section, subtle, words } from './rich-text.ts';
import { cut, isBlank } from '#lib/text.ts';
import { plain } from './text.ts';

/** Of each section, at most; where there are several, fewer fit. */
const CARDS_MAX = 48;
/** A card in short: so many of its facts, each so many characters long. */
const [FACTS_MAX, FACT_MAX] = [4, 100];
/** Buttons are numbered with this much between cards: more than one has, so that no two of a page are called the same. */
const CARD_STEP = 1000;

interface Home {
  readonly sections: readonly Section[];
  readonly entrances: readonly Entrance[];
}

/** A person's own page: what they can start, and what is under way. What does not fit is counted. */
export function toHome({ sections, entrances }: Home): HomeView {
  const top = [...richText(section(words('Hello! What can I do for you?'))), ...actionRows(entrances.map(({ action, label }) => ({ action, label })))];
  const drawn = sections.map((part, number) => ({
    part,
    cards: part.cards.slice(0, CARDS_MAX).map((card, at) => drawShort(card, CARD_STEP * (number * CARDS_MAX + at + 1))),
  }));
  const page = (most: number) => [...top, ...drawn.flatMap(({ part, cards }) => drawSection(part, cards.slice(0, most)))];
  for (let most = Math.max(0, ...drawn.map(({ cards }) => cards.length)); most >= 0; most--) {
    const blocks = page(most);
    if (fits(blocks, 'home')) return { type: 'home', blocks };
  }
  return { type: 'home', blocks: shortened(page(0)) };
}

function drawSection({ title, empty, cards }: Section, shown: readonly KnownBlock[][]): KnownBlock[] {
  const left = cards.length - shown.length;
  return [
    { type: 'divider' },
    ...(isBlank(title) ? [] : [{ type: 'header' as const, text: plain(title, MAX.header) }]),
    ...(cards.length === 0 ? subtle(cut(empty, MAX.text)) : []),
    ...shown.flat(),
    ...(left > 0 ? subtle(`… and ${left} more: write to me with their number.`) : []),
  ];
}

/** A card in two lines and its buttons; none of them stands out, for there are many cards. */
function drawShort({ title, tone, blocks, buttons }: Card, first: number): KnownBlock[] {
  const facts = blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []));
  const texts = blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []));
  const heading = words(isBlank(title) ? '…' : cut(titled(title, tone), MAX.header), { bold: true });
  const line = facts.length > 0 ? facts.slice(0, FACTS_MAX).flatMap(drawShortFact) : texts.slice(0, 1).flatMap((text) => inline(text, FACT_MAX));
  const quiet = buttons.map((button) => ({ ...button, style: undefined }));
  return [...richText(section([...heading, ...(line.length > 0 ? words('\n') : []), ...line])), ...actionRows(quiet, first)];
}

function drawShortFact(fact: Fact, at: number) {
  return [...(at > 0 ? words(' · ') : []), ...drawFact(fact, FACT_MAX)];
}

function shortened(blocks: readonly KnownBlock[]): KnownBlock[] {
  const line = subtle('… and more that does not fit here: write to me and I will look.');
  const count = blocks.findIndex((_, at) => !fits([...blocks.slice(0, at + 1), ...line], 'home'));
  return [...blocks.slice(0, count), ...line];
}
