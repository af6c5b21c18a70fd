import type { Block, Button, Card, Fact, Inline, Tone } from '#core/card.ts';
import type { Chart } from '#core/chart.ts';
import { formatInstant } from '#lib/dates.ts';
import { chartWords } from '#lib/chart/words.ts';

export interface Reader {
  /** IANA zone in which this reader sees instants. */
  readonly timeZone: string;
  readonly now: Date;
  /** Where the picture is that is drawn for them. */
  readonly pictureOf: (chart: Chart) => string;
}

export type Element = Readonly<Record<string, unknown>>;

export interface AdaptiveCard extends Element {
  readonly body: readonly Element[];
  readonly actions: readonly Element[];
}

/** What platforms draw each in their own way. */
export interface Drawing {
  /** Goes into the card as it is. */
  readonly instant: (at: Date) => string;
  readonly button: (button: Button) => Element;
  /** The address of its picture; undefined where there is none, and its words are shown. */
  readonly picture: (chart: Chart) => string | undefined;
  /** What the platform draws itself, with what is shown where it cannot; absent, that is shown everywhere. */
  readonly chart?: (chart: Chart, shown: Element) => Element[];
}

/** A card for one reader, with buttons that are read as `ActionRef`. */
export function toAdaptiveCard(card: Card, fallbackText: string, { timeZone, now, pictureOf }: Reader): Element {
  return drawAdaptiveCard(card, fallbackText, { instant: (at) => formatInstant(at, timeZone, now), button: toSubmit, picture: pictureOf });
}

/**
 * A card as Adaptive Card 1.5, for the platforms that draw those. All text goes into TextRuns, which know no Markdown,
 * so what people wrote is shown as they wrote it.
 */
export function drawAdaptiveCard(card: Card, fallbackText: string, drawing: Drawing): AdaptiveCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: literal(fallbackText),
    body: [
      { type: 'Container', style: STYLES[card.tone], bleed: true, items: [richText([run(card.title, { weight: 'Bolder', size: 'Medium' })])] },
      ...card.blocks.flatMap((block) => elements(block, drawing)),
    ],
    actions: card.buttons.map(drawing.button),
  };
}

function elements(block: Block, drawing: Drawing): Element[] {
  switch (block.kind) {
    case 'text':
      return [richText(runs(block.text, drawing, block.subtle ? { isSubtle: true } : {}))];
    case 'facts':
      return block.facts.map((fact, at) => factRow(fact, drawing, at === 0));
    case 'quote':
      return [
        {
          type: 'Container',
          style: 'emphasis',
          spacing: 'Medium',
          items: [richText([run(block.author, { weight: 'Bolder', size: 'Small' })]), richText([run(block.text)], { spacing: 'Small' })],
        },
      ];
    case 'chart':
      return chartOf(block.chart, drawing);
  }
}

/** Its picture, and for who does not see it what it shows. */
function chartOf(chart: Chart, { picture, chart: own }: Drawing): Element[] {
  const [url, words] = [picture(chart), chartWords(chart)];
  const shown =
    url === undefined ? richText([run(words)], { spacing: 'Medium' }) : { type: 'Image', url, altText: literal(words), size: 'Stretch', spacing: 'Medium' };
  return own?.(chart, shown) ?? [shown];
}

function factRow({ label, value }: Fact, drawing: Drawing, first: boolean): Element {
  const column = (width: string, content: Element[]) => ({ type: 'Column', width, items: [richText(content)] });
  const columns = [column('90px', [run(label, { isSubtle: true })]), column('stretch', runs(value, drawing))];
  return { type: 'ColumnSet', spacing: first ? 'Medium' : 'Small', columns };
}

function toSubmit({ label, style, action, subject, value, version }: Button): Element {
  const data = Object.fromEntries(Object.entries({ action, subject, value, version }).filter(([, part]) => part !== undefined));
  const looks = style === undefined ? {} : { style: style === 'danger' ? 'destructive' : 'positive' };
  return { type: 'Action.Submit', title: literal(label), data, ...looks };
}

/** A paragraph of runs. */
export function richText(inlines: readonly Element[], more: Element = {}): Element {
  return { type: 'RichTextBlock', inlines, ...more };
}

/** Words as they are: no Markdown, no dates of a renderer's own. */
export function run(text: string, looks: Element = {}): Element {
  return { type: 'TextRun', text: literal(text), ...looks };
}

/** Plain text and instants are one run; a link is one of its own. */
function runs(text: Inline, { instant }: Drawing, looks: Element = {}): Element[] {
  const parts: Element[] = [];
  // What somebody wrote, and all of this run before it.
  let [raw, words] = ['', ''];
  const settle = () => {
    words += literal(raw);
    raw = '';
  };
  const say = () => {
    settle();
    if (words !== '') parts.push({ type: 'TextRun', text: words, ...looks });
    words = '';
  };
  for (const part of typeof text === 'string' ? [text] : text) {
    if (typeof part === 'string') raw += part;
    else if ('at' in part) {
      settle();
      words += instant(new Date(part.at));
    } else {
      say();
      parts.push(run(part.label, { ...looks, selectAction: { type: 'Action.OpenUrl', url: part.link } }));
    }
  }
  say();
  return parts;
}

/** Renderers replace {{DATE(…)}} and {{TIME(…)}} in any text; a person who writes that means it literally. */
export function literal(text: string): string {
  return text.replaceAll(/\{(?=\{(?:DATE|TIME)\()/g, '{\u200C');
}

const STYLES: Readonly<Record<Tone, string>> = { neutral: 'default', good: 'good', attention: 'accent', warning: 'warning' };
