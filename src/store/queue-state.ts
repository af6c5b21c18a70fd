import { sql } from 'drizzle-orm';
import type { Tx } from './database.ts';

/** How much there is to do, for the metrics. */
export interface QueueState {
  /** Rows that could have been done by now, by kind. */
  readonly due: Readonly<Record<string, number>>;
  /** Seconds for which the oldest of them has been due. */
  readonly age: number;
  readonly dead: number;
}

export async function queueState(tx: Tx): Promise<QueueState> {
  const rows = await tx.execute<{ kind: string; due: number; age: number; dead: number }>(sql`
    select kind, count(*) filter (where state = 'ready')::int as due, count(*) filter (where state = 'dead')::int as dead,
      coalesce(max(extract(epoch from now() - greatest(next_at, created_at))) filter (where state = 'ready'), 0)::float8 as age
    from outbox where (state = 'ready' and next_at <= now()) or state = 'dead' group by kind`);
  return {
    due: Object.fromEntries(rows.map(({ kind, due }) => [kind, due])),
    age: Math.max(0, ...rows.map(({ age }) => age)),
    dead: rows.reduce((sum, { dead }) => sum + dead, 0),
  };
}
