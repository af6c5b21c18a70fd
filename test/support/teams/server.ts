import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isRecord } from '../slack/schema.ts';
import type { Faults, FaultSpec, Operation } from './faults.ts';
import type { Keys } from './keys.ts';
import type { Rates } from './rates.ts';
import { Refusal } from './refusal.ts';
import { ROUTES } from './routes.ts';
import type { Json, World } from './state.ts';

/** A call as it came in; its token is not kept. */
export interface RecordedCall {
  readonly operation: Operation;
  readonly tenant: string;
  /** With its thread, if it has one. */
  readonly conversation: string | undefined;
  readonly body: Json;
  /** What it was answered with; undefined when there was no answer. */
  readonly status: number | undefined;
}

interface Deps {
  readonly world: World;
  readonly faults: Faults;
  readonly keys: Keys;
  readonly calls: RecordedCall[];
  readonly rates: () => Rates | undefined;
}

/** The connector on one port, and what lets anybody in who has the address on another. */
export async function listen(deps: Deps): Promise<() => Promise<void>> {
  const { world } = deps;
  const connector = await serving(world, async (request, response) => await serveConnector(deps, request, response));
  const files = await serving(world, async (request, response) => await serveFile(deps, request, response));
  world.server.origin = connector.origin;
  world.server.files = files.origin;
  return async () => {
    await Promise.all([connector.close(), files.close()]);
  };
}

async function serving(world: World, serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>) {
  const server: Server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      world.violations.push(`the fake itself failed at ${request.url}: ${String(error)}`);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  };
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

async function serveConnector(deps: Deps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { world, faults, keys } = deps;
  const { pathname, searchParams: query } = new URL(request.url ?? '/', world.server.origin);
  const body = await jsonOf(request);
  if (pathname.startsWith('/v1/')) {
    const fault = faults.strike(pathname.endsWith('keys') ? 'keys' : 'metadata', undefined);
    if (fault) return fail(response, fault);
    if (keys.serve(request, response, world.server.origin)) return;
  }
  const [, tenant = '', path = ''] = /^\/emea\/([^/]+)\/v3\/(.+)$/.exec(pathname) ?? [];
  const isAttachment = /^attachments\/([^/]+)\/views\/original$/.exec(path);
  const route = ROUTES.find((candidate) => candidate.method === request.method && candidate.path.test(path));
  if (!isAttachment && !route) {
    world.violations.push(`no such address: ${request.method} ${pathname}`);
    return sendJson(response, 404, {});
  }
  const operation = route?.operation ?? 'attachment';
  const parts = (route?.path ?? /^$/).exec(path)?.slice(1).map(decodeURIComponent) ?? [];
  const conversation = parts[0];
  const record = (status: number | undefined) => deps.calls.push({ operation, tenant, conversation, body, status });
  const fault = faults.strike(operation, conversation);
  if (fault && fault.dropAnswer !== true) {
    record(fault.status);
    return fail(response, fault);
  }
  const answer = answerOf(deps, request, () => {
    if (isAttachment) return { status: 200, body: world.files.get(decodeURIComponent(isAttachment[1] ?? '')) ?? {} };
    const wait = deps.rates()?.(operation, (conversation ?? '').split(';')[0] ?? '', tenant);
    if (wait !== undefined) return { status: 429, body: errorBody('TooManyRequests', 'Too many requests.'), wait };
    return { status: request.method === 'POST' ? 201 : 200, body: route?.run({ world, tenant, parts, query, body }) ?? {} };
  });
  record(fault ? undefined : answer.status);
  if (fault) return void response.destroy();
  if (isAttachment && answer.status === 200) return sendFile(response, answer.body);
  sendJson(response, answer.status, answer.body, answer.wait === undefined ? {} : { 'retry-after': String(answer.wait) });
}

interface Answer {
  readonly status: number;
  readonly body: object;
  readonly wait?: number;
}

function answerOf({ world }: Deps, { headers }: IncomingMessage, run: () => Answer): Answer {
  if (headers.authorization !== `Bearer ${world.token}`) {
    world.violations.push(`a call with ${headers.authorization === undefined ? 'no' : 'another'} token`);
    return { status: 401, body: errorBody('Unauthorized', 'Authorization has been denied for this request.') };
  }
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: error.status, body: errorBody(error.code, error.message) };
  }
}

function errorBody(code: string, message: string): Json {
  return { error: { code, message } };
}

/** `/download/<id>?tempauth=…`, as of a document library: who has the address is let in, and no token is wanted. */
async function serveFile(deps: Deps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { world, faults } = deps;
  const { pathname, searchParams } = new URL(request.url ?? '/', world.server.files);
  if (request.headers.authorization !== undefined) world.violations.push('a token was shown to a document library');
  if (pathname.startsWith('/upload/')) return await serveUpload(deps, pathname.replace('/upload/', ''), request, response);
  const fault = faults.strike('file', undefined);
  if (fault) return fail(response, fault);
  const file = world.files.get(pathname.replace('/download/', ''));
  if (!file || file.kind !== 'download' || searchParams.get('tempauth') !== `key-${file.id}`) return sendJson(response, 404, {});
  await Promise.resolve();
  sendFile(response, file);
}

/** `/upload/<id>`, as of an upload session: it is gone once all bytes are there. */
async function serveUpload({ world, faults, calls }: Deps, id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const bytes = await bytesOf(request);
  const upload = world.uploads.get(id);
  const isPut = request.method === 'PUT';
  const fault = isPut ? faults.strike('upload', undefined) : undefined;
  const record = (status: number | undefined) => void (isPut && calls.push({ operation: 'upload', tenant: '', conversation: undefined, body: {}, status }));
  if (fault && fault.dropAnswer !== true) {
    record(fault.status);
    return fail(response, fault);
  }
  if (isPut && upload) {
    if (request.headers['content-range'] !== `bytes 0-${bytes.length - 1}/${bytes.length}`) world.violations.push(`bytes ${request.headers['content-range']}`);
    world.uploads.delete(id);
    world.drives.set(upload.owner, [...(world.drives.get(upload.owner) ?? []), { name: upload.name, bytes }]);
  }
  record(fault ? undefined : upload ? 201 : 404);
  if (fault) return void response.destroy();
  if (!upload) return sendJson(response, 404, errorBody('itemNotFound', 'The upload session was not found'));
  sendJson(response, isPut ? 201 : 200, isPut ? { id, name: upload.name } : { nextExpectedRanges: ['0-'] });
}

function sendFile(response: ServerResponse, file: object): void {
  if (!('bytes' in file && file.bytes instanceof Buffer && 'mediaType' in file)) return sendJson(response, 404, errorBody('NotFound', 'No such attachment.'));
  response.writeHead(200, { 'content-type': String(file.mediaType), 'content-length': file.bytes.length }).end(file.bytes);
}

function fail(response: ServerResponse, fault: FaultSpec): void {
  if (fault.hang === true) return;
  if (fault.cut === true) return void response.destroy();
  const { status = 500, code, retryAfter } = fault;
  const wait = status === 429 ? { 'retry-after': String(retryAfter ?? 1) } : {};
  if (code !== undefined) return sendJson(response, status, errorBody(code, `${code}.`), wait);
  response.writeHead(status, { 'content-type': 'text/html', ...wait }).end('<html><body>Something is wrong.</body></html>');
}

function sendJson(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(JSON.stringify(body));
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function jsonOf(request: IncomingMessage): Promise<Json> {
  const text = (await bytesOf(request)).toString();
  const parsed: unknown = text === '' ? {} : JSON.parse(text);
  return isRecord(parsed) ? parsed : {};
}
