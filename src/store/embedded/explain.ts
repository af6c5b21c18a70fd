import { statfsSync } from 'node:fs';
import { DeskError } from '#core/errors.ts';
import type { Places } from './places.ts';

const OWN_DATABASE = 'set DATABASE_URL to a Postgres of your own';

export function setupError(userMessage: string, cause?: unknown): DeskError {
  return new DeskError('setup', { userMessage, cause });
}

export function alreadyRunning({ folder }: Places): DeskError {
  return setupError(`Deskside is already running with the data in ${folder}. Stop it first, or set DESKSIDE_DATA to another folder.`);
}

export function unsupported(platform: string): DeskError {
  return setupError(`Deskside brings no Postgres for ${platform}. Please ${OWN_DATABASE}.`);
}

export function otherVersion({ data }: Places, theirs: string, ours: string): DeskError {
  return setupError(
    `The data in ${data} was made by Postgres ${theirs}, and this Deskside brings Postgres ${ours}. Use the Deskside that made it (and its pg_dump to move the data), or move ${data} away to begin with an empty desk.`,
  );
}

/** Turns what initdb or the server wrote before it gave up into one sentence. */
export function explainOutput(output: string, places: Places): DeskError {
  if (/lock file "postmaster\.pid" already exists/.test(output)) return alreadyRunning(places);
  if (/shared memory segment.*No space left/.test(output)) {
    return setupError(`Postgres did not get enough shared memory (/dev/shm). Make it larger, or ${OWN_DATABASE}.`);
  }
  if (/No space left on device|Disk quota exceeded|Check free disk space/.test(output)) return diskFull(places);
  if (/loading shared libraries|Library not loaded|cannot execute binary|Exec format error|not found \(required by/.test(output)) {
    return setupError(
      `The Postgres that Deskside brings does not run on this machine (${lastMeaningfulLine(output)}). Install what is missing, or ${OWN_DATABASE}.`,
    );
  }
  if (/Read-only file system/.test(output)) return notWritable(places);
  // A full disk also swallows the log that would have said so.
  if (isFull(places.folder)) return diskFull(places);
  const reason = lastMeaningfulLine(output) || 'it said nothing';
  return setupError(`Postgres did not start: ${reason} (log: ${places.log}).`);
}

/** For errors of our own file operations. Anything unexpected goes on unchanged. */
export function explainError(error: unknown, places: Places): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (error instanceof DeskError || code === undefined) return error;
  // 53100 is what the server itself answers.
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === '53100') return diskFull(places, error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return notWritable(places, error);
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return setupError(`${places.folder} cannot hold the data: a file is in the way. Set DESKSIDE_DATA to another folder.`, error);
  }
  return error;
}

function diskFull({ folder }: Places, cause?: unknown): DeskError {
  return setupError(`The disk that holds ${folder} is full. Free some space and start Deskside again.`, cause);
}

function notWritable({ folder }: Places, cause?: unknown): DeskError {
  return setupError(`Deskside may not read and write in ${folder}. Give its user the right to, or set DESKSIDE_DATA to another folder.`, cause);
}

function isFull(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < 1024 * 1024;
}

/** The last complaint; if there is none, the last line of all. */
export function lastMeaningfulLine(output: string): string {
  return lastComplaint(output) ?? output.trim().split('\n').at(-1) ?? '';
}

/** Without the time and process id in front of it. */
export function lastComplaint(output: string): string | undefined {
  const complaint = output.split('\n').findLast((line) => /\b(?:FATAL|PANIC|ERROR|error):|loading shared/.test(line));
  return complaint?.replace(/^.*?\b(?:FATAL|PANIC|ERROR|error):\s*/, '').trim();
}
