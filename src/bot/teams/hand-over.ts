import { OutsideError } from '#core/errors.ts';
import { seal, unseal } from '#lib/seal.ts';
import { PLATFORM } from './arrival.ts';
import type { TeamsConnector } from './connector.ts';
import { drawEnd, drawGiven, uploadInfo, type UploadInfo } from './consent-card.ts';
import type { OfferingDeps } from './offering.ts';
import type { Offer } from './offers.ts';
import { given } from './outside.ts';
import type { TeamsSettings } from './settings.ts';

export interface HandingOver extends OfferingDeps {
  readonly connector: TeamsConnector;
}

/**
 * Puts up what somebody agreed to take, and shows it to them in place of the question; returns the id of that card. What Teams refuses for
 * good is said there, too. Doing it again goes on where it ended. @throws OutsideError
 */
export async function handOver(deps: HandingOver, offer: Offer, bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<string> {
  const info = unsealUpload(deps.settings, offer);
  try {
    if (offer.state !== 'uploaded') await putUp(deps, offer, info.uploadUrl, bytes, signal);
  } catch (error) {
    if (!(error instanceof OutsideError) || !error.lasting || error.outcome === 'unknown') throw error;
    deps.log.warn({ err: error, offer: offer.id }, 'a file was not put into OneDrive');
    return await end(deps, offer, drawEnd(`I could not put ${offer.name} into your OneDrive: it was not taken there. ${offer.otherwise}`), 'failed', signal);
  }
  return await end(deps, offer, drawGiven(info), 'given', signal);
}

/** Whether an earlier try came to its end is asked where the bytes go, which forgets an upload that is over. */
async function putUp(
  { offers, connector }: HandingOver,
  { id, state }: Offer,
  url: string,
  bytes: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
): Promise<void> {
  const start = state === 'uploading' ? await connector.awaited(url, signal) : 0;
  if (start !== undefined) {
    if (start >= bytes.length) throw given('OneDrive waits for more than there is.');
    await offers.move(id, ['accepted'], 'uploading');
    await connector.upload(url, bytes, start, signal).catch(async (error: unknown) => {
      if (error instanceof OutsideError && error.outcome === 'not_done' && start === 0) await offers.move(id, ['uploading'], 'accepted');
      throw error;
    });
  }
  await offers.move(id, ['uploading'], 'uploaded');
}

async function end(deps: HandingOver, offer: Offer, activity: object, state: 'given' | 'failed', signal: AbortSignal): Promise<string> {
  const messageId = await replace(deps, offer, activity, signal);
  await deps.offers.move(offer.id, ['accepted', 'uploading', 'uploaded'], state);
  return messageId;
}

/** Where the question was taken away, it is said anew. */
async function replace({ update, post, deliveries }: HandingOver, offer: Offer, activity: object, signal: AbortSignal): Promise<string> {
  const { tenant: workspace, room, messageId, handOver: key } = offer;
  const address = { platform: PLATFORM, workspace, room };
  try {
    if (messageId !== null) {
      await update(address, messageId, activity, signal);
      return messageId;
    }
  } catch (error) {
    if (!(error instanceof OutsideError) || !error.lasting || error.unreachable !== undefined) throw error;
  }
  return (await deliveries.find(key ?? offer.id)) ?? (await post(address, activity, key ?? offer.id, signal));
}

/** What Teams said of the place, fit to be kept: whoever has the address is let in. */
export function sealUpload({ sealKey }: TeamsSettings, offerId: string, info: UploadInfo): string {
  return seal(JSON.stringify(info), sealKey, placeOf(offerId));
}

function unsealUpload({ sealKey }: TeamsSettings, { id, upload }: Offer): UploadInfo {
  try {
    return uploadInfo.parse(JSON.parse(unseal(upload ?? '', sealKey, placeOf(id))));
  } catch (error) {
    throw new OutsideError('Where a file was to be put cannot be read any more.', { outcome: 'not_done', lasting: true, cause: error });
  }
}

function placeOf(offerId: string): string {
  return `a place in OneDrive for ${offerId}`;
}
