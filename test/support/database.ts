import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { openDatabase, type Database } from '#store/database.ts';

/** A fresh database with the real schema; it goes with its server when the run ends. */
export async function createTestDatabase(): Promise<Database & { readonly url: string }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = openDatabase(inject('postgresUrl'), 1);
  await admin.sql.unsafe(`create database ${name} template template_deskside`);
  await admin.close();
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return { ...openDatabase(url.href), url: url.href };
}
