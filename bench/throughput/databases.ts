import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { openDatabase } from '#store/database.ts';
import { readLockFile } from '#store/embedded/lock-file.ts';
import { placesIn } from '#store/embedded/places.ts';
import { startEmbeddedPostgres } from '#store/embedded/start.ts';
import { migrateStore } from '#store/migrate.ts';
import type { AddStop } from '../desk.ts';
import { createBenchCompany } from './company.ts';

/** A Postgres with the desk's own settings, durable commits included. */
export interface Databases {
  /** Of the postmaster. */
  readonly pid: number;
  /** A database with the schema and the company, and nothing done yet. */
  fresh(): Promise<{ readonly url: string; readonly sql: Sql; close(): Promise<void> }>;
}

export async function startDatabases(folder: string, addStop: AddStop): Promise<Databases> {
  const place = join(folder, 'throughput');
  const server = await startEmbeddedPostgres({ folder: place });
  addStop('postgres', server.stop);
  const admin = postgres(server.url, { max: 1, onnotice: () => undefined });
  addStop('admin connection', async () => await admin.end({ timeout: 1 }));
  const urlOf = (name: string) => Object.assign(new URL(server.url), { pathname: `/${name}` }).href;
  await admin`create database bench_template`;
  const template = openDatabase(urlOf('bench_template'), 2);
  await migrateStore(template);
  await createBenchCompany(template.sql);
  await template.close();
  let made = 0;
  return {
    pid: readLockFile(placesIn(place).data)?.pid ?? 0,
    fresh: async () => {
      const name = `bench_${made++}`;
      await admin.unsafe(`create database ${name} template bench_template`);
      const sql = postgres(urlOf(name), { max: 2, fetch_types: false });
      const close = async () => await sql.end({ timeout: 1 });
      addStop('connection', close);
      return { url: urlOf(name), sql, close };
    },
  };
}
