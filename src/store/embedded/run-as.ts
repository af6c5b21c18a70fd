import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, lchownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { explainOutput, setupError } from './explain.ts';
import type { Places } from './places.ts';

export interface Ids {
  readonly uid: number;
  readonly gid: number;
}

/** As whom Postgres runs. Postgres refuses to run as root, so root becomes somebody else. */
export interface RunAs {
  /** Who owns the data; undefined when that is simply us. */
  readonly owner: Ids | undefined;
  /** Goes before the command. Empty, unless the owner needs help to reach the files. */
  readonly prefix: readonly string[];
}

const { PATH, LD_LIBRARY_PATH } = process.env;

/**
 * Nothing of ours that could be secret. LC_ALL keeps messages English, so that they can be recognized; TZ spares initdb
 * the search for a time zone.
 */
export const cleanEnv: NodeJS.ProcessEnv = { PATH, LD_LIBRARY_PATH, LC_ALL: 'C', TZ: 'UTC' };

export function commandFor({ owner, prefix }: RunAs, binary: string, args: readonly string[]) {
  const [file = binary, ...rest] = [...prefix, binary, ...args];
  const options = { cwd: '/', env: cleanEnv, ...(owner && prefix.length === 0 ? owner : {}) };
  return { file, args: rest, options };
}

/** @returns as whom to run, and the version of the binaries: asking for it is also the proof that they run. */
export function chooseRunAs(binaries: Binaries, places: Places): { runAs: RunAs; version: string } {
  if (process.getuid?.() !== 0) return { runAs: { owner: undefined, prefix: [] }, version: askVersion(binaries, places) };
  const owner = ownerOfData(places.data) ?? systemUser();
  const plain: RunAs = { owner, prefix: [] };
  if (canReach(owner, [binaries.postgres, binaries.initdb, join(binaries.native, 'share'), places.folder])) {
    return { runAs: plain, version: askVersion(binaries, places) };
  }
  for (const capability of ['dac_read_search', 'dac_override']) {
    const runAs: RunAs = { owner, prefix: setpriv(owner, capability) };
    const version = versionSaid(tryVersion(binaries, runAs));
    if (version !== undefined) return { runAs, version };
  }
  throw setupError(
    `Postgres refuses to run as root, and Deskside could not start it as another user (id ${owner.uid}) who can reach ${places.folder} and ${binaries.native}. Start Deskside as an ordinary user, move it out of root's folder, or set DATABASE_URL to a Postgres of your own.`,
  );
}

/**
 * Some folder above, such as /root, is closed to the owner: lend it the one right to pass. Without the secure bit,
 * access(2) would leave that right out for everybody but root, and initdb would not find its own binary.
 */
function setpriv({ uid, gid }: Ids, capability: string): string[] {
  const user = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  return ['setpriv', ...user, '--securebits=+no_setuid_fixup', `--inh-caps=+${capability}`, `--ambient-caps=+${capability}`];
}

/** Gives the data to its user and to nobody else, as Postgres demands; a copy made by root is mended, too. */
export function giveData({ owner }: RunAs, data: string): void {
  const { uid, mode } = statSync(data);
  if (owner && uid !== owner.uid) {
    for (const entry of readdirSync(data, { recursive: true, encoding: 'utf8' })) lchownSync(join(data, entry), owner.uid, owner.gid);
    chownSync(data, owner.uid, owner.gid);
  }
  if ((mode & 0o077) !== 0) chmodSync(data, 0o700);
}

/** Data made by an ordinary user stays that user's, even if root starts Deskside once. */
function ownerOfData(data: string): Ids | undefined {
  if (!existsSync(data)) return undefined;
  const { uid, gid } = statSync(data);
  return uid === 0 ? undefined : { uid, gid };
}

function systemUser(): Ids {
  const users = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : [];
  for (const name of ['postgres', '_postgres', 'nobody']) {
    const [, , uid, gid] = users.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  return { uid: 65534, gid: 65534 };
}

function canReach(ids: Ids, paths: readonly string[]): boolean {
  const script = 'for path do test -x "$path" || exit 1; done';
  return spawnSync('sh', ['-c', script, 'sh', ...paths], { ...ids, cwd: '/', stdio: 'ignore' }).status === 0;
}

function tryVersion(binaries: Binaries, runAs: RunAs) {
  const { file, args, options } = commandFor(runAs, binaries.postgres, ['--version']);
  return spawnSync(file, args, { ...options, encoding: 'utf8' });
}

function versionSaid({ status, stdout }: { status: number | null; stdout: string | null }): string | undefined {
  return status === 0 ? /(\d+)\.\d+/.exec(stdout ?? '')?.[1] : undefined;
}

function askVersion(binaries: Binaries, places: Places): string {
  const said = tryVersion(binaries, { owner: undefined, prefix: [] });
  const version = versionSaid(said);
  if (version !== undefined) return version;
  throw explainOutput(said.error ? `cannot execute binary: ${said.error.message}` : said.stderr, places);
}
