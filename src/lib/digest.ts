import { createHash } from 'node:crypto';

/** SHA-256 in hex: the same only when none of the parts differs, and their order does not. */
export function digestOf(parts: readonly (string | number | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
