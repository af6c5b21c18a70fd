import { and, asc, eq, ne, sql } from 'drizzle-orm';
import type { Ticket } from '#core/ticket.ts';
import type { Tx } from './database.ts';
import { people, teams } from './schema/people.ts';
import { tickets } from './schema/tickets.ts';
import { ticketWaveMembers, ticketWaves } from './schema/waves.ts';

/** One after another from here on: of two tickets that are opened at once, the second sees the first. Does not hold up anything else of the team. */
export async function lockReportsOf(tx: Tx, teamId: number): Promise<void> {
  await tx.select({ id: teams.id }).from(teams).where(eq(teams.id, teamId)).for('no key update');
}

/** A report that looks like a new one, or like one that does. */
interface Reported {
  readonly id: number;
  readonly requesterId: number;
  /** The wave that it is part of. */
  readonly waveId: number | null;
}

/** Open faults of the team since then that are alike, the given one among them, over any number of steps; without those that hang together already. */
export async function alikeSince(tx: Tx, { id, teamId }: Ticket, since: Date): Promise<Reported[]> {
  const rows = await tx.execute<Record<'id' | 'requester_id', string> & { wave_id: string | null }>(sql`
    with recursive alike as (
      select ${id}::bigint as id
      union
      select t.id from alike a
      join ticket_links l on l.kind = 'similar' and (l.ticket_id = a.id or l.other_id = a.id)
      join tickets t on t.id = l.ticket_id + l.other_id - a.id
      where t.team_id = ${teamId} and t.category is null and t.state in ('new', 'in_progress', 'waiting') and not t.private and t.created_at >= ${since.toISOString()}
        and not exists (select from ticket_links k where k.kind = 'parent' and (k.ticket_id = t.id or k.other_id = t.id))
    )
    select t.id, t.requester_id, m.wave_id from alike join tickets t using (id) left join ticket_wave_members m on m.ticket_id = t.id order by t.id`);
  return rows.map((row) => ({ id: Number(row.id), requesterId: Number(row.requester_id), waveId: row.wave_id === null ? null : Number(row.wave_id) }));
}

/** Notes that the team is asked about these tickets, in the thread of the first given. */
export async function keepWave(tx: Tx, { id, teamId }: Ticket, ids: readonly number[], at: Date): Promise<void> {
  await tx.insert(ticketWaves).values({ ticketId: id, teamId, at });
  await tx.insert(ticketWaveMembers).values(ids.map((ticketId) => ({ waveId: id, ticketId })));
}

export async function addToWave(tx: Tx, waveId: number, ticketId: number): Promise<void> {
  await tx.insert(ticketWaveMembers).values({ waveId, ticketId }).onConflictDoNothing();
}

export interface Wave {
  readonly ticketId: number;
  readonly teamId: number;
  readonly decidedBy: string | null;
  readonly parentId: number | null;
  readonly members: readonly Ticket[];
  /** How many more there are that are private, and named nowhere. */
  readonly hidden: number;
}

/** The wave that a ticket is part of; nobody else may answer until the transaction ends. Lock it before its tickets, as an answer does. */
export async function lockWaveWith(tx: Tx, ticketId: number): Promise<Wave | undefined> {
  const [member] = await tx.select({ waveId: ticketWaveMembers.waveId }).from(ticketWaveMembers).where(eq(ticketWaveMembers.ticketId, ticketId));
  return member && (await waveOf(tx, member.waveId, true));
}

/** Nobody has answered, and nobody can any more: all but its own ticket can be part of another wave. */
export async function dissolveWave(tx: Tx, ticketId: number): Promise<void> {
  await tx.delete(ticketWaveMembers).where(and(eq(ticketWaveMembers.waveId, ticketId), ne(ticketWaveMembers.ticketId, ticketId)));
}

/** @param lock whether nobody else may answer until the transaction ends */
export async function waveOf(tx: Tx, ticketId: number, lock = false): Promise<Wave | undefined> {
  if (lock) await tx.select({ id: ticketWaves.ticketId }).from(ticketWaves).where(eq(ticketWaves.ticketId, ticketId)).for('no key update');
  const [wave] = await tx
    .select({ ticketId: ticketWaves.ticketId, teamId: ticketWaves.teamId, decidedBy: people.name, parentId: ticketWaves.parentId })
    .from(ticketWaves)
    .leftJoin(people, eq(people.id, ticketWaves.decidedById))
    .where(eq(ticketWaves.ticketId, ticketId));
  if (!wave) return undefined;
  const all = await tx
    .select({ ticket: tickets })
    .from(ticketWaveMembers)
    .innerJoin(tickets, eq(tickets.id, ticketWaveMembers.ticketId))
    .where(eq(ticketWaveMembers.waveId, ticketId))
    .orderBy(asc(tickets.id));
  const members = all.map(({ ticket }) => ticket).filter((ticket) => !ticket.private);
  return { ...wave, members, hidden: all.length - members.length };
}

export async function decideWave(tx: Tx, ticketId: number, decision: { decidedById: number; decidedAt: Date; parentId: number | null }): Promise<void> {
  await tx.update(ticketWaves).set(decision).where(eq(ticketWaves.ticketId, ticketId));
}
