import { isRecord } from '../slack/schema.ts';
import { cardProblems } from './card-check.ts';
import type { Json } from './state.ts';

export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';
/** Asks whether a file may be put into somebody's OneDrive. */
export const CONSENT_TYPE = 'application/vnd.microsoft.teams.card.file.consent';
/** A file that is there. */
export const INFO_TYPE = 'application/vnd.microsoft.teams.card.file.info';
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

/** Teams draws nothing of a question for a file that is not just so. */
function consentProblems({ name, content }: Json): string[] {
  const { description, sizeInBytes, acceptContext, declineContext } = isRecord(content) ? content : {};
  return [
    ...(typeof name === 'string' && /^[^"*:<>?/\\|]{1,200}$/.test(name) ? [] : [`a file called ${String(name)}`]),
    ...(typeof description === 'string' && description.trim() !== '' ? [] : ['a file of which is not said what it is']),
    ...(Number.isInteger(sizeInBytes) && Number(sizeInBytes) > 0 ? [] : [`a file of ${String(sizeInBytes)} bytes`]),
    ...(isRecord(acceptContext) && isRecord(declineContext) ? [] : ['a question for a file whose answer says nothing']),
  ];
}

function infoProblems({ name, contentUrl, content }: Json): string[] {
  const { uniqueId, fileType } = isRecord(content) ? content : {};
  return [name, contentUrl, uniqueId, fileType].every((word) => typeof word === 'string' && word !== '')
    ? []
    : ['a file of which Teams cannot tell which it is'];
}

function attachmentProblems(attachment: unknown): string[] {
  if (!isRecord(attachment)) return ['an attachment that is none'];
  const { contentType, content, contentUrl } = attachment;
  if (contentType === CONSENT_TYPE) return consentProblems(attachment);
  if (contentType === INFO_TYPE) return infoProblems(attachment);
  if (contentType === CARD_TYPE) return cardProblems(content);
  if (typeof contentType === 'string' && /^image\/(?:png|jpeg|gif)$/.test(contentType))
    return typeof contentUrl === 'string' && contentUrl.startsWith(`data:${contentType};base64,`) ? [] : ['a picture without its data'];
  return [`an attachment of type ${String(contentType)}`];
}
