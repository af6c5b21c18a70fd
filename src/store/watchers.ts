import { and, asc, eq, ne, sql } from 'drizzle-orm';
import type { Relation } from '#core/workflow.ts';
import type { Tx } from './database.ts';
import { people } from './schema/people.ts';
import { tickets } from './schema/tickets.ts';
import { ticketWatchers } from './schema/watchers.ts';

export interface Watcher {
  readonly id: number;
  readonly name: string;
  /** They reported it for somebody else. */
  readonly reporter: boolean;
}

/** Those who watch a ticket and have not left, in the order of their names. */
export async function watchersOf(tx: Tx, ticketId: number): Promise<Watcher[]> {
  return await tx
    .select({ id: people.id, name: people.name, reporter: ticketWatchers.reporter })
    .from(ticketWatchers)
    .innerJoin(people, eq(people.id, ticketWatchers.personId))
    .where(and(eq(ticketWatchers.ticketId, ticketId), eq(ticketWatchers.watching, true), eq(people.status, 'active')))
    .orderBy(asc(people.name), asc(people.id));
}

interface Adding {
  readonly personId: number;
  readonly reporter?: boolean;
  readonly byId: number;
  readonly at: Date;
}

/** False when they watch it already. */
export async function addWatcher(tx: Tx, ticketId: number, { reporter = false, ...adding }: Adding): Promise<boolean> {
  const added = await tx
    .insert(ticketWatchers)
    .values({ ticketId, reporter, ...adding })
    .onConflictDoUpdate({
      target: [ticketWatchers.ticketId, ticketWatchers.personId],
      set: { watching: true, byId: adding.byId, at: adding.at, changes: sql`${ticketWatchers.changes} + 1` },
      setWhere: eq(ticketWatchers.watching, false),
    })
    .returning({ personId: ticketWatchers.personId });
  return added.length > 0;
}

/** Ends it for these, or for everybody whom somebody else than that person has added. Returns whose it has ended. */
export async function endWatching(tx: Tx, ticketId: number, who: { readonly only: number } | { readonly addedByOthersThan: number }): Promise<number[]> {
  const { personId, byId, watching, changes } = ticketWatchers;
  const whose = 'only' in who ? eq(personId, who.only) : ne(byId, who.addedByOthersThan);
  const ended = await tx
    .update(ticketWatchers)
    .set({ watching: false, changes: sql`${changes} + 1` })
    .where(and(eq(ticketWatchers.ticketId, ticketId), eq(watching, true), whose))
    .returning({ id: personId });
  return ended.map(({ id }) => id);
}

/** Who stands how to a ticket, in one round trip; undefined when there is no such ticket. */
export async function relationTo(tx: Tx, ticketId: number): Promise<Relation | undefined> {
  const watching = (more = sql``) => sql<number[]>`to_json(array(
    select w.person_id from ticket_watchers w where w.ticket_id = ${tickets.id} and w.watching ${more}))`;
  const { requesterId, teamId, assigneeId } = tickets;
  const [relation] = await tx
    .select({ requesterId, teamId, assigneeId, watcherIds: watching(), reporterIds: watching(sql`and w.reporter`) })
    .from(tickets)
    .where(eq(tickets.id, ticketId));
  return relation;
}

/** Whether somebody reported it for its requester, and has not stopped watching it. */
export async function isReporterOf(tx: Tx, ticketId: number, personId: number): Promise<boolean> {
  const { watching, reporter } = ticketWatchers;
  const mine = and(eq(ticketWatchers.ticketId, ticketId), eq(ticketWatchers.personId, personId), eq(watching, true), eq(reporter, true));
  return (await tx.select({ id: ticketWatchers.personId }).from(ticketWatchers).where(mine)).length > 0;
}

/** Of these tickets, those that somebody reported for another and still watches; for use in a query. */
export function reportedBy(personId: number) {
  return sql`any(array(select w.ticket_id from ticket_watchers w where w.person_id = ${personId} and w.watching and w.reporter))`;
}
