import { z } from 'zod';
import { fileName } from '#lib/file-names.ts';
import { cut } from '#lib/text.ts';
import { noticeText, plainText } from './text.ts';

const CONSENT = 'application/vnd.microsoft.teams.card.file.consent';
const INFO = 'application/vnd.microsoft.teams.card.file.info';

interface Asked {
  /** The offer that comes back with the answer. */
  readonly offer: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** What it is and whose, in plain words. */
  readonly about: string;
  /** It can be fetched for some minutes only. */
  readonly isShortLived: boolean;
}

const context = z.looseObject({ offer: z.uuid() });
const word = z.string().regex(/^[\w{}-]{1,100}$/);

/** What Teams says of a file's place once somebody has agreed. */
export const uploadInfo = z.object({ uploadUrl: z.url(), contentUrl: z.url(), name: z.string().min(1), uniqueId: word, fileType: word.catch('') });
export type UploadInfo = z.infer<typeof uploadInfo>;

/** What comes back when somebody accepts or declines (`fileConsent/invoke`). */
export const consentAnswer = z.discriminatedUnion('action', [
  z.looseObject({ action: z.literal('accept'), context, uploadInfo }),
  z.looseObject({ action: z.literal('decline'), context }),
]);

/**
 * Asks whether a file may be put into somebody's OneDrive, in Teams' own card, which works in a personal chat only
 * (learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4).
 */
export function drawConsent({ offer, name, size, about, isShortLived }: Asked): object {
  const soon = isShortLived ? ' Please decide soon: I can fetch it for some minutes only.' : '';
  const description = plainText(`${cut(about, 300)}. If you accept, I put it into your OneDrive.${soon}`);
  const content = { description, sizeInBytes: size, acceptContext: { offer }, declineContext: { offer } };
  return { type: 'message', summary: noticeText(`📎 ${name}: may I put it into your OneDrive?`), attachments: [{ contentType: CONSENT, name, content }] };
}

/** Takes the place of the card that asked: the file itself. */
export function drawGiven({ contentUrl, name, uniqueId, fileType }: UploadInfo): object {
  const called = fileName(name);
  const summary = noticeText(`📎 ${called} is in your OneDrive.`);
  return { type: 'message', summary, attachments: [{ contentType: INFO, contentUrl, name: called, content: { uniqueId, fileType } }] };
}

/** Or what became of it, in words. */
export function drawEnd(words: string): object {
  return { type: 'message', text: plainText(words), textFormat: 'plain' };
}

/** What OneDrive takes as a name (support.microsoft.com, “Restrictions and limitations in OneDrive and SharePoint”). */
export function nameInOneDrive(given: string): string {
  return fileName(given)
    .replaceAll(/["*:<>?|]/g, '_')
    .replace(/^~/, '_')
    .replace(/\.+$/, '_')
    .replace(/^(?=(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))/i, '_');
}
