import type { Button, Post, TextFile } from '#core/card.ts';
import { pictureId } from '#lib/chart/picture-id.ts';
import { drawAdaptiveCard, richText, run, type AdaptiveCard, type Drawing, type Element } from '../adaptive-card.ts';
import { fileName } from '#lib/file-names.ts';
import { refData } from './button-ref.ts';
import { drawChart } from './native-chart.ts';
import { cut, isBlank } from '#lib/text.ts';

const NOTE = '🔒 Private note · only your team sees this';
/** Buttons in one row; what is more, Teams leaves out. */
const ROW = 6;
/** Of a button, in UTF-16 code units. */
const TITLE_MAX = 100;

/** Pictures of charts as addresses that hold them whole, by `pictureId`. */
export type Pictures = ReadonlyMap<string, string>;
export const NO_PICTURES: Pictures = new Map();

/**
 * A post as one card: whose words they are, the words, and the card that goes with them. Charts are Teams' own; where these cannot be drawn
 * there is a picture, or without one the words.
 * Instants are written by the reader's own client, in its zone.
 */
export function drawPost({ text, author, about, tag, card, attachment }: Post, pictures = NO_PICTURES): AdaptiveCard {
  const drawing: Drawing = { instant: inClient, button: drawButton, picture: (chart) => pictures.get(pictureId(chart)), chart: drawChart };
  const drawn = drawAdaptiveCard(card ?? { title: '', tone: 'neutral', blocks: [], buttons: [] }, text, drawing);
  const head = [...(tag === 'note' ? [small(NOTE)] : []), ...speaker(author, about)];
  // With a card, the text only stands in for it, unless it is somebody's own words.
  const words = card && author === undefined ? [] : [richText([run(isBlank(text) ? '…' : text)])];
  const file = attachment ? [small(withheld(attachment))] : [];
  const body = [...head, ...words, ...(card ? drawn.body : []), ...file].flatMap(inLines);
  return { ...drawn, ...inRows(body, drawn.actions) };
}

/** Apps offer files in personal chats only: elsewhere people are told of it, and how they get it. */
export function withheld({ name, elsewhere }: TextFile): string {
  return `📎 ${fileName(name)}: I cannot put it here. You get it ${elsewhere}.`;
}

function speaker(author: string | undefined, about: string | undefined): Element[] {
  if (author === undefined || isBlank(author)) return about === undefined ? [] : [small(`About ${about}`)];
  const aside = about === undefined ? [] : [run(` · ${about}`, { isSubtle: true })];
  return [richText([run(author, { weight: 'Bolder' }), ...aside], { id: 'author' })];
}

function small(words: string): Element {
  return richText([run(words, { isSubtle: true, size: 'Small' })]);
}

function inClient(at: Date): string {
  const second = `${at.toISOString().slice(0, 19)}Z`;
  return `{{DATE(${second}, SHORT)}} {{TIME(${second})}}`;
}

/** What opens a form is a Submit, because only that fetches one; all else is an Execute, which older clients read as a Submit. */
function drawButton({ label, opensForm, ...ref }: Button): Element {
  const title = isBlank(label) ? '…' : cut(label, TITLE_MAX);
  const data = refData(ref);
  if (opensForm) return { type: 'Action.Submit', title, data: { msteams: { type: 'task/fetch' }, ...data } };
  return { type: 'Action.Execute', title, verb: ref.action, data, fallback: { type: 'Action.Submit', title, data } };
}

/** Clients draw a line break within a run as a blank: each line becomes a paragraph. */
function inLines(element: Element): Element[] {
  if (element['type'] !== 'RichTextBlock') return [within(element)];
  const lines: Element[][] = [[]];
  for (const inline of element['inlines'] as readonly Element[]) {
    for (const [at, words] of String(inline['text']).split('\n').entries()) {
      if (at > 0) lines.push([]);
      if (words !== '') lines.at(-1)?.push({ ...inline, text: words });
    }
  }
  const { inlines: _, id: __, ...looks } = element;
  const full = lines.flatMap((inlines, at) => (inlines.length === 0 ? [] : [{ inlines, after: at > 0 && lines[at - 1]?.length === 0 ? 'Medium' : 'None' }]));
  if (lines.length === 1 || full.length === 0) return [element];
  return full.map(({ inlines, after }, at) => (at === 0 ? { ...element, inlines } : { ...looks, inlines, spacing: after }));
}

function within(element: Element): Element {
  const { items, columns } = element as { readonly items?: readonly Element[]; readonly columns?: readonly Element[] };
  return { ...element, ...(items ? { items: items.flatMap(inLines) } : {}), ...(columns ? { columns: columns.map(within) } : {}) };
}

function inRows(body: readonly Element[], actions: readonly Element[]): Pick<AdaptiveCard, 'body' | 'actions'> {
  if (actions.length <= ROW) return { body, actions };
  const rows = Array.from({ length: Math.ceil(actions.length / ROW) }, (_, at) => ({ type: 'ActionSet', actions: actions.slice(at * ROW, (at + 1) * ROW) }));
  return { body: [...body, ...rows], actions: [] };
}
