import type { Redacted } from '#core/intent.ts';
import { looksTold } from './secret-checks.ts';
import { SECRET_SHAPES, type SecretKind, type SecretShape } from './secret-shapes.ts';

export interface Secret {
  readonly kind: SecretKind;
  readonly from: number;
  readonly to: number;
}

/**
 * Passwords, keys, tokens, card numbers, bank accounts and one-time codes that somebody wrote into a message, in the order of the text. In time
 * linear in its length, whatever it holds.
 */
export function findSecrets(text: string): Secret[] {
  const taken = new Uint8Array(text.length);
  const secrets: Secret[] = [];
  for (const shape of SECRET_SHAPES) {
    for (const match of text.matchAll(shape.pattern)) {
      const secret = secretOf(shape, match);
      if (!secret || taken.subarray(secret.from, secret.to).includes(1)) continue;
      taken.fill(1, secret.from, secret.to);
      secrets.push(secret);
    }
  }
  return secrets.sort((a, b) => a.from - b.from);
}

/** The text with what kind of secret stood there in place of each: "my password is [password removed]". Doing it twice changes nothing more. */
export function redact(text: string): Redacted {
  const secrets = findSecrets(text);
  let rest = '';
  let at = 0;
  for (const { kind, from, to } of secrets) {
    rest += `${text.slice(at, from)}[${kind} removed]`;
    at = to;
  }
  return { text: rest + text.slice(at), kinds: [...new Set(secrets.map(({ kind }) => kind))] };
}

function secretOf({ kind, holds, ends }: SecretShape, match: RegExpExecArray): Secret | undefined {
  const [from, to] = match.indices?.groups?.['secret'] ?? [];
  const secret = match.groups?.['secret'];
  if (from === undefined || to === undefined || secret === undefined) return undefined;
  const isOne = ends ? looksTold(secret, match.groups?.['ends'] !== undefined) : (holds?.(secret) ?? true);
  // A comma behind it belongs to the sentence.
  return isOne ? { kind, from, to: to - (/[.,:)"'”]*$/.exec(secret)?.[0].length ?? 0) } : undefined;
}
