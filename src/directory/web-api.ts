import type { z } from 'zod';
import { OutsideError } from '#core/errors.ts';
import type { Tokens } from './access-token.ts';
import { lasting, refused, unanswered } from './outside.ts';

/** How a directory's REST API is called. */
interface WebApiOptions {
  /** As people call the directory. */
  readonly directory: string;
  /** Every address begins with it, the ones that answers name, too: the token goes nowhere else. */
  readonly base: string;
  readonly tokens: Tokens;
  /** Code and words of a refusal. */
  readonly said: (json: unknown) => string | undefined;
  /** For how long it wants us to wait, in seconds. */
  readonly waitSeconds: (headers: Headers) => number | undefined;
}

export interface Asked {
  /** What is asked for; reads after “to”. */
  readonly what: string;
  /** What is missing where it is not allowed; reads after a colon. */
  readonly needs: string;
  /** After the base, with a slash in front; or the whole address of a further page. */
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: object;
  /** Statuses that the caller has an answer to. */
  readonly allows?: readonly number[];
  readonly signal: AbortSignal | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined where there is none. */
  readonly json: unknown;
}

/** Never retries but once with a new token, never waits. @throws OutsideError that says what is known */
export interface WebApi {
  ask(asked: Asked): Promise<Answer>;
  /** What an answer says, when it says it as it should. */
  read<T>(schema: z.ZodType<T>, asked: Asked, answer: Answer): T;
  /** All of a list that comes in pages. @param page takes one apart */
  all<T>(asked: Asked, page: (answer: Answer) => { readonly items: readonly T[]; readonly next: string | undefined }): Promise<T[]>;
  /** The error that an answer stands for. */
  refusal(asked: Asked, answer: Answer): OutsideError;
}

const WITHIN_MS = 7000;
/** A list that does not end is not worth waiting for. */
const PAGES = 200;

export function createWebApi(options: WebApiOptions): WebApi {
  const { directory, said, waitSeconds } = options;
  const callOf = ({ what, needs, method = 'GET' }: Asked) => ({ directory, what, needs, writes: method !== 'GET' });
  const refusal = (asked: Asked, { status, headers, json }: Answer) => refused(callOf(asked), { status, said: said(json), waitSeconds: waitSeconds(headers) });
  const send = async (asked: Asked, token: string) => {
    try {
      return await exchange(addressOf(options, asked.path), asked, token);
    } catch (error) {
      throw error instanceof OutsideError ? error : unanswered(callOf(asked), error);
    }
  };
  const ask = async (asked: Asked) => {
    const token = await options.tokens.get();
    let answer = await send(asked, token);
    if (answer.status === 401) {
      options.tokens.forget(token);
      answer = await send(asked, await options.tokens.get());
    }
    const { status } = answer;
    if ((status >= 200 && status < 300) || asked.allows?.includes(status) === true) return answer;
    throw refusal(asked, answer);
  };
  return {
    ask,
    refusal,
    read: (schema, asked, answer) => {
      const parsed = schema.safeParse(answer.json);
      if (parsed.success) return parsed.data;
      throw new OutsideError(`${directory} answered something strange to ${asked.what}.`, { outcome: 'not_done', cause: parsed.error });
    },
    all: async (asked, page) => {
      const everything = [];
      let path: string | undefined = asked.path;
      for (let count = 0; count < PAGES; count += 1) {
        const { items, next } = page(await ask({ ...asked, path }));
        everything.push(...items);
        if (next === undefined) return everything;
        path = next;
      }
      throw lasting(`${directory} has more to say to ${asked.what} than anybody waits for.`);
    },
  };
}

/** @throws OutsideError lasting, for an address that is not the directory's own */
function addressOf({ directory, base }: WebApiOptions, path: string): string {
  if (path.startsWith('/')) return `${base}${path}`;
  const address = URL.canParse(path) ? new URL(path).href : '';
  if (!address.startsWith(`${base}/`)) throw lasting(`${directory} sent us on to another address, where nothing of ours belongs.`);
  return address;
}

async function exchange(url: string, { method = 'GET', body, signal }: Asked, token: string): Promise<Answer> {
  const deadline = AbortSignal.timeout(WITHIN_MS);
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
    body: body ? JSON.stringify(body) : null,
    redirect: 'manual',
    signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What stands after the path; spaces as `%20`, which every server understands. */
export function query(parameters: Readonly<Record<string, string>>): string {
  return `?${Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')}`;
}
