import { isRecord } from '../slack/schema.ts';
import { CARD_TYPE } from './activity-check.ts';
import { nodesOf } from './card-check.ts';
import type { Json } from './state.ts';

/** The card of an activity, if it has one. */
export function cardOf(activity: Json): Json | undefined {
  const attachments = Array.isArray(activity['attachments']) ? (activity['attachments'] as unknown[]) : [];
  const found = attachments.filter(isRecord).find(({ contentType }) => contentType === CARD_TYPE);
  return isRecord(found?.['content']) ? found['content'] : undefined;
}

/** What somebody reads in a message. */
export function textsOf(activity: Json) {
  const card = cardOf(activity);
  const text = typeof activity['text'] === 'string' ? activity['text'] : '';
  if (!card) return { notice: text, text, author: null, buttons: [] };
  const nodes = nodesOf(card['body']);
  const lines = nodes.filter(({ type }) => type === 'RichTextBlock').map(lineOf);
  const author = nodes.find(({ id }) => id === 'author');
  return {
    notice: typeof activity['summary'] === 'string' ? activity['summary'] : text,
    text: lines.join('\n'),
    author: author ? lineOf(author) : null,
    buttons: actionsOf(card).map(({ title }) => String(title)),
  };
}

/** The buttons of a card, wherever they stand; not their fallbacks. */
export function actionsOf(card: Json): Json[] {
  const rows = [card, ...nodesOf(card['body'])].map(({ actions }) => actions).filter(Array.isArray);
  return rows.flat().filter(isRecord);
}

function lineOf({ inlines }: Json): string {
  const runs = Array.isArray(inlines) ? inlines : [];
  return runs.map((run: unknown) => (isRecord(run) ? String(run['text']) : String(run))).join('');
}
