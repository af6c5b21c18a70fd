import { readFileSync } from 'node:fs';

/** A secret in a file of its own, without the line's end. @throws Error whose message says why it cannot be read, and nothing of what is in it */
export function readSecretFile(path: string): string {
  const text = readFileSync(path, 'utf8').trim();
  if (text === '') throw new Error(`${path} is empty`);
  return text;
}
