import type { Block, Button, Card, Fact, Inline, Tone } from '#core/card.ts';
import { formatInstant } from '#lib/dates.ts';

export interface Reader {
  /** IANA zone in which this reader sees instants. */
  readonly timeZone: string;
  readonly now: Date;
}

type Element = Readonly<Record<string, unknown>>;

/**
 * A card as Adaptive Card 1.5, for the platforms that draw those. All text goes into TextRuns, which know no Markdown,
 * so what people wrote is shown as they wrote it.
 */
export function toAdaptiveCard(card: Card, fallbackText: string, reader: Reader): Element {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: literal(fallbackText),
    body: [
      { type: 'Container', style: STYLES[card.tone], bleed: true, items: [richText([run(card.title, { weight: 'Bolder', size: 'Medium' })])] },
      ...card.blocks.flatMap((block) => elements(block, reader)),
    ],
    actions: card.buttons.map(toSubmit),
  };
}

function elements(block: Block, reader: Reader): Element[] {
  switch (block.kind) {
    case 'text':
      return [richText(runs(block.text, reader, block.subtle ? { isSubtle: true } : {}))];
    case 'facts':
      return block.facts.map((fact, at) => factRow(fact, reader, at === 0));
    case 'quote':
      return [
        {
          type: 'Container',
          style: 'emphasis',
          spacing: 'Medium',
          items: [richText([run(block.author, { weight: 'Bolder', size: 'Small' })]), richText([run(block.text)], { spacing: 'Small' })],
        },
      ];
  }
}

function factRow({ label, value }: Fact, reader: Reader, first: boolean): Element {
  const column = (width: string, content: Element[]) => ({ type: 'Column', width, items: [richText(content)] });
  const columns = [column('90px', [run(label, { isSubtle: true })]), column('stretch', runs(value, reader))];
  return { type: 'ColumnSet', spacing: first ? 'Medium' : 'Small', columns };
}

function toSubmit({ label, style, action, subject, value, version }: Button): Element {
  const data = Object.fromEntries(Object.entries({ action, subject, value, version }).filter(([, part]) => part !== undefined));
  const looks = style === undefined ? {} : { style: style === 'danger' ? 'destructive' : 'positive' };
  return { type: 'Action.Submit', title: literal(label), data, ...looks };
}

function richText(inlines: readonly Element[], more: Element = {}): Element {
  return { type: 'RichTextBlock', inlines, ...more };
}

function run(text: string, looks: Element = {}): Element {
  return { type: 'TextRun', text: literal(text), ...looks };
}

/** Plain text and instants are one run; a link is one of its own. */
function runs(text: Inline, { timeZone, now }: Reader, looks: Element = {}): Element[] {
  const parts: Element[] = [];
  let words = '';
  const say = () => {
    if (words !== '') parts.push(run(words, looks));
    words = '';
  };
  for (const part of typeof text === 'string' ? [text] : text) {
    if (typeof part === 'string') words += part;
    else if ('at' in part) words += formatInstant(new Date(part.at), timeZone, now);
    else {
      say();
      parts.push(run(part.label, { ...looks, selectAction: { type: 'Action.OpenUrl', url: part.link } }));
    }
  }
  say();
  return parts;
}

// Renderers replace {{DATE(…)}} and {{TIME(…)}} in any text; a person who writes that means it literally.
function literal(text: string): string {
  return text.replaceAll(/\{(?=\{(?:DATE|TIME)\()/g, '{\u200C');
}

const STYLES: Readonly<Record<Tone, string>> = { neutral: 'default', good: 'good', attention: 'accent', warning: 'warning' };
