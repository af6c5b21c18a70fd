import { z } from 'zod';
import { OutsideError } from '#core/errors.ts';
import { firstLine } from '#lib/text.ts';
import { refused, retryAfter, unanswered } from './outside.ts';
import type { Timing } from './timing.ts';

/** Tokens for calls to one directory. */
export interface Tokens {
  readonly get: () => Promise<string>;
  /** A token was not taken: the next call gets another. */
  readonly forget: (token: string) => void;
}

/** Where a token is had, and with what. */
interface TokenRequest {
  /** As people call the directory. */
  readonly directory: string;
  readonly url: string;
  /** Called for each request: an assertion is good for one. */
  readonly form: () => Readonly<Record<string, string>>;
}

const WITHIN_MS = 7000;
/** So much before its end a token is not used any more: clocks differ, and calls take a while. */
const EARLY_SECONDS = 120;
const WORDS = 160;

// RFC 6749, sections 5.1 and 5.2.
const given = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });
const refusal = z.object({ error: z.string(), error_description: z.string().optional() });

/** Keeps a token until shortly before it ends; who needs one meanwhile shares one request, which no caller's signal ends. */
export function createTokens(request: TokenRequest, { now }: Timing): Tokens {
  let kept: { readonly token: string; readonly until: number } | undefined;
  let coming: Promise<string> | undefined;
  const fetchOne = async () => {
    const { access_token: token, expires_in: seconds } = await requestToken(request);
    kept = { token, until: now() + Math.max(seconds - EARLY_SECONDS, seconds / 2) * 1000 };
    return token;
  };
  return {
    get: async () => {
      if (kept && kept.until > now()) return kept.token;
      coming ??= fetchOne().finally(() => (coming = undefined));
      return await coming;
    },
    forget: (token) => {
      if (kept?.token === token) kept = undefined;
    },
  };
}

/** OAuth 2 client credentials. Whatever fails here: the call that wanted the token was never made. */
async function requestToken({ directory, url, form }: TokenRequest): Promise<z.infer<typeof given>> {
  const call = { directory, what: 'a request for a token', writes: false, needs: 'look at the set-up' };
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams(form()),
      headers: { accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(WITHIN_MS),
    });
    const json: unknown = await response.json().catch(() => undefined);
    if (response.ok) return given.parse(json);
    throw refused(call, { status: response.status, said: wordsOf(json), waitSeconds: retryAfter(response.headers) });
  } catch (error) {
    throw error instanceof OutsideError ? error : unanswered(call, error);
  }
}

function wordsOf(json: unknown): string | undefined {
  const { data } = refusal.safeParse(json);
  return data && [data.error, firstLine(data.error_description ?? '', WORDS)].join(' ').trim();
}
