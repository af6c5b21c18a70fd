import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { prepareStatements } from './prepared.ts';

/** Open connection pool with its Drizzle face. Instants are `Date`, bigints are numbers (ids stay below 2^53). */
export interface Database {
  readonly db: PostgresJsDatabase;
  readonly sql: postgres.Sql<{ bigint: number }>;
  close(): Promise<void>;
}

/** A transaction, or the database itself: what every repository function takes first. */
export type Tx = Pick<PostgresJsDatabase, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'execute'>;

/** @param maxConnections of this process's pool. */
export function openDatabase(url: string, maxConnections = 16): Database {
  const client = postgres(url, {
    max: maxConnections,
    onnotice: () => undefined,
    connect_timeout: 10,
    // Array types would be asked for on each new connection, and nobody could catch it when that breaks. Arrays are read as JSON.
    // (postgres.js 3.4 then never answers sql.reserve() on a new connection; sql.begin() holds one just as well.)
    fetch_types: false,
    // Plans are kept, and one that is made while a table is small would go on reading all of it when it is large.
    connection: { application_name: 'deskside', enable_seqscan: 'off' },
    types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
  });
  const sql = prepareStatements(client);
  return {
    db: drizzle(sql),
    sql,
    close: () => sql.end({ timeout: 2 }),
  };
}
