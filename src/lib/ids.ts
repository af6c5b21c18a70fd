import { randomBytes, randomUUID } from 'node:crypto';

/** UUID version 7 (RFC 9562): the first 48 bits are the time in milliseconds, so that indexes grow at one end. */
export function newId(now: Date): string {
  const time = now.getTime().toString(16).padStart(12, '0');
  const random = randomBytes(10);
  random[0] = ((random[0] ?? 0) & 0x0f) | 0x70;
  random[2] = ((random[2] ?? 0) & 0x3f) | 0x80;
  const tail = random.toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-${tail.slice(0, 4)}-${tail.slice(4, 8)}-${tail.slice(8)}`;
}

/** A name nobody can guess, for things that need no order. */
export function newToken(): string {
  return randomUUID();
}
