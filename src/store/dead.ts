import { sql } from 'drizzle-orm';
import type { Tx } from './database.ts';
import { recordAudit } from './audit.ts';

/** A row that was given up: it failed too often, or its workers died of it. */
export interface DeadRow {
  readonly id: string;
  readonly kind: string;
  readonly lane: string;
  readonly attempts: number;
  readonly error: string;
  /** True when it may have been done outside all the same. */
  readonly unsure: boolean;
  /** ISO 8601, UTC. */
  readonly since: string;
  /** What it was to do: the event, or the planned delivery or timer. */
  readonly content: unknown;
}

/** The newest first, at most `limit`. */
export async function listDead(tx: Tx, limit: number): Promise<DeadRow[]> {
  return [...(await tx.execute<DeadRow & Record<string, unknown>>(sql`${selectDead} order by o.done_at desc limit ${limit}`))];
}

export async function deadById(tx: Tx, id: string): Promise<DeadRow | undefined> {
  const [row] = await tx.execute<DeadRow & Record<string, unknown>>(sql`${selectDead} and o.id::text = ${id}`);
  return row;
}

const selectDead = sql`
  select o.id, o.kind, o.lane, o.attempts, coalesce(o.last_error, '') as error, o.unsure > 0 as unsure, to_char(o.done_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as since,
    coalesce((select i.event from inbox i where o.kind = 'event' and i.request_id = o.request_id), o.payload) as content
  from outbox o where o.state = 'dead'`;

/**
 * Lets dead rows be tried again from the start; the sweep finds them. Whoever redrives has looked: nothing is read back.
 * Returns how many. @param id undefined for all
 */
export async function redriveDead(tx: Tx, id: string | undefined, by: string): Promise<number> {
  return await change(tx, id, by, 'redrive', sql`state = 'ready', done_at = null, attempts = 0, waits = 0, unsure = 0, next_at = now()`);
}

/** Puts dead rows away for good; they stay in the table. Returns how many. @param id undefined for all */
export async function dropDead(tx: Tx, id: string | undefined, by: string): Promise<number> {
  return await change(tx, id, by, 'drop', sql`state = 'dropped'`);
}

async function change(tx: Tx, id: string | undefined, by: string, verb: string, to: ReturnType<typeof sql>): Promise<number> {
  const which = id === undefined ? sql`true` : sql`id::text = ${id}`;
  const rows = await tx.execute<{ id: string }>(sql`update outbox set ${to} where state = 'dead' and ${which} returning id`);
  for (const row of rows) await recordAudit(tx, { personId: null, actor: by, action: `dead.${verb}`, subject: row.id, outcome: 'done' });
  return rows.length;
}
