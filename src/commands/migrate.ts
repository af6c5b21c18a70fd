import { readConfig } from '#config.ts';
import { DeskError } from '#core/errors.ts';
import { openDatabase } from '#store/database.ts';
import { migrateStore } from '#store/migrate.ts';

/** `deskside migrate`: for servers where starting processes may not change the schema. Embedded Postgres migrates itself. */
export async function migrate(): Promise<void> {
  const { databaseUrl } = readConfig(process.env);
  if (databaseUrl === undefined) throw new DeskError('setup', { userMessage: 'Set DATABASE_URL: the embedded database is migrated by “start”.' });
  const database = openDatabase(databaseUrl, 2);
  try {
    await migrateStore(database);
    process.stdout.write('The schema is up to date.\n');
  } finally {
    await database.close();
  }
}
