import { sql } from 'drizzle-orm';
import { IDLE_DAYS } from '#rules/license.ts';
import type { Tx } from './database.ts';

/** How a product stands on one day, of the terms in one currency: what is in two currencies is never added up. */
export interface Position {
  readonly product: string;
  readonly vendor: string;
  /** ISO 4217; null for a product of which nothing was ever bought. */
  readonly currency: string | null;
  /** Seats of terms that run. */
  readonly bought: number;
  /** Seats that somebody holds, is about to get or gives back. */
  readonly held: number;
  /** Held, of terms that do not run or beyond what was bought. */
  readonly overUse: number;
  /** In use, and not used for as many days as the product says. */
  readonly idle: number;
  /** In use, and nobody has told the desk when last. */
  readonly useUnknown: number;
  /** Of terms that run, for a month. */
  readonly cents: number;
}

/** By product and currency. @param day `2027-01-31` */
export async function positions(tx: Tx, day: string): Promise<Position[]> {
  const rows = await tx.execute<Omit<Position, 'overUse' | 'useUnknown'> & { over_use: number; use_unknown: number }>(sql`
    with terms as (
      select e.id, e.product_id, e.currency, e.seats, e.seat_price_cents, e.starts_on <= ${day} and e.ends_on >= ${day} as runs,
        count(s.id) filter (where s.until is null) as held,
        count(s.id) filter (where s.state = 'active' and s.last_used_on < ${day}::date - coalesce(p.idle_days, ${IDLE_DAYS})) as idle,
        count(s.id) filter (where s.state = 'active' and s.last_used_on is null) as use_unknown
      from entitlements e join products p on p.id = e.product_id left join seats s on s.entitlement_id = e.id
      group by e.id, p.idle_days)
    select p.name as product, p.vendor, t.currency, coalesce(sum(t.seats) filter (where t.runs), 0)::int as bought, coalesce(sum(t.held), 0)::int as held,
      coalesce(sum(t.held - case when t.runs then least(t.held, t.seats) else 0 end), 0)::int as over_use,
      coalesce(sum(t.idle), 0)::int as idle, coalesce(sum(t.use_unknown), 0)::int as use_unknown,
      coalesce(sum(t.seats::bigint * t.seat_price_cents) filter (where t.runs), 0)::float as cents
    from products p left join terms t on t.product_id = p.id
    group by p.id, t.currency having not p.retired or coalesce(sum(t.held), 0) > 0 or bool_or(t.runs)
    order by p.name, t.currency`);
  return [...rows].map(({ over_use: overUse, use_unknown: useUnknown, ...row }) => ({ ...row, overUse, useUnknown }));
}

/** What differs between groups and seats and is not mended yet, with the product and level it is about. */
export async function allDifferences(tx: Tx): Promise<{ product: string; level: string; group: string; email: string; kind: string }[]> {
  const rows = await tx.execute<{ product: string; level: string; group: string; email: string; kind: string }>(sql`
    select p.name as product, l.name as level, coalesce(l.group_name, '') as group, d.email, d.kind
    from license_differences d join product_levels l on l.id = d.level_id join products p on p.id = l.product_id
    where d.mended_at is null order by p.name, l.rank, d.email`);
  return [...rows];
}

/** Columns of the evidence; instants are ISO 8601, UTC. */
export const EVIDENCE = [
  'request',
  'kind',
  'product',
  'level',
  'person',
  'person_email',
  'asked_by',
  'asked_at',
  'reason',
  'until',
  'state',
  'ended_at',
  'note',
  'question',
  'cost',
  'question_state',
  'approver',
  'approver_email',
  'in_place_of',
  'answer',
  'answered_at',
  'words',
] as const;
type Evidence = Readonly<Record<(typeof EVIDENCE)[number], string | null>>;

/**
 * Who asked for and got what, and who agreed to it when and with which words: a row for each answer to each question about
 * each request, and at least one for each request, of those that were made from the first instant until just before the second.
 */
export async function evidence(tx: Tx, from: Date, to: Date): Promise<Evidence[]> {
  const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
  const rows = await tx.execute<Evidence>(sql`
    with asked as (
      select id, 1 as part, 'L-' || id as name, id::text as subject, kind, product_id, level_id, person_id, asked_by_id, asked_at, reason, ends_on, state, ended_at, note
      from license_requests
      union all
      select id, 2, 'P-' || id, 'purchase/' || id, 'purchase', product_id, null, person_id, person_id, asked_at, '', null, state, ended_at, note
      from purchase_requests)
    select r.name as request, r.kind, p.name as product, l.name as level, who.name as person, who.email as person_email, by.name as asked_by,
      ${iso('r.asked_at')} as asked_at, r.reason, r.ends_on::text as until, r.state, ${iso('r.ended_at')} as ended_at, r.note,
      a.what as question, a.cost, a.state as question_state, approver.name as approver, approver.email as approver_email, other.name as in_place_of,
      k.answer, ${iso('k.answered_at')} as answered_at, k.reason as words
    from asked r join products p on p.id = r.product_id left join product_levels l on l.id = r.level_id
    join people who on who.id = r.person_id join people by on by.id = r.asked_by_id
    left join approvals a on a.workflow = 'license' and a.subject = r.subject
    left join approval_asks k on k.approval_id = a.id and k.answer in ('approved', 'declined')
    left join people approver on approver.id = k.person_id left join people other on other.id = k.stands_for
    where r.asked_at >= ${from.toISOString()}::timestamptz and r.asked_at < ${to.toISOString()}::timestamptz
    order by r.part, r.id, a.id, k.answered_at`);
  return [...rows];
}
