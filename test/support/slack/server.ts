import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FaultSpec, Faults } from './faults.ts';
import { answerResponseUrl } from './response-url.ts';
import { answerMethod, argsOf } from './router.ts';
import type { Json, World } from './state.ts';

/** A call as it came in and what it was answered; its token is not kept. */
export interface RecordedCall {
  readonly method: string;
  readonly args: Json;
  readonly workspace: string | undefined;
  /** By the fake's clock. */
  readonly at: Date;
  /** Undefined when a fault kept it from being done. */
  readonly answer: Json | undefined;
}

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly body: Buffer;
}

interface Deps {
  readonly world: World;
  readonly faults: Faults;
  readonly calls: RecordedCall[];
  /** More routes by the first part of the path. */
  readonly routes: Readonly<Record<string, (exchange: Exchange) => void | Promise<void>>>;
}

export async function listen(deps: Deps): Promise<{ readonly server: Server; readonly close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    serve(deps, request, response).catch((error: unknown) => {
      deps.world.violations.push(`the fake itself failed at ${request.url}: ${String(error)}`);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  deps.world.server.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    server,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

async function serve(deps: Deps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? '/', deps.world.server.origin);
  const exchange = { request, response, url, body: Buffer.concat(chunks) };
  const [, area = '', rest = ''] = url.pathname.split('/');
  if (area === 'api') return callMethod(deps, exchange, rest);
  if (area === 'actions') {
    const fault = deps.faults.strike('response_url', {});
    return fault ? fail(response, fault) : answerResponseUrl(deps.world, exchange);
  }
  const route = Object.hasOwn(deps.routes, area) ? deps.routes[area] : undefined;
  if (route) return await route(exchange);
  deps.world.violations.push(`no such address: ${url.pathname}`);
  response.writeHead(404).end();
}

function callMethod(deps: Deps, exchange: Exchange, method: string): void {
  const { request, body, url } = exchange;
  try {
    answerCall(deps, exchange, { method, args: argsOf(request.headers['content-type'] ?? '', body.toString(), url.searchParams) });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    sendJson(exchange.response, { ok: false, error: 'invalid_json' });
  }
}

interface Asked {
  readonly method: string;
  readonly args: Json;
}

function answerCall({ world, faults, calls }: Deps, { request, response }: Exchange, { method, args: { token, ...args } }: Asked): void {
  const [scheme, bearer] = (request.headers.authorization ?? '').split(' ');
  const fault = faults.strike(method, args);
  const record = { method, args, at: world.now() };
  if (fault && fault.dropAnswer !== true) {
    calls.push({ ...record, workspace: undefined, answer: undefined });
    return fail(response, fault);
  }
  const isBearer = scheme === 'Bearer';
  const basic = scheme === 'Basic' && bearer !== undefined ? { client_id_secret: Buffer.from(bearer, 'base64').toString() } : {};
  const answer = answerMethod(world, { method, args: { ...args, ...basic, token }, bearer: isBearer ? bearer : undefined });
  calls.push({ ...record, workspace: answer.workspace?.id, answer: answer.body });
  if (fault) return void response.destroy();
  sendJson(response, answer.body, { 'x-oauth-scopes': [...(answer.workspace?.scopes ?? [])].join(',') });
}

function fail(response: ServerResponse, fault: FaultSpec): void {
  if (fault.hang === true) return;
  if (fault.error !== undefined) return sendJson(response, { ok: false, error: fault.error });
  const status = fault.status ?? 500;
  const isLimit = status === 429;
  response.writeHead(status, isLimit ? { 'retry-after': String(fault.retryAfter ?? 1), 'content-type': 'application/json' } : {});
  response.end(isLimit ? '{"ok":false,"error":"ratelimited"}' : '');
}

function sendJson(response: ServerResponse, body: Json, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(JSON.stringify(body));
}
