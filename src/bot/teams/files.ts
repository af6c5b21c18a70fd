import { z } from 'zod';
import type { SharedFile } from '#core/chat-event.ts';
import type { FileCarrier, Target } from '#core/front-end.ts';
import { OutsideError } from '#core/errors.ts';
import { fileName } from '#lib/file-names.ts';
import { seal, unseal } from '#lib/seal.ts';
import { boundedBytes } from '../bounded-bytes.ts';
import type { TeamsActivity } from './activity.ts';
import type { TeamsConnector } from './connector.ts';
import { fits } from './limits.ts';
import { given } from './outside.ts';
import { drawPicture } from './picture.ts';
import { isAllowedService, isFileHost } from './service-hosts.ts';
import type { TeamsSettings } from './settings.ts';

/** Where sealed addresses of files belong. */
const PLACE = 'a file in Teams';
const DOWNLOAD = 'application/vnd.microsoft.teams.file.download.info';
const downloadInfo = z.object({ downloadUrl: z.string() });
const sealedSchema = z.object({ url: z.string(), name: z.string() });

/**
 * What was shared with a message: pictures within it, and files of a personal chat. Their addresses may let somebody in,
 * so they are sealed. Whatever else is attached (cards, the message as HTML, files of channels, which bots may not read) is no file to us.
 */
export function describeFiles(attachments: TeamsActivity['attachments'], settings: TeamsSettings): { readonly files?: readonly SharedFile[] } {
  const files = (attachments ?? []).flatMap((attachment): SharedFile[] => {
    const { contentType = '', name } = attachment;
    const url = addressOf(attachment, settings);
    if (url === undefined) return [];
    const called = fileName(name ?? (contentType === DOWNLOAD ? '' : `picture${endingOf(contentType)}`));
    const id = seal(JSON.stringify({ url, name: called }), settings.sealKey, PLACE);
    return [{ id, name: called, mediaType: contentType === DOWNLOAD ? '' : contentType, size: 0 }];
  });
  return files.length > 0 ? { files } : {};
}

function addressOf(
  { contentType = '', contentUrl = '', content }: NonNullable<TeamsActivity['attachments']>[number],
  settings: TeamsSettings,
): string | undefined {
  if (contentType === DOWNLOAD) {
    const url = downloadInfo.safeParse(content).data?.downloadUrl;
    return url !== undefined && isFileHost(url, settings) ? url : undefined;
  }
  return contentType.startsWith('image/') && isAllowedService(contentUrl, settings) ? contentUrl : undefined;
}

/** Teams says `image/*` of a picture that was pasted. */
function endingOf(contentType: string): string {
  const [, kind] = /^image\/(png|jpeg|gif)$/.exec(contentType) ?? [];
  return kind === undefined ? '.png' : `.${kind}`;
}

interface Deps {
  readonly settings: TeamsSettings;
  readonly connector: TeamsConnector;
  /** Posts an activity once, as `FrontEnd.send` does. */
  readonly post: (target: Target, activity: object, key: string, signal: AbortSignal) => Promise<string>;
  readonly find: (key: string) => Promise<string | undefined>;
}

export function createFiles({ settings, connector, post, find }: Deps): FileCarrier {
  return {
    fetch: async (_, id, signal) => {
      const { url, name } = opened(id, settings);
      return { name, bytes: await boundedBytes(await connector.download(url, signal)) };
    },
    send: async (target, { name, bytes, caption }, key, signal) => {
      const activity = drawPicture({ name, bytes, caption });
      if (!activity) throw given(`Teams takes only pictures (PNG, JPEG, GIF) from an app, and ${name} is none.`);
      if (!fits(activity)) throw given(`Teams takes only pictures of at most 29 KB from an app, and ${name} is larger.`);
      return await post(target, activity, key, signal);
    },
    find: async (_, key) => await find(key),
  };
}

function opened(id: string, { sealKey }: TeamsSettings): z.infer<typeof sealedSchema> {
  try {
    return sealedSchema.parse(JSON.parse(unseal(id, sealKey, PLACE)));
  } catch (error) {
    throw new OutsideError('The address of a file cannot be read any more.', { outcome: 'not_done', lasting: true, cause: error });
  }
}
