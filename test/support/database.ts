import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { openDatabase, type Database } from '#store/database.ts';

const opened = new Set<Database>();

/** A fresh database with the real schema; its connections are closed after the test file, and it goes with its server when the run ends. */
export async function createTestDatabase(): Promise<Database & { readonly url: string }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = openDatabase(inject('postgresUrl'), 1);
  await admin.sql.unsafe(`create database ${name} template template_deskside`);
  await admin.close();
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  const database = openDatabase(url.href);
  opened.add(database);
  return { ...database, url: url.href };
}

/** Test files share a process, and a server has only so many connections. */
export async function closeTestDatabases(): Promise<void> {
  await Promise.all([...opened].map(async (database) => await database.close()));
  opened.clear();
}
