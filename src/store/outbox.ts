import { sql } from 'drizzle-orm';
import type { ChatEvent } from '#core/chat-event.ts';
import type { Tx } from './database.ts';
import { outbox, type OutboxKind } from './schema/flow.ts';

/** What is to be done, as planned by a handler. */
export interface PlannedRow {
  readonly id: string;
  readonly lane: string;
  readonly kind: Exclude<OutboxKind, 'event'>;
  readonly payload: unknown;
  readonly requestId: string;
  readonly nextAt?: Date;
  /** Takes the place of an unfinished row with the same key. */
  readonly replaceKey?: string;
}

/** A row that this worker holds. */
export interface LeasedRow {
  readonly id: string;
  readonly lane: string;
  readonly seq: number;
  readonly kind: OutboxKind;
  readonly payload: unknown;
  readonly requestId: string;
  readonly attempts: number;
  readonly fence: number;
  /** For `event` rows. */
  readonly event: ChatEvent | null;
}

/** Stores rows in one statement, ordered by lane so that two writers take the lanes' locks in the same order. */
export async function planRows(tx: Tx, rows: readonly PlannedRow[]): Promise<void> {
  if (rows.length === 0) return;
  const replaced = rows.flatMap((row) => (row.replaceKey === undefined ? [] : [row.replaceKey]));
  if (replaced.length > 0) {
    await tx.execute(sql`update outbox set state = 'done', done_at = now() where state = 'ready' and replace_key in ${replaced}`);
  }
  const ordered = rows.map((row, at) => ({ row, at })).sort((a, b) => compare(a.row.lane, b.row.lane) || a.at - b.at);
  await tx.insert(outbox).values(ordered.map(({ row }) => row));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** First in its lane, due, and held by nobody. */
const runnable = sql`
  o.state = 'ready' and o.next_at <= now() and (o.leased_until is null or o.leased_until < now())
  and not exists (select 1 from outbox b where b.lane = o.lane and b.state = 'ready' and b.seq < o.seq)`;

/** Takes a row for `seconds`, by the database's clock. Undefined when there is nothing to do for it now. */
export async function leaseRow(tx: Tx, id: string, seconds: number): Promise<LeasedRow | undefined> {
  const [row] = await tx.execute<Record<string, unknown> & RawRow>(sql`
    update outbox o set leased_until = now() + make_interval(secs => ${seconds}), fence = fence + 1, attempts = attempts + 1
    where o.id = ${id} and ${runnable}
    returning o.id, o.lane, o.seq, o.kind, o.payload, o.request_id, o.attempts, o.fence,
      case when o.kind = 'event' then (select i.event from inbox i where i.request_id = o.request_id) end as event`);
  if (!row) return undefined;
  const { request_id: requestId, seq, ...rest } = row;
  return { ...rest, requestId, seq: Number(seq) };
}

interface RawRow {
  id: string;
  lane: string;
  seq: number | string;
  kind: OutboxKind;
  payload: unknown;
  request_id: string;
  attempts: number;
  fence: number;
  event: ChatEvent | null;
}

/** The lease ran out and somebody else has the row: nothing may be written on its behalf. */
export class LeaseLost extends Error {}

/** Marks a row done. @throws LeaseLost, so that the transaction it is part of rolls back. */
export async function finishRow(tx: Tx, row: LeasedRow): Promise<void> {
  await settle(tx, row, sql`state = 'done', done_at = now(), leased_until = null`);
}

/** Gives a row up for good; it stays for a person to look at. @throws LeaseLost */
export async function buryRow(tx: Tx, row: LeasedRow, error: string): Promise<void> {
  await settle(tx, row, sql`state = 'dead', done_at = now(), leased_until = null, last_error = ${error}`);
}

/** Lets a row be tried again after some seconds. @throws LeaseLost */
export async function postponeRow(tx: Tx, row: LeasedRow, error: string, seconds: number): Promise<void> {
  await settle(tx, row, sql`leased_until = null, next_at = now() + make_interval(secs => ${seconds}), last_error = ${error}`);
}

async function settle(tx: Tx, row: LeasedRow, change: ReturnType<typeof sql>): Promise<void> {
  const found = await tx.execute(sql`update outbox set ${change} where id = ${row.id} and fence = ${row.fence} and state = 'ready' returning id`);
  if (found.length === 0) throw new LeaseLost(`Row ${row.id} is no longer ours.`);
}

/** The row that comes next in a lane. Ask after the commit that finished the one before. */
export async function nextInLane(tx: Tx, lane: string): Promise<string | undefined> {
  const [row] = await tx.execute<{ id: string }>(sql`select o.id from outbox o where o.lane = ${lane} and o.state = 'ready' order by o.seq limit 1`);
  return row?.id;
}

/** Ids of rows that could run now, oldest first: what a lost ring left behind, and what has become due. */
export async function runnableRows(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`select o.id from outbox o where ${runnable} order by o.next_at limit ${limit}`);
  return rows.map((row) => row.id);
}

/** Whether nothing due is left of a request; timers that wait for their time do not count. Undefined when nobody ever asked for it. */
export async function requestSettled(tx: Tx, requestId: string): Promise<boolean | undefined> {
  const [row] = await tx.execute<{ known: boolean; open: boolean }>(sql`
    select exists (select 1 from inbox where request_id = ${requestId}) as known,
      exists (select 1 from outbox where request_id = ${requestId} and state = 'ready' and kind <> 'timer') as open`);
  return row?.known === true ? !row.open : undefined;
}
