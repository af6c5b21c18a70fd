import type postgres from 'postgres';
import { watchWire, type Wire } from './wire.ts';

/** Bulk inserts differ in length each time; preparing them would only fill the server's memory. */
const FEW = 100;

type Client = Pick<postgres.TransactionSql, 'unsafe'>;

/**
 * Lets Drizzle's statements be prepared once per connection: one round trip and no new plan each time, where they would
 * be parsed, described and planned anew. Drizzle hands everything to `unsafe`, which does not prepare unless told to.
 */
export function prepareStatements<T extends postgres.Sql<{ bigint: number }>>(sql: T): T {
  withPrepare(sql);
  const begin = sql.begin.bind(sql) as (...args: unknown[]) => Promise<unknown>;
  const inTransaction = async (...args: unknown[]): Promise<unknown> => {
    const body = args.pop() as (tx: Client) => unknown;
    const wire = watchWire();
    return await begin(...args, async (tx: Client) => await wire.unlessLost(async () => await body(withPrepare(tx, wire))));
  };
  return Object.assign(sql, { begin: inTransaction });
}

function withPrepare<C extends Client>(client: C, wire?: Wire): C {
  const unsafe: Client['unsafe'] = client.unsafe.bind(client);
  const prepared = ((text, args = [], options = {}) => {
    wire?.mustBeThere();
    const query = unsafe(text, args, { ...options, prepare: args.length > 0 && args.length < FEW });
    wire?.watch(query);
    return query;
  }) as Client['unsafe'];
  return Object.assign(client, { unsafe: prepared });
}
