import { z } from 'zod';
import { OutsideError } from '#core/errors.ts';
import { BYTES_WITHIN_MS } from '../bounded-bytes.ts';
import { given, refused, unanswered } from './outside.ts';
import { isAllowedService, isFileHost } from './service-hosts.ts';
import type { TeamsSettings } from './settings.ts';

/** Where something is said in Teams. */
export interface Spot {
  /** Of the connector that looks after the conversation. */
  readonly serviceUrl: string;
  /** With `;messageid=…` for a thread of a channel. */
  readonly conversation: string;
}

/** Somebody as the connector describes them. */
export interface TeamsMember {
  readonly id: string;
  readonly aadObjectId?: string | undefined;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly userPrincipalName?: string | undefined;
  readonly userRole?: string | undefined;
  readonly tenantId?: string | undefined;
}

/** What Deskside asks of Teams. Never retries, never waits. @throws OutsideError that says what is known */
export interface TeamsConnector {
  /** Posts at the end of a conversation; a channel without a thread gets a new post. Returns the activity's id. */
  post(at: Spot, activity: object, signal?: AbortSignal): Promise<string>;
  update(at: Spot, activityId: string, activity: object, signal?: AbortSignal): Promise<void>;
  /** The personal chat with somebody; opened, if there is none. Returns the conversation's id. */
  openPersonal(serviceUrl: string, tenant: string, userId: string): Promise<string>;
  /** Undefined for somebody who is not there. */
  member(at: Spot, userId: string): Promise<TeamsMember | undefined>;
  /** Everybody of a conversation; of a channel, everybody of its team. */
  members(at: Spot): Promise<readonly TeamsMember[]>;
  /** The bytes behind an address of Teams, which the token is shown to only when it is the connector's own. */
  download(url: string, signal: AbortSignal): Promise<Response>;
  /** Puts the bytes from `start` on where Teams said, in one piece: no file is so large that it takes two. @throws OutsideError */
  upload(url: string, bytes: Uint8Array<ArrayBuffer>, start: number, signal: AbortSignal): Promise<void>;
  /** From where on the bytes of an upload are still awaited; undefined when it is over. */
  awaited(url: string, signal: AbortSignal): Promise<number | undefined>;
}

/** Ends before the desk's own deadline for a call, so that it is Teams' silence that is reported. */
const WITHIN_MS = 7000;
const PAGE_SIZE = 500;
/** So many pages of members are read; nobody waits for more. */
const PAGES = 40;

const created = z.object({ id: z.string().min(1) });
const text = z
  .string()
  .min(1)
  .nullish()
  .transform((value) => value ?? undefined);
const memberSchema = z
  .object({ id: z.string(), aadObjectId: text, objectId: text, name: text, email: text, userPrincipalName: text, userRole: text, tenantId: text })
  .transform(({ objectId, aadObjectId = objectId, ...member }): TeamsMember => ({ ...member, aadObjectId }));
const page = z.object({ members: z.array(memberSchema), continuationToken: text });

/** Of an upload that goes on: what is missing yet, such as `["1024-"]` (learn.microsoft.com/graph/api/driveitem-createuploadsession). */
const session = z.object({
  nextExpectedRanges: z
    .tuple([z.string().regex(/^\d+-/)])
    .rest(z.string())
    .transform(([first]) => Number.parseInt(first, 10)),
});
/** There is no such upload, or no more. */
const OVER = new Set([404, 410]);

interface Call {
  readonly what: string;
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly body?: object;
  readonly signal?: AbortSignal | undefined;
}

/** @param token for calls to Teams; undefined where none is wanted */
export function createConnector(settings: TeamsSettings, token: () => Promise<string | undefined>): TeamsConnector {
  const call = async (asked: Call) => await mustBeOk(asked.what, await ask(settings, token, asked));
  const pageOf = async (at: Spot, from: string | undefined) => {
    const query = new URLSearchParams({ pageSize: String(PAGE_SIZE), ...(from === undefined ? {} : { continuationToken: from }) });
    return await read(page, 'the members', await call({ what: 'the members', url: `${address(at)}/pagedmembers?${query.toString()}` }));
  };
  return {
    post: async (at, activity, signal) => {
      const response = await call({ what: 'a message', url: `${address(at)}/activities`, method: 'POST', body: activity, signal });
      return (await read(created, 'a message', response)).id;
    },
    update: async (at, activityId, activity, signal) => {
      const url = `${address(at)}/activities/${encodeURIComponent(activityId)}`;
      const response = await call({ what: 'a change', url, method: 'PUT', body: activity, signal });
      await response.body?.cancel();
    },
    openPersonal: async (serviceUrl, tenant, userId) => {
      const body = {
        isGroup: false,
        bot: { id: `28:${settings.appId}` },
        members: [{ id: userId }],
        tenantId: tenant,
        channelData: { tenant: { id: tenant } },
      };
      const response = await call({ what: 'a personal chat', url: `${base(serviceUrl)}/conversations`, method: 'POST', body });
      return (await read(created, 'a personal chat', response)).id;
    },
    member: async (at, userId) => {
      const url = `${address(at)}/members/${encodeURIComponent(userId)}`;
      const response = await ask(settings, token, { what: 'a member', url });
      if (response.status !== 404) return await read(memberSchema, 'a member', await mustBeOk('a member', response));
      await response.body?.cancel();
      return undefined;
    },
    members: async (at) => {
      const all: TeamsMember[] = [];
      let from: string | undefined;
      for (let count = 0; count < PAGES; count += 1) {
        const { members, continuationToken } = await pageOf(at, from);
        all.push(...members);
        if (continuationToken === undefined) return all;
        from = continuationToken;
      }
      return all;
    },
    download: async (url, signal) => await download(settings, token, url, signal),
    upload: async (url, bytes, start, signal) => {
      const range = `bytes ${start}-${bytes.length - 1}/${bytes.length}`;
      const headers = { 'content-type': 'application/octet-stream', 'content-range': range };
      const response = await library(settings, url, { method: 'PUT', headers, body: bytes.subarray(start) }, signal);
      await (await mustBeOk('an upload', response)).body?.cancel();
      if (response.status === 202) throw new OutsideError('OneDrive has not got all of a file.', { outcome: 'unknown' });
    },
    awaited: async (url, signal) => {
      const response = await library(settings, url, {}, signal);
      if (response.ok) return (await read(session, 'an upload', response)).nextExpectedRanges;
      if (!OVER.has(response.status)) throw await refused('an upload', response);
      await response.body?.cancel();
      return undefined;
    },
  };
}

async function ask(settings: TeamsSettings, token: () => Promise<string | undefined>, { what, url, method = 'GET', body, signal }: Call): Promise<Response> {
  if (!isAllowedService(url, settings)) throw given(`Nothing is sent there, it is no address of Teams: ${url.slice(0, 200)}`);
  const headers = { ...(await bearer(token)), ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }) };
  const deadline = AbortSignal.timeout(WITHIN_MS);
  const init = { method, headers, redirect: 'manual', signal: signal ? AbortSignal.any([signal, deadline]) : deadline } as const;
  return await reach(what, url, { ...init, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

async function mustBeOk(what: string, response: Response): Promise<Response> {
  if (!response.ok) throw await refused(what, response);
  return response;
}

/** Whatever goes wrong with it, nobody saw anything: it is tried again, unless Teams says that it is gone. */
async function download(settings: TeamsSettings, token: () => Promise<string | undefined>, url: string, signal: AbortSignal): Promise<Response> {
  const own = isAllowedService(url, settings);
  if (!own && !isFileHost(url, settings)) throw given('The file is not kept by Teams.');
  const until = AbortSignal.any([signal, AbortSignal.timeout(BYTES_WITHIN_MS)]);
  try {
    return await mustBeOk('a file', await reach('a file', url, { headers: own ? await bearer(token) : {}, redirect: 'manual', signal: until }));
  } catch (error) {
    if (!(error instanceof OutsideError) || error.outcome === 'not_done') throw error;
    throw new OutsideError(error.message, { outcome: 'not_done', cause: error });
  }
}

/** A call to where Teams keeps people's files. Whoever has the address is let in; the token is not shown. */
async function library(settings: TeamsSettings, url: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
  if (!isFileHost(url, settings)) throw given('Files are put into OneDrive only.');
  const until = AbortSignal.any([signal, AbortSignal.timeout(BYTES_WITHIN_MS)]);
  return await reach('an upload', url, { ...init, redirect: 'manual', signal: until });
}

async function bearer(token: () => Promise<string | undefined>): Promise<{ authorization?: string }> {
  try {
    const held = await token();
    return held === undefined ? {} : { authorization: `Bearer ${held}` };
  } catch (error) {
    throw new OutsideError('Microsoft gives me no token for Teams.', { outcome: 'not_done', cause: error });
  }
}

async function reach(what: string, url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    throw unanswered(what, error);
  }
}

/** @throws OutsideError `unknown` when it was done and the answer cannot be read */
async function read<T>(schema: z.ZodType<T>, what: string, response: Response): Promise<T> {
  try {
    return schema.parse(await response.json());
  } catch (error) {
    throw new OutsideError(`Teams answered something else to ${what}.`, { outcome: 'unknown', cause: error });
  }
}

function base(serviceUrl: string): string {
  return `${serviceUrl.replace(/\/+$/, '')}/v3`;
}

function address({ serviceUrl, conversation }: Spot): string {
  return `${base(serviceUrl)}/conversations/${encodeURIComponent(conversation)}`;
}
