import { fileURLToPath } from 'node:url';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import type { Database } from './database.ts';

const FOLDER = fileURLToPath(new URL('../../migrations', import.meta.url));

/** Brings the schema up to date. Processes that start together take turns. */
export async function migrateStore({ db, sql }: Database): Promise<void> {
  const reserved = await sql.reserve();
  try {
    await reserved`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrate(db, { migrationsFolder: FOLDER });
  } finally {
    await reserved`select pg_advisory_unlock(${MIGRATION_LOCK})`;
    reserved.release();
  }
}

const MIGRATION_LOCK = 4_180_001;
