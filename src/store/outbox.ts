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
  readonly kind: OutboxKind;
  readonly payload: unknown;
  readonly requestId: string;
  readonly attempts: number;
  readonly fence: number;
  /** Outside calls whose outcome nobody knows, counting the one that this lease is for: above 1, read back first. */
  readonly unsure: number;
  readonly waits: number;
  /** Seconds since it was planned or had become due. */
  readonly waited: number;
  /** For `event` rows. */
  readonly event: ChatEvent | null;
}

/** This release knows rows up to this version, and leaves newer ones to newer workers. */
const ROW_VERSION = 1;

/** A worker that stops renewing is taken for dead after so long, by the database's clock. */
export const LEASE_SECONDS = 10;
const leaseEnd = sql`clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})`;

/** Kinds whose lease writes down that something outside may be begun. */
const OUTSIDE_KINDS: readonly OutboxKind[] = ['post', 'card', 'file', 'step'];

/**
 * Stores rows in one statement, ordered by lane so that two writers take the lanes' locks in the same order.
 * Those named in `taken` are leased at once to whoever plans them, unless something is before them in their lane.
 */
export async function planRows(tx: Tx, rows: readonly PlannedRow[], taken: ReadonlySet<string> = new Set()): Promise<LeasedRow[]> {
  if (rows.length === 0) return [];
  const replaced = rows.flatMap((row) => (row.replaceKey === undefined ? [] : [row.replaceKey]));
  if (replaced.length > 0) {
    await tx.execute(sql`update outbox set state = 'done', done_at = now() where state = 'ready' and replace_key in ${replaced}`);
  }
  const ordered = rows.map((row, at) => ({ row, at })).sort((a, b) => compare(a.row.lane, b.row.lane) || a.at - b.at);
  const stored = await tx
    .insert(outbox)
    .values(ordered.map(({ row }) => (taken.has(row.id) ? { ...row, ...bornLeased(row.kind) } : row)))
    .returning({ id: outbox.id, fence: outbox.fence });
  const held = new Set(stored.flatMap(({ id, fence }) => (fence === 1 ? [id] : [])));
  return rows.filter(({ id }) => held.has(id)).map((row) => ({ ...row, ...bornLeased(row.kind), waits: 0, waited: 0, event: null }));
}

function bornLeased(kind: OutboxKind) {
  return { leasedUntil: leaseEnd, fence: 1, attempts: 1, unsure: OUTSIDE_KINDS.includes(kind) ? 1 : 0 };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `ready`, said of a row that is named: in words that no partial index knows, so that the primary key finds it. */
const unfinished = sql`state not in ('done', 'dead', 'dropped')`;

/** Due, and held by nobody. */
const free = sql`o.v <= ${ROW_VERSION} and o.next_at <= now() and (o.leased_until is null or o.leased_until < now())`;
/** The head of its lane: asked row by row, for a join would compare with all that waits. */
const first = sql`o.seq = (select b.seq from outbox b where b.lane = o.lane and b.state = 'ready' order by b.seq limit 1)`;

/** Takes a row by the database's clock. Undefined when there is nothing to do for it now. */
export async function leaseRow(tx: Tx, id: string): Promise<LeasedRow | undefined> {
  return (await leaseRows(tx, [id]))[0];
}

/** Takes several, in one statement. Who asks for a row that somebody has, or has just been given, gets nothing. */
export async function leaseRows(tx: Tx, ids: readonly string[]): Promise<(LeasedRow | undefined)[]> {
  return shareOut(ids, await lease(tx, sql`o.id in ${[...new Set(ids)].sort()} and o.${unfinished} and ${free} and ${first}`), 'id');
}

/** Takes the row that comes next in each lane, if it is due. Ask after the commit that finished the one before. */
export async function leaseNext(tx: Tx, lanes: readonly string[]): Promise<(LeasedRow | undefined)[]> {
  const asked = [...new Set(lanes)].map((lane) => sql`((select b.id from outbox b where b.lane = ${lane} and b.state = 'ready' order by b.seq limit 1))`);
  return shareOut(lanes, await lease(tx, sql`o.id in (values ${sql.join(asked, sql`, `)}) and o.${unfinished} and ${free}`), 'lane');
}

/** Each row goes to the first who asked for it. */
function shareOut(asked: readonly string[], rows: readonly LeasedRow[], by: 'id' | 'lane'): (LeasedRow | undefined)[] {
  const left = new Map(rows.map((row) => [row[by], row]));
  return asked.map((key) => {
    const row = left.get(key);
    left.delete(key);
    return row;
  });
}

/** Rows that somebody else is just taking are passed over, so nobody waits for anybody. */
async function lease(tx: Tx, which: ReturnType<typeof sql>): Promise<LeasedRow[]> {
  const rows = await tx.execute<Record<string, unknown> & Omit<LeasedRow, 'requestId'> & { request_id: string }>(sql`
    update outbox o set leased_until = ${leaseEnd}, fence = fence + 1, attempts = attempts + 1,
      unsure = unsure + (o.kind in ${OUTSIDE_KINDS})::int
    where o.id in (select o.id from outbox o where ${which} for update skip locked)
    returning o.id, o.lane, o.kind, o.payload, o.request_id, o.attempts, o.fence, o.unsure, o.waits,
      extract(epoch from now() - greatest(o.created_at, o.next_at))::float8 as waited,
      case when o.kind = 'event' then (select i.event from inbox i where i.request_id = o.request_id) end as event`);
  return rows.map(({ request_id: requestId, ...rest }) => ({ ...rest, requestId }));
}

/** The lease ran out and somebody else has the row: nothing may be written on its behalf. */
export class LeaseLost extends Error {}

export type Held = Pick<LeasedRow, 'id' | 'fence'>;

/** Holds on to rows for another lease. Rows that are just being finished are passed over. Returns the ids still held. */
export async function renewLeases(tx: Tx, rows: readonly Held[]): Promise<string[]> {
  const held = sql.join(
    rows.map(({ id, fence }) => sql`(${id}::uuid, ${fence}::int)`),
    sql`, `,
  );
  const renewed = await tx.execute<{ id: string }>(sql`
    update outbox set leased_until = ${leaseEnd}
    where id in (select id from outbox where (id, fence) in (values ${held}) and ${unfinished} for update skip locked) returning id`);
  return renewed.map(({ id }) => id);
}

/** Marks a row done, with the other side's reference. @throws LeaseLost, so that the transaction it is part of rolls back. */
export async function finishRow(tx: Tx, row: Held, ref?: string): Promise<void> {
  await settle(tx, row, sql`state = 'done', done_at = now(), leased_until = null, unsure = 0, ref = ${ref ?? null}`);
}

/** A row that was brought to its end outside, with what is known there. */
export interface Delivered {
  readonly row: Held;
  /** The other side's reference. */
  readonly ref: string;
}

/** Marks several done, in one statement. Says of each whether it was still held. */
export async function finishRows(tx: Tx, delivered: readonly Delivered[]): Promise<boolean[]> {
  const finished = new Set((await tx.execute<{ id: string }>(finishing(delivered))).map(({ id }) => id));
  return delivered.map(({ row }) => finished.has(row.id));
}

/** The statement that marks several done, to be part of another; it returns the ids of those that were still held. */
export function finishing(delivered: readonly Delivered[]) {
  const ends = delivered.map(({ row, ref }) => sql`(${row.id}::uuid, ${row.fence}::int, ${ref})`);
  return sql`
    update outbox o set state = 'done', done_at = now(), leased_until = null, unsure = 0, ref = ends.ref
    from (values ${sql.join(ends, sql`, `)}) as ends (id, fence, ref)
    where o.id = ends.id and o.fence = ends.fence and o.${unfinished} returning o.id`;
}

/** Gives a row up for good; it stays for a person to look at. @param unsure what is known of outside calls @throws LeaseLost */
export async function buryRow(tx: Tx, row: Held, error: string, unsure = 0): Promise<void> {
  await settle(tx, row, sql`state = 'dead', done_at = now(), leased_until = null, last_error = ${error}, unsure = ${unsure}`);
}

export interface Postponement {
  readonly error: string;
  readonly seconds: number;
  /** What is now known of outside calls. */
  readonly unsure: number;
  /** Says that it was not the row's fault: the attempt does not count, and how often this was so in a row. */
  readonly waits?: number;
}

/** Lets a row be tried again after some seconds. @throws LeaseLost */
export async function postponeRow(tx: Tx, row: Held, { error, seconds, unsure, waits }: Postponement): Promise<void> {
  const excused = waits === undefined ? sql`` : sql`, attempts = greatest(attempts - 1, 0), waits = ${waits}`;
  const when = sql`now() + make_interval(secs => ${seconds})`;
  await settle(tx, row, sql`leased_until = null, next_at = ${when}, last_error = ${error}, unsure = ${unsure} ${excused}`);
}

async function settle(tx: Tx, row: Held, change: ReturnType<typeof sql>): Promise<void> {
  const found = await tx.execute(sql`update outbox set ${change} where ${stillHeld(row)} returning id`);
  if (found.length === 0) throw lost(row);
}

export function lost({ id }: Held): LeaseLost {
  return new LeaseLost(`Row ${id} is no longer ours.`);
}

function stillHeld({ id, fence }: Held) {
  return sql`id = ${id} and fence = ${fence} and ${unfinished}`;
}

/** The row at the head of a lane, due or not. */
export async function headOfLane(tx: Tx, lane: string): Promise<string | undefined> {
  const [row] = await tx.execute<{ id: string }>(sql`select o.id from outbox o where o.lane = ${lane} and o.state = 'ready' order by o.seq limit 1`);
  return row?.id;
}

export interface RunnableRow {
  readonly id: string;
  /** Seconds for which it could have run already. */
  readonly overdue: number;
}

/** Rows that could run now, the longest due first: what a lost ring left behind, and what has become due. */
export async function runnableRows(tx: Tx, limit: number): Promise<RunnableRow[]> {
  return [
    ...(await tx.execute<Record<string, unknown> & RunnableRow>(sql`
    select o.id, extract(epoch from now() - greatest(o.next_at, o.created_at, o.leased_until))::float8 as overdue
    from outbox o where o.done_at is null and ${free} and ${first} order by o.next_at limit ${limit}`)),
  ];
}

/** Whether nothing due is left of a request; timers that wait for their time do not count. Undefined when nobody ever asked for it. */
export async function requestSettled(tx: Tx, requestId: string): Promise<boolean | undefined> {
  const [row] = await tx.execute<{ known: boolean; open: boolean }>(sql`
    select exists (select 1 from inbox where request_id = ${requestId}) as known,
      exists (select 1 from outbox where request_id = ${requestId} and state = 'ready' and kind <> 'timer') as open`);
  return row?.known === true ? !row.open : undefined;
}
