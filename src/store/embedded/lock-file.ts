import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What Postgres says about itself in its data folder: the first line is its process id, the eighth its state. */
export interface LockFile {
  readonly pid: number;
  readonly state: string;
}

export function readLockFile(data: string): LockFile | undefined {
  const file = lockFilePath(data);
  if (!existsSync(file)) return undefined;
  const lines = readOrNothing(file).split('\n');
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, state: lines[7]?.trim() ?? '' } : undefined;
}

export function lockFilePath(data: string): string {
  return join(data, 'postmaster.pid');
}

/** The process that started the server wrote its id among the options, which Postgres keeps in a file. */
export function ownerOption(pid: number): string {
  return `deskside.owner=${pid}`;
}

export function readOwner(data: string): number | undefined {
  const owner = /deskside\.owner=(\d+)/.exec(readOrNothing(join(data, 'postmaster.opts')))?.[1];
  return owner === undefined ? undefined : Number(owner);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return !isZombie(pid);
}

/** Process ids are used again after a restart of the machine: is this one really a Postgres, and the one of this data? */
export function isServerOf(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false;
  const name = processName(pid);
  if (name !== undefined && name !== 'postgres') return false;
  return worksIn(pid, data) ?? true;
}

/** In a container whose first process does not reap, the dead stay listed. */
function isZombie(pid: number): boolean {
  return /\) [ZX] /.test(readOrNothing(`/proc/${pid}/stat`));
}

/** @returns undefined if it cannot be known; then it must count as a Postgres, lest two servers write the same data. */
function processName(pid: number): string | undefined {
  const linux = readOrNothing(`/proc/${pid}/comm`).trim();
  if (linux !== '') return linux;
  try {
    return basename(execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }).trim());
  } catch {
    return undefined;
  }
}

/** A Postgres server works in its data folder. Compared by identity: the folder may be known by two names. */
function worksIn(pid: number, data: string): boolean | undefined {
  try {
    const [theirs, ours] = [statSync(readlinkSync(`/proc/${pid}/cwd`)), statSync(data)];
    return theirs.dev === ours.dev && theirs.ino === ours.ino;
  } catch {
    return undefined;
  }
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
