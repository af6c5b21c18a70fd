import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Hono } from 'hono';
import { contentSecurityPolicy } from './guard.ts';

interface Asset {
  readonly type: string;
  readonly body: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.ts': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.html': 'text/html; charset=utf-8',
};

const PAGE = fileURLToPath(new URL('./page/', import.meta.url));

/** The libraries the page uses, straight from their packages: what is served under `/vendor/`, and where it lies. */
const VENDOR: Readonly<Record<string, readonly [packageName: string, file: string]>> = {
  'preact.mjs': ['preact', 'dist/preact.mjs'],
  'preact-hooks.mjs': ['preact', 'hooks/dist/hooks.mjs'],
  'htm.mjs': ['htm', 'dist/htm.mjs'],
  'htm-preact.mjs': ['htm', 'preact/index.mjs'],
  'adaptivecards.min.js': ['adaptivecards', 'dist/adaptivecards.min.js'],
};

/** Serves the page and the libraries it uses, read once. Types are stripped here, so there is no build step. */
export async function serveAssets(app: Hono): Promise<void> {
  const assets = new Map<string, Asset>([...(await pageFiles()), ...(await vendorFiles())]);
  const index = assets.get('/page/index.html');
  if (!index) throw new Error('The page is missing.');
  const policy = contentSecurityPolicy(inlineScriptHashes(index.body));
  const headers = { 'content-security-policy': policy, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cache-control': 'no-cache' };
  app.get('/', (c) => c.body(index.body, 200, { ...headers, 'content-type': index.type }));
  for (const [path, { type, body }] of assets) app.get(path, (c) => c.body(body, 200, { ...headers, 'content-type': type }));
}

async function pageFiles(): Promise<[string, Asset][]> {
  const names = (await readdir(PAGE)).filter((name) => extname(name) in TYPES);
  return await Promise.all(
    names.map(async (name): Promise<[string, Asset]> => {
      const text = await readFile(join(PAGE, name), 'utf8');
      return [`/page/${name}`, asset(name, extname(name) === '.ts' ? stripTypeScriptTypes(text) : text)];
    }),
  );
}

async function vendorFiles(): Promise<[string, Asset][]> {
  const resolve = createRequire(import.meta.url).resolve;
  return await Promise.all(
    Object.entries(VENDOR).map(async ([name, [packageName, file]]): Promise<[string, Asset]> => {
      const path = join(resolve(packageName).split(`node_modules/${packageName}/`)[0] ?? '', 'node_modules', packageName, file);
      return [`/vendor/${name}`, asset(name, await readFile(path, 'utf8'))];
    }),
  );
}

function asset(name: string, body: string): Asset {
  return { type: TYPES[extname(name)] ?? 'application/octet-stream', body };
}

function inlineScriptHashes(html: string): string[] {
  const scripts = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)];
  return scripts.map(([, code = '']) => `sha256-${createHash('sha256').update(code).digest('base64')}`);
}
