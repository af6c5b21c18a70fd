import postgres from 'postgres';
import { setupError } from './explain.ts';
import type { Places } from './places.ts';

export function databaseUrl(port: number, password: string, database = 'deskside'): string {
  return `postgres://deskside:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** Also when the cluster is an old one: an earlier first start may have been interrupted right before this. */
export async function ensureDatabase(port: number, password: string, places: Places): Promise<boolean> {
  try {
    return await query(databaseUrl(port, password, 'postgres'), async (sql) => {
      const found = await sql`SELECT 1 FROM pg_database WHERE datname = 'deskside'`;
      if (found.length === 0) await sql.unsafe('CREATE DATABASE deskside');
      return found.length === 0;
    });
  } catch (error) {
    if ((error as { code?: unknown }).code !== '28P01') throw error;
    throw setupError(
      `The password in ${places.password} is not the one of the data in ${places.data}. Put the right file back, or move ${places.data} away to begin with an empty desk.`,
      error,
    );
  }
}

async function query<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, fetch_types: false, connect_timeout: 10, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
