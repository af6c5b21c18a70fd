import { OutsideError } from '#core/errors.ts';
import { MAX_FILE_BYTES } from '#rules/files.ts';

/** For bytes to come or go: what takes longer is known not to have been seen by anybody, and is tried again. */
export const BYTES_WITHIN_MS = 20_000;

/** A file's bytes; reading ends where they are too many. @throws OutsideError `not_done` */
export async function boundedBytes(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(response.headers.get('content-length') ?? 0) > MAX_FILE_BYTES) return await dropped(response);
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response.body ?? []) {
      length += chunk.length;
      if (length > MAX_FILE_BYTES) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof OutsideError) throw error;
    throw new OutsideError('A file broke off.', { outcome: 'not_done', cause: error });
  }
  return Buffer.concat(chunks);
}

async function dropped(response: Response): Promise<never> {
  await response.body?.cancel();
  throw tooLarge();
}

function tooLarge(): OutsideError {
  return new OutsideError('The file is too large.', { outcome: 'not_done', lasting: true });
}
