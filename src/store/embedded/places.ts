import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { setupError } from './explain.ts';
import type { Ids } from './run-as.ts';

/** Where things are. All of it below one folder, so that a copy of the folder (server stopped) is a backup. */
export interface Places {
  readonly folder: string;
  readonly data: string;
  readonly log: string;
  readonly password: string;
}

export function placesIn(folder: string): Places {
  const absolute = resolve(folder);
  return {
    folder: absolute,
    data: join(absolute, 'postgres'),
    log: join(absolute, 'postgres.log'),
    password: join(absolute, 'password'),
  };
}

export function makeFolder({ folder, data }: Places): void {
  mkdirSync(folder, { recursive: true });
  const mine = process.getuid?.();
  if (mine === undefined || mine === 0 || !existsSync(data) || statSync(data).uid === mine) return;
  throw setupError(`The data in ${data} belongs to another user. Start Deskside as that user, or set DESKSIDE_DATA to another folder.`);
}

/** Made before the cluster is, so that an interrupted first start finds the same password again. */
export function ensurePassword(places: Places, owner: Ids | undefined): void {
  if (!existsSync(places.password)) {
    const fresh = `${places.password}.${randomBytes(4).toString('hex')}`;
    writeFileSync(fresh, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true });
    renameSync(fresh, places.password);
  }
  // initdb reads it as the user that owns the data.
  if (owner) chownSync(places.password, owner.uid, owner.gid);
}

export function readPassword(places: Places): string {
  if (!existsSync(places.password)) {
    throw setupError(
      `The file ${places.password} is missing, and the data in ${places.data} cannot be opened without it. Put it back, or move ${places.data} away to begin with an empty desk.`,
    );
  }
  return readFileSync(places.password, 'utf8').trim();
}
