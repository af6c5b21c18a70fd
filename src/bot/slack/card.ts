import type { HeaderBlock, KnownBlock } from '@slack/types';
import type { Block, Button, Card, Fact, Tone } from '#core/card.ts';
import type { Chart } from '#core/chart.ts';
import { pictureId } from '#lib/chart/picture-id.ts';
import { chartWords } from '#lib/chart/words.ts';
import { actionRows } from './actions.ts';
import { MAX, sizeOf } from './limits.ts';
import { NO_PICTURES, type Pictures } from './pictures.ts';
import { inline, inlineLength, quotation, richText, section, subtle, words } from './rich-text.ts';
import { cut, isBlank } from '#lib/text.ts';
import { plain } from './text.ts';

/** Names and labels are cut to this many characters. */
const NAME_MAX = 150;
/** Bytes that buttons may take of a message: three dozen ordinary ones. The rest is for the texts. */
const BUTTONS_MAX = 8000;
/** How long a text may be, in characters: the first at which all texts together fit into a message. */
const TEXT_MAX = [10_000, 6000, 3000, 2000, 1000, 600, 300, 150, 75] as const;

/** A card as one message, under `top`. What does not fit is cut, and the message says so. */
export function drawCard({ title, tone, blocks, buttons }: Card, top: readonly KnownBlock[] = [], pictures = NO_PICTURES): KnownBlock[] {
  const head = [...top, ...header(title, tone)];
  const foot = drawButtons(buttons);
  return [...head, ...drawTexts(blocks, [...head, ...foot], pictures), ...foot];
}

/** The title with a sign for its tone. Nobody needs the sign: what it stands for is also said in words. */
export function titled(title: string, tone: Tone): string {
  return `${SIGNS[tone]}${title}`;
}

function header(title: string, tone: Tone): HeaderBlock[] {
  return isBlank(title) ? [] : [{ type: 'header', text: plain(titled(title, tone), MAX.header) }];
}

function drawTexts(blocks: readonly Block[], others: readonly KnownBlock[], pictures: Pictures): KnownBlock[] {
  const fitting = (drawn: readonly KnownBlock[]) => others.length + drawn.length <= MAX.blocks.message && sizeOf([...others, ...drawn]) <= MAX.total.message;
  for (const max of TEXT_MAX) {
    const drawn = blocks.flatMap((block) => drawBlock(block, max, pictures));
    const whole = blocks.every((block) => longest(block) <= max) ? drawn : [...drawn, ...CUT_LINE];
    if (fitting(whole)) return whole;
  }
  const least = blocks.flatMap((block) => drawBlock(block, TEXT_MAX.at(-1) ?? 0, pictures));
  const count = least.findIndex((_, at) => !fitting([...least.slice(0, at + 1), ...CUT_LINE]));
  return [...least.slice(0, count), ...CUT_LINE];
}

function drawBlock(block: Block, max: number, pictures: Pictures): KnownBlock[] {
  switch (block.kind) {
    case 'text':
      // Small text that is literal knows no instants and no links; where it has some, it is set in italics.
      if (block.subtle && typeof block.text === 'string') return subtle(cut(block.text, max));
      return richText(section(inline(block.text, max, block.subtle ? { italic: true } : undefined)));
    case 'facts':
      return richText(section(block.facts.flatMap((fact, at) => [...(at > 0 ? words('\n') : []), ...drawFact(fact, max)])));
    case 'quote':
      return richText(section(words(cut(block.author, NAME_MAX), { bold: true })), quotation(inline(block.text, max)));
    case 'chart':
      return drawChart(block.chart, max, pictures);
  }
}

/** Its picture with the words for who does not see it, or the words alone. */
function drawChart(chart: Chart, max: number, pictures: Pictures): KnownBlock[] {
  const [picture, said] = [pictures.get(pictureId(chart)), chartWords(chart)];
  if (!picture) return richText(section(inline(said, max)));
  return [{ type: 'image', slack_file: { id: picture.fileId }, alt_text: cut(said, Math.min(max, MAX.alt)) }];
}

/** A fact within a line: its label, then its value. */
export function drawFact({ label, value }: Fact, max: number) {
  return [...words(`${cut(label, NAME_MAX)}:`, { bold: true }), ...words(' '), ...inline(value, max)];
}

function longest(block: Block): number {
  if (block.kind === 'facts') return Math.max(0, ...block.facts.map(({ value }) => inlineLength(value)));
  return block.kind === 'chart' ? chartWords(block.chart).length : inlineLength(block.text);
}

function drawButtons(buttons: readonly Button[]): KnownBlock[] {
  const rows = actionRows(buttons);
  if (sizeOf(rows) <= BUTTONS_MAX) return rows;
  const count = buttons.findIndex((_, at) => sizeOf(actionRows(buttons.slice(0, at + 1))) > BUTTONS_MAX);
  return [...actionRows(buttons.slice(0, count)), ...subtle(`… and ${buttons.length - count} more that do not fit here: just write to me.`)];
}

const CUT_LINE = subtle('… (shortened here; the whole text is in the ticket)');

// A screen reader says «check mark», «bell» and «warning».
const SIGNS: Readonly<Record<Tone, string>> = { neutral: '', good: '✅ ', attention: '🔔 ', warning: '⚠️ ' };
