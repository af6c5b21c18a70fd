import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '#store/database.ts';
import { startEmbeddedPostgres } from '#store/embedded/start.ts';
import { migrateStore } from '#store/migrate.ts';
import { gatherParity } from '#test/parity/gather.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the server that all tests share; each test file makes its own database on it. */
    readonly postgresUrl: string;
    /** Where what was learned is remembered: one test file learns it for all. */
    readonly models: string;
  }
}

/** One Postgres for the whole run, with the migrated schema in a template from which each test copies its own database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'deskside-test-'));
  const postgres = await startEmbeddedPostgres({ folder });
  const template = new URL(postgres.url);
  template.pathname = '/template_deskside';
  const admin = openDatabase(postgres.url, 1);
  await admin.sql`create database template_deskside`;
  // Everything here goes with its server when the run ends, so nothing needs to survive a power failure.
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) await admin.sql.unsafe(`alter system set ${setting} = off`);
  await admin.sql`select pg_reload_conf()`;
  await admin.close();
  const database = openDatabase(template.href, 2);
  await migrateStore(database);
  await database.close();
  project.provide('postgresUrl', postgres.url);
  project.provide('models', join(folder, 'models'));
  const endParity = gatherParity(project);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
    await endParity();
  };
}
