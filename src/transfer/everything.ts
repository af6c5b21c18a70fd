import type { Database } from '#store/database.ts';

/** Columns of that name hold keys to other systems: useless without the key of this installation, and dangerous with it. */
const SECRET = 'sealed';
const AT_ONCE = 1000;

/**
 * All rows of all tables as of one instant, a JSON line each: `{"table":"tickets","row":{…}}`; instants are ISO 8601.
 * Left out is what opens other systems; files themselves stay where they were shared, so of them there is a row without bytes.
 */
export async function exportEverything({ sql: pool }: Database, write: (lines: string) => Promise<void>): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  await pool.begin('isolation level repeatable read read only', async (tx) => {
    await tx`set local time zone 'UTC'`;
    const tables = await tx<{ name: string }[]>`
      select tablename as name from pg_tables where schemaname = 'public' order by tablename`;
    for (const { name } of tables) {
      let count = 0;
      for await (const rows of tx<{ row: string }[]>`select (to_jsonb(each) - ${SECRET})::text as row from ${tx(name)} each`.cursor(AT_ONCE)) {
        count += rows.length;
        await write(rows.map(({ row }) => `{"table":${JSON.stringify(name)},"row":${row}}\n`).join(''));
      }
      counts.set(name, count);
    }
  });
  return counts;
}
