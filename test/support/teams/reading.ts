import { isRecord } from '../slack/schema.ts';
import { CARD_TYPE, CONSENT_TYPE, INFO_TYPE } from './activity-check.ts';
import { nodesOf } from './card-check.ts';
import type { Json } from './state.ts';

/** The card of an activity, if it has one. */
export function cardOf(activity: Json): Json | undefined {
  const found = attachmentOf(activity, CARD_TYPE);
  return isRecord(found?.['content']) ? found['content'] : undefined;
}

export function attachmentOf(activity: Json, type: string): Json | undefined {
  const attachments = Array.isArray(activity['attachments']) ? (activity['attachments'] as unknown[]) : [];
  return attachments.filter(isRecord).find(({ contentType }) => contentType === type);
}

/** A file that is offered, or there. */
function fileIn(activity: Json) {
  const [asked, there] = [attachmentOf(activity, CONSENT_TYPE), attachmentOf(activity, INFO_TYPE)];
  if (!asked && !there) return undefined;
  const about = isRecord(asked?.['content']) ? [String(asked['content']['description'])] : [];
  return { lines: [String((asked ?? there)?.['name']), ...about].join('\n'), buttons: asked ? ['Accept', 'Decline'] : [] };
}

/** What somebody reads in a message. */
export function textsOf(activity: Json) {
  const card = cardOf(activity);
  const text = typeof activity['text'] === 'string' ? activity['text'] : '';
  const [file, notice] = [fileIn(activity), typeof activity['summary'] === 'string' ? activity['summary'] : text];
  if (file) return { notice, text: file.lines, author: null, buttons: file.buttons };
  if (!card) return { notice: text, text, author: null, buttons: [] };
  const nodes = nodesOf(card['body']);
  const lines = nodes.filter(({ type }) => type === 'RichTextBlock').map(lineOf);
  const author = nodes.find(({ id }) => id === 'author');
  return {
    notice,
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
