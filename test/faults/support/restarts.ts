import { expect } from 'vitest';
import type { Database } from '#store/database.ts';

/**
 * Keeps a log of leases in the database of the test, from which it can be told how long after a kill somebody took up
 * what the dead process had in hand.
 */
export async function watchLeases({ sql }: Database) {
  await sql.unsafe(`
    create table lease_log (row_id uuid, fence int, at timestamptz not null default clock_timestamp(), ended timestamptz);
    create index on lease_log (row_id, fence);
    create function log_lease() returns trigger language plpgsql as $$
    begin
      if new.fence > 0 and (tg_op = 'INSERT' or new.fence <> old.fence) then insert into lease_log values (new.id, new.fence); end if;
      if tg_op = 'UPDATE' and old.leased_until is not null and new.leased_until is null then
        update lease_log set ended = clock_timestamp() where row_id = new.id and fence = new.fence;
      end if;
      return null;
    end $$;
    create trigger outbox_leases after insert or update on outbox for each row execute function log_lease();`);
  const kills: number[] = [];
  return {
    killed: () => void kills.push(Date.now()),
    kills: () => kills.length,
    /** Seconds from each kill until a row that was in hand then was taken up again, for each such row. */
    restarts: async (): Promise<number[]> => {
      // Milliseconds, as numbers: Drizzle makes the driver return instants as text, which compares with nothing.
      const rows = await sql<{ before: number; after: number }[]>`
        select extract(epoch from l.at)::float8 * 1000 as before, extract(epoch from n.at)::float8 * 1000 as after
        from lease_log l join lease_log n on n.row_id = l.row_id and n.fence = l.fence + 1 where l.ended is null`;
      return rows.flatMap(({ before, after }) => {
        const kill = kills.find((at) => at > before && at < after);
        return kill === undefined ? [] : [(after - kill) / 1000];
      });
    },
  };
}

/** How long people waited for what the dead had in hand: not longer than promised. */
export async function restartNote(leases: Awaited<ReturnType<typeof watchLeases>>): Promise<string> {
  const restarts = await leases.restarts();
  // Without any, nothing would be shown.
  expect(restarts.length).toBeGreaterThan(0);
  const p99 = percentile(restarts, 0.99);
  expect(p99).toBeLessThanOrEqual(20);
  return `${leases.kills()} kills; ${restarts.length} rows were in hand, and taken up again within ${p99.toFixed(1)} s (p99)`;
}

/** The value below which so large a part of the values lies; 0 without any. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
