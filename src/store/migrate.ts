import { fileURLToPath } from 'node:url';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import type { Database } from './database.ts';

const FOLDER = fileURLToPath(new URL('../../migrations', import.meta.url));

/** Brings the schema up to date. Processes that start together take turns. */
export async function migrateStore({ db, sql }: Database): Promise<void> {
  await sql.begin(async (turn) => {
    await turn`select pg_advisory_xact_lock(${MIGRATION_LOCK})`;
    await migrate(db, { migrationsFolder: FOLDER });
  });
}

const MIGRATION_LOCK = 4_180_001;
