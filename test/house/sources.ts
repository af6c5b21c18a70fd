import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SRC = join(ROOT, 'src');

export interface Source {
  /** Below `src`, such as `core/card.ts`. */
  readonly path: string;
  readonly text: string;
}

export interface Import {
  readonly from: string;
  /** A path below `src` for our own files; the package's name, or `node:fs`, for others. */
  readonly to: string;
  readonly own: boolean;
}

/** Files below `src` whose names end so. */
export function sources(...endings: readonly string[]): Source[] {
  return readdirSync(SRC, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: relative(SRC, file), text: readFileSync(file, 'utf8') }));
}

/** Folders directly below a folder of `src`, sorted. */
export function foldersIn(folder: string): string[] {
  return readdirSync(join(SRC, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
}

/** Everything a file imports, with relative paths resolved. */
export function importsOf({ path, text }: Source): Import[] {
  const names = [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
  return names.map((name) => {
    if (name.startsWith('#')) return { from: path, to: name.slice(1), own: true };
    if (name.startsWith('.')) return { from: path, to: normalize(join(dirname(path), name)), own: true };
    return { from: path, to: name, own: false };
  });
}

const IMPORT = /^(?:import|export)\b[^'"`;]*?\bfrom '([^'\n]+)'|^import '([^'\n]+)'|\bimport\('([^'\n]+)'\)/gm;

/** The first part of a path: the folder of `src` it belongs to. */
export function folderOf(path: string): string {
  return path.split('/')[0] ?? '';
}
