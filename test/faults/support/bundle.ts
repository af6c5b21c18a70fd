import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
// Below node_modules, so that packages are found from there.
const FILE = `${ROOT}node_modules/.cache/deskside-faults/process.mjs`;

/** Packages of very many small files; all others are loaded as always. */
const INSIDE = /^(drizzle-orm|date-fns)(\/|$)/;

/**
 * Puts `test/outside/process.ts` into one file: the same code, but a process of it starts in half the time, and this suite
 * starts hundreds. Returns the file.
 */
export async function bundleProcess(): Promise<string> {
  await build({
    entryPoints: [`${ROOT}test/outside/process.ts`],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    outfile: FILE,
    plugins: [whereItWas, packagesOutside],
  });
  return FILE;
}

/** Files that look for others beside them still find them. */
const whereItWas: Plugin = {
  name: 'where it was',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/(src|test)\/.*\.ts$/ }, ({ path }) => {
      const here = JSON.stringify(pathToFileURL(path).href);
      return { loader: 'ts', contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', here) };
    });
  },
};

const packagesOutside: Plugin = {
  name: 'packages outside',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^[a-z@]/ }, ({ path }) => (INSIDE.test(path) ? undefined : { path, external: true }));
  },
};
