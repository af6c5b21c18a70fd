import { isRecord } from '../slack/schema.ts';
import { cardProblems } from './card-check.ts';
import type { Json } from './state.ts';

export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';
/** As Teams recommends, in UTF-16. */
const SIZE_MAX = 80 * 1024;
/** What it refuses from. */
const SIZE_REFUSED = 100 * 1024;
const FIELDS = new Set([
  'type',
  'id',
  'text',
  'textFormat',
  'summary',
  'attachments',
  'attachmentLayout',
  'importance',
  'channelData',
  'conversation',
  'from',
  'replyToId',
  'entities',
  'suggestedActions',
  'inputHint',
]);

export function isTooBig(activity: Json): boolean {
  return sizeOf(activity) > SIZE_REFUSED;
}

function sizeOf(activity: Json): number {
  return JSON.stringify(activity).length * 2;
}

/** All that somebody strict would say against what a bot posts. */
export function activityProblems(activity: Json): string[] {
  const { type, text, textFormat, summary, attachments, entities } = activity;
  const cards = Array.isArray(attachments) ? (attachments as unknown[]) : [];
  const said: string[] = [];
  if (type !== 'message') said.push(`an activity of type ${String(type)}`);
  if (sizeOf(activity) > SIZE_MAX) said.push(`${sizeOf(activity)} bytes, at most ${SIZE_MAX}`);
  for (const field of Object.keys(activity)) if (!FIELDS.has(field)) said.push(`no field ${field}`);
  if (text !== undefined && (typeof text !== 'string' || text.trim() === '')) said.push('a text that is empty');
  if (text === undefined && cards.length === 0) said.push('neither text nor a card');
  // Without it, Teams reads Markdown.
  if (text !== undefined && textFormat !== 'plain') said.push(`text that is not plain: ${String(textFormat)}`);
  if (cards.length > 0 && (typeof summary !== 'string' || summary.trim() === '')) said.push('a card that a notification cannot tell of');
  if (Array.isArray(entities) && entities.length > 0) said.push('it mentions somebody');
  return [...said, ...cards.flatMap(attachmentProblems)];
}

function attachmentProblems(attachment: unknown): string[] {
  if (!isRecord(attachment)) return ['an attachment that is none'];
  const { contentType, content, contentUrl } = attachment;
  if (contentType === CARD_TYPE) return cardProblems(content);
  if (typeof contentType === 'string' && /^image\/(?:png|jpeg|gif)$/.test(contentType))
    return typeof contentUrl === 'string' && contentUrl.startsWith(`data:${contentType};base64,`) ? [] : ['a picture without its data'];
  return [`an attachment of type ${String(contentType)}`];
}
