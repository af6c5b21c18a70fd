import { randomUUID } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { openDatabase, type Database } from '#store/database.ts';

/** A fresh database with the real schema, dropped when the test file ends. */
export async function createTestDatabase(): Promise<Database & { readonly url: string }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(`create database ${name} template template_deskside`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  const database = openDatabase(url.href);
  afterAll(async () => {
    await database.close();
    await asAdmin(`drop database ${name} with (force)`);
  });
  return { ...database, url: url.href };
}

async function asAdmin(statement: string): Promise<void> {
  const admin = openDatabase(inject('postgresUrl'), 1);
  await admin.sql.unsafe(statement);
  await admin.close();
}
