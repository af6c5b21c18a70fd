import { existsSync, readFileSync } from 'node:fs';
import { databaseUrl } from './desk-database.ts';
import { lockFilePath, readLockFile } from './lock-file.ts';
import { placesIn, readPassword } from './places.ts';

/** The address of the embedded Postgres that another Deskside process runs on this folder; undefined when none does. */
export function runningPostgresUrl(folder: string): string | undefined {
  const places = placesIn(folder);
  if (!existsSync(places.data) || readLockFile(places.data)?.state !== 'ready') return undefined;
  const port = Number(readFileSync(lockFilePath(places.data), 'utf8').split('\n')[3]);
  return port > 0 ? databaseUrl(port, readPassword(places)) : undefined;
}
