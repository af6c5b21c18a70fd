import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { DeskError } from '#core/errors.ts';

const VERSION = 'v1';
const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts text, and ties it to where it is kept: sealed text that is moved to another place does not open there.
 * @param key 32 bytes
 * @param place such as the id of the row it is kept in
 */
export function seal(text: string, key: Uint8Array, place: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(`${VERSION}:${place}`));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
}

/**
 * @param setting what the key is called where people set it
 * @throws DeskError `setup` when it was sealed with another key or for another place, or changed since
 */
export function unseal(sealed: string, key: Uint8Array, place: string, setting = 'key'): string {
  const [version, data, ...rest] = sealed.split('.');
  const bytes = Buffer.from(data ?? '', 'base64url');
  // Letters that base64 does not know would be skipped over.
  if (version !== VERSION || rest.length > 0 || bytes.toString('base64url') !== data || bytes.length < NONCE_BYTES + TAG_BYTES) throw broken(place, setting);
  try {
    const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(`${VERSION}:${place}`));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch (error) {
    throw broken(place, setting, error);
  }
}

function broken(place: string, setting: string, cause?: unknown): DeskError {
  const userMessage = `What is kept of ${place} cannot be read: it was sealed with another ${setting}, or changed since.`;
  return new DeskError('setup', { userMessage, cause });
}
