import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { prepareStatements } from './prepared.ts';
import { steadySocket } from './steady-socket.ts';

/** Open connection pool with its Drizzle face. Instants are `Date`, bigints are numbers (ids stay below 2^53). */
export interface Database {
  readonly db: PostgresJsDatabase;
  readonly sql: postgres.Sql<{ bigint: number }>;
  close(): Promise<void>;
}

/** A transaction, or the database itself: what every repository function takes first. */
export type Tx = Pick<PostgresJsDatabase, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'execute'>;

/**
 * Plans are kept, and one that is made while a table is small would go on reading all of it when it is large: no such plans.
 *
 * The blanks see to it that the first thing said on a connection is at least a kilobyte. postgres.js 3.4.9 gathers what is
 * smaller, and after a connection has broken while something was gathered it never sends anything again on the next one
 * unless it is that large, so whoever asked would wait for ever.
 */
const SESSION = '-c enable_seqscan=off'.padEnd(1024);

/** @param maxConnections of this process's pool. */
export function openDatabase(url: string, maxConnections = 16): Database {
  const client = postgres(url, {
    max: maxConnections,
    onnotice: () => undefined,
    connect_timeout: 10,
    // An option that the driver has and its types have not.
    ...({ socket: steadySocket } as object),
    // Array types would be asked for on each new connection, and nobody could catch it when that breaks. Arrays are read as JSON.
    // (postgres.js 3.4 then never answers sql.reserve() on a new connection; sql.begin() holds one just as well.)
    fetch_types: false,
    connection: { application_name: 'deskside', options: SESSION },
    types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
  });
  const sql = prepareStatements(client);
  return {
    db: drizzle(sql),
    sql,
    close: () => sql.end({ timeout: 2 }),
  };
}
