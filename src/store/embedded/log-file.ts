import { closeSync, existsSync, fchownSync, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import type { Places } from './places.ts';
import type { RunAs } from './run-as.ts';

const LARGE = 5 * 1024 * 1024;

/** Of the older log one is kept. */
export function rotateLog({ log }: Places): void {
  if (existsSync(log) && statSync(log).size > LARGE) renameSync(log, `${log}.1`);
}

export interface LogFile {
  readonly handle: number;
  /** What has been written since it was opened. */
  read(): string;
  close(): void;
}

export function openLog({ log }: Places, { owner }: RunAs): LogFile {
  const handle = openSync(log, 'a', 0o600);
  if (owner) fchownSync(handle, owner.uid, owner.gid);
  const since = fstatSync(handle).size;
  return {
    handle,
    read: () => readFileSync(log).subarray(since).toString('utf8'),
    close: () => closeSync(handle),
  };
}
