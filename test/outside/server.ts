import { openSync, writeSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Effect, Misbehaviour } from './wire.ts';

/**
 * The outside world as a process of its own: a chat platform, a directory and a mail server in one. It does what it is
 * told as often as it is told, forgets no effect, and writes each to an append-only file before it answers.
 *
 * node test/outside/server.ts <port> [<file>] [--log]
 *
 * With `--log` it also says when each effect arrived, on the machine's clock that only goes forward: `GET /log` since the last time.
 */
// Started by a test, it does not outlive the test.
if (process.channel) process.on('disconnect', () => process.exit(1));
const given = process.argv.slice(2);
const [port = '', file] = given.filter((arg) => arg !== '--log');
const logging = given.includes('--log');
let log: { readonly text: string; readonly at: number }[] = [];
const record = file === undefined ? undefined : openSync(file, 'a');
const ids = new Map<string, string>();
const members = new Set<string>();
let misbehaviours: Misbehaviour[] = [];
let count = 0;

function apply(effect: Effect): { id: string } {
  count += 1;
  if (logging) log.push({ text: effect.text, at: Number(process.hrtime.bigint()) / 1e6 });
  const id = String(count);
  if (effect.kind === 'message') ids.set(`${effect.where}/${effect.key}`, id);
  if (effect.kind === 'join') members.add(`${effect.where}/${effect.text}`);
  if (record !== undefined) writeSync(record, `${JSON.stringify({ ...effect, id })}\n`);
  return { id };
}

function misbehaviour({ text }: Effect): Misbehaviour['how'] | undefined {
  const at = misbehaviours.findIndex(({ match }) => text.includes(match));
  const found = misbehaviours[at];
  if (!found) return undefined;
  misbehaviours = misbehaviours.toSpliced(at, 1, ...(found.times > 1 ? [{ ...found, times: found.times - 1 }] : []));
  return found.how;
}

function take(effect: Effect, response: ServerResponse): void {
  const how = misbehaviour(effect);
  if (how === undefined) return answer(response, apply(effect));
  if (typeof how === 'object') {
    response.writeHead(how.status, how.retryAfterSeconds === undefined ? {} : { 'retry-after': String(how.retryAfterSeconds) }).end('{}');
    return;
  }
  if (how.startsWith('apply')) apply(effect);
  // Hanging: the connection stays open and silent.
  if (how.endsWith('cut')) response.socket?.destroy();
}

function answer(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function route(request: IncomingMessage, response: ServerResponse, body: string): void {
  const url = new URL(request.url ?? '', 'http://outside');
  const asked = (name: string) => url.searchParams.get(name) ?? '';
  switch (url.pathname) {
    case '/effects':
      return take(JSON.parse(body) as Effect, response);
    case '/message':
      return answer(response, { id: ids.get(`${asked('where')}/${asked('key')}`) });
    case '/member':
      return answer(response, { is: members.has(`${asked('where')}/${asked('text')}`) });
    case '/misbehave':
      misbehaviours = JSON.parse(body) as Misbehaviour[];
      return answer(response, {});
    case '/count':
      return answer(response, { count });
    case '/log':
      answer(response, log);
      log = [];
      return;
    default:
      response.writeHead(404).end('{}');
  }
}

createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => (body += chunk));
  request.on('end', () => route(request, response, body));
}).listen(Number(port), '127.0.0.1', () => process.stdout.write('The outside is there.\n'));
