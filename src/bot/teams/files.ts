import { z } from 'zod';
import type { SharedFile } from '#core/chat-event.ts';
import { OutsideError } from '#core/errors.ts';
import type { FileCarrier } from '#core/front-end.ts';
import type { Attachment } from '#core/workflow.ts';
import { fileName } from '#lib/file-names.ts';
import { seal, unseal } from '#lib/seal.ts';
import { boundedBytes } from '../bounded-bytes.ts';
import type { TeamsActivity } from './activity.ts';
import { PLATFORM } from './arrival.ts';
import { handOver, type HandingOver } from './hand-over.ts';
import { fits } from './limits.ts';
import { offerFile, takerOf, type OfferingDeps } from './offering.ts';
import type { Offer } from './offers.ts';
import { given } from './outside.ts';
import { drawPicture } from './picture.ts';
import { isAllowedService, isFileHost } from './service-hosts.ts';
import type { TeamsSettings } from './settings.ts';

/** Where sealed addresses of files belong. */
const PLACE = 'a file in Teams';
const DOWNLOAD = 'application/vnd.microsoft.teams.file.download.info';
const downloadInfo = z.object({ downloadUrl: z.string() });
const sealedSchema = z.union([z.object({ url: z.string(), name: z.string() }), z.object({ offer: z.uuid(), name: z.string() })]);

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

type Carried = Parameters<FileCarrier['send']>[1];

interface Deps extends OfferingDeps, HandingOver {}

export function createFiles(deps: Deps): FileCarrier {
  const { settings, connector, offers, deliveries, post } = deps;
  return {
    fetch: async (_, id, signal) => {
      const { name, ...kept } = opened(id, settings);
      if ('url' in kept) return { name, bytes: await boundedBytes(await connector.download(kept.url, signal)) };
      return { name, bytes: Buffer.from((await offers.text(kept.offer)) ?? expired()) };
    },
    send: async (target, file, key, signal) => {
      const agreed = await offers.ofHandOver(key);
      if (agreed) return await handOver(deps, agreed, file.bytes, signal);
      const activity = drawPicture(file);
      if (activity && fits(activity)) return await post(target, activity, key, signal);
      const userId = await takerOf(deps, target);
      if (userId !== undefined && file.source && file.bytes.length > 0)
        return await offerFile(deps, { userId, target, key, signal }, passedOn(file, file.source, settings));
      if (!activity) throw given(`Teams takes only pictures (PNG, JPEG, GIF) from an app there, and ${file.name} is none.`);
      throw given(`Teams takes only pictures of at most 29 KB from an app there, and ${file.name} is larger.`);
    },
    find: async (_, key) => {
      const agreed = await offers.ofHandOver(key);
      if (agreed) return agreed.state === 'given' || agreed.state === 'failed' ? (agreed.messageId ?? agreed.id) : undefined;
      return await deliveries.find((await offers.ofDelivery(key))?.id ?? key);
    },
  };
}

function passedOn({ name, bytes, caption }: Carried, source: Attachment, settings: TeamsSettings) {
  const otherwise = `${source.author} has it: write to me if you need it after all.`;
  return { name, size: bytes.length, about: caption, otherwise, contents: { source }, isShortLived: isShortLived(source, settings) };
}

/** The name under which a worker fetches what is in a file of the desk's own. */
export function nameOfText({ id, name }: Pick<Offer, 'id' | 'name'>, { sealKey }: TeamsSettings): string {
  return seal(JSON.stringify({ offer: id, name }), sealKey, PLACE);
}

/** Addresses of files in chats run out soon; those of pictures within messages do not. */
function isShortLived({ platform, id }: Attachment, settings: TeamsSettings): boolean {
  if (platform !== PLATFORM) return false;
  const kept = opened(id, settings);
  return 'url' in kept && isFileHost(kept.url, settings);
}

function expired(): never {
  throw given('What was in a file is not kept any more.');
}

function opened(id: string, { sealKey }: TeamsSettings): z.infer<typeof sealedSchema> {
  try {
    return sealedSchema.parse(JSON.parse(unseal(id, sealKey, PLACE)));
  } catch (error) {
    throw new OutsideError('The address of a file cannot be read any more.', { outcome: 'not_done', lasting: true, cause: error });
  }
}
