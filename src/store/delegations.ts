import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { DeskError } from '#core/errors.ts';
import type { Staff } from '#rules/approval.ts';
import type { Tx } from './database.ts';
import { delegations } from './schema/approvals.ts';
import { people } from './schema/people.ts';

export interface Delegation {
  readonly id: number;
  readonly personId: number;
  readonly deputyId: number;
  readonly deputyName: string;
  /** `2026-12-01`, the first and the last day in the person's own time zone. */
  readonly startsOn: string;
  readonly endsOn: string;
}

/** True on the days of a delegation `d` of the person `p`, by their own calendar. */
const isOn = (at: Date) => sql`d.ended_at is null and (${at.toISOString()}::timestamptz at time zone p.time_zone)::date between d.starts_on and d.ends_on`;

/** These people, everybody above them, and whoever decides for one of them at that time. */
export async function staffAround(tx: Tx, ids: readonly number[], at: Date): Promise<Staff> {
  const deputy = sql`(select d.deputy_id from delegations d where d.person_id = p.id and ${isOn(at)})`;
  const seeds = sql.join(
    ids.map((id) => sql`(${id}::bigint)`),
    sql`, `,
  );
  const rows = await tx.execute<{ id: string; status: string; manager_id: string | null; deputy_id: string | null }>(sql`
    with recursive near (id) as (
      values ${seeds}
      union
      select next.id from near join people p on p.id = near.id
      cross join lateral (values (p.manager_id), (${deputy})) as next (id) where next.id is not null
    )
    select p.id, p.status, p.manager_id, ${deputy} as deputy_id from near join people p on p.id = near.id`);
  const number = (value: string | null) => (value === null ? null : Number(value));
  return new Map(
    [...rows].map((row) => [Number(row.id), { isActive: row.status === 'active', managerId: number(row.manager_id), deputyId: number(row.deputy_id) }]),
  );
}

/**
 * Keeps that somebody is away; returns its id and the moment when its first day begins where they are.
 * @throws DeskError `conflict` when it overlaps another one of theirs
 */
export async function addDelegation(
  tx: Tx,
  { personId, deputyId, startsOn, endsOn }: Omit<Delegation, 'id' | 'deputyName'>,
): Promise<{ id: number; startsAt: Date }> {
  // One after another for one person, so that the constraint behind this never has to speak.
  const [person] = await tx.select({ timeZone: people.timeZone }).from(people).where(eq(people.id, personId)).for('update');
  const overlapping = await tx.execute(sql`
    select from delegations where person_id = ${personId} and ended_at is null and starts_on <= ${endsOn}::date and ends_on >= ${startsOn}::date limit 1`);
  if (overlapping.length > 0)
    throw new DeskError('conflict', { userMessage: 'You have said already who decides for you on some of these days. End that first, on your own page.' });
  const startsAt = sql<string>`(${delegations.startsOn}::timestamp at time zone ${person?.timeZone ?? 'UTC'})::text`;
  const [row] = await tx.insert(delegations).values({ personId, deputyId, startsOn, endsOn }).returning({ id: delegations.id, startsAt });
  if (!row) throw new Error('The delegation was not stored.');
  return { id: row.id, startsAt: new Date(row.startsAt) };
}

export async function findDelegation(tx: Tx, id: number): Promise<typeof delegations.$inferSelect | undefined> {
  const [found] = await tx.select().from(delegations).where(eq(delegations.id, id));
  return found;
}

export async function endDelegation(tx: Tx, id: number, at: Date): Promise<void> {
  await tx
    .update(delegations)
    .set({ endedAt: at })
    .where(and(eq(delegations.id, id), isNull(delegations.endedAt)));
}

/** What somebody has said of their absences that are not over, the first first. */
export async function delegationsOf(tx: Tx, personId: number): Promise<Delegation[]> {
  const { id, deputyId, startsOn, endsOn } = delegations;
  return await tx
    .select({ id, personId: delegations.personId, deputyId, deputyName: people.name, startsOn, endsOn })
    .from(delegations)
    .innerJoin(people, eq(people.id, deputyId))
    .where(
      and(
        eq(delegations.personId, personId),
        isNull(delegations.endedAt),
        sql`${endsOn} >= (now() at time zone (select time_zone from people where id = ${personId}))::date`,
      ),
    )
    .orderBy(asc(startsOn));
}
