import { isVisible } from './methods-files.ts';
import type { Exchange } from './server.ts';
import type { StoredFile, Workspace, World } from './state.ts';

/** Where the bytes of files go and come from. */
export function fileRoutes(world: World): Readonly<Record<string, (exchange: Exchange) => void | Promise<void>>> {
  return {
    upload: async (exchange) => await takeBytes(world, exchange),
    'files-pri': (exchange) => giveBytes(world, exchange),
    // Who is not let in gets a page to sign in with, and status 200: a trap for programs that only look at the status.
    signin: ({ response }) => void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<!DOCTYPE html><title>Sign in | Slack</title>'),
  };
}

function find(world: World, { url }: Exchange): { readonly workspace: Workspace; readonly file: StoredFile } | undefined {
  const [team = '', id = ''] = (url.pathname.split('/')[2] ?? '').split('-');
  const workspace = world.workspaces.get(team);
  const file = workspace?.files.get(id);
  return workspace && file ? { workspace, file } : undefined;
}

async function takeBytes(world: World, exchange: Exchange): Promise<void> {
  const { request, response, body } = exchange;
  const found = find(world, exchange);
  if (!found || request.method !== 'POST') return void response.writeHead(404).end();
  const type = request.headers['content-type'] ?? '';
  const bytes = type.startsWith('multipart/form-data') ? await bytesIn(body, type) : body;
  if (bytes.length !== found.file.size) {
    world.violations.push(`upload: ${bytes.length} bytes where ${found.file.size} were announced`);
    return void response.writeHead(400).end('length mismatch');
  }
  found.file.data = bytes;
  response.writeHead(200).end(`OK - ${bytes.length}`);
}

async function bytesIn(body: Buffer, type: string): Promise<Buffer> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const part = [...form.values()].find((value) => typeof value !== 'string');
  return part ? Buffer.from(await part.arrayBuffer()) : Buffer.alloc(0);
}

function giveBytes(world: World, exchange: Exchange): void {
  const { request, response } = exchange;
  const [scheme, bearer = ''] = (request.headers.authorization ?? '').split(' ');
  const token = scheme === 'Bearer' ? world.tokens.get(bearer) : undefined;
  const found = find(world, exchange);
  const mayRead = token?.state === 'live' && token.workspace === found?.workspace && token.workspace.isActive && token.workspace.scopes.has('files:read');
  if (!mayRead || !found) return void response.writeHead(302, { location: `${world.server.origin}/signin` }).end();
  if (!found.file.isComplete || !isVisible(found.workspace, found.file)) return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': found.file.mimetype, 'content-length': found.file.data.length }).end(found.file.data);
}
