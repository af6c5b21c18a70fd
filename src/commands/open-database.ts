import type { Config } from '#config.ts';
import { DeskError } from '#core/errors.ts';
import { openDatabase, type Database } from '#store/database.ts';
import { runningPostgresUrl } from '#store/embedded/running.ts';

type Where = Pick<Config, 'databaseUrl' | 'dataFolder'>;

/** The database of the Deskside that runs here; undefined when none does. */
export function databaseHere({ databaseUrl, dataFolder }: Where): Database | undefined {
  const url = databaseUrl ?? runningPostgresUrl(dataFolder);
  return url === undefined ? undefined : openDatabase(url, 1);
}

/** Does one thing on it and lets go. @throws DeskError `setup` when no Deskside runs here */
export async function onDatabase<T>(where: Where, work: (database: Database) => Promise<T>): Promise<T> {
  const database = databaseHere(where);
  if (!database) throw new DeskError('setup', { userMessage: 'Deskside does not run here. Start it (npm start), or set DATABASE_URL.' });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
