import { and, asc, desc, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Ticket } from '#core/ticket.ts';
import type { Tx } from './database.ts';
import { ticketLinks } from './schema/similar.ts';
import { isOpen, tickets } from './schema/tickets.ts';
import { lockTickets } from './tickets.ts';

/** A ticket that stands for another one, or is stood for. */
interface Hanging {
  readonly childId: number;
  readonly parentId: number;
}

const isParentLink = eq(ticketLinks.kind, 'parent');

/** What hangs on what, of all that has to do with these tickets. */
export async function hangings(tx: Tx, ids: readonly number[]): Promise<Hanging[]> {
  const near = or(inArray(ticketLinks.ticketId, [...ids]), inArray(ticketLinks.otherId, [...ids]));
  return await tx.select({ childId: ticketLinks.ticketId, parentId: ticketLinks.otherId }).from(ticketLinks).where(and(isParentLink, near));
}

export async function parentOf(tx: Tx, id: number): Promise<number | undefined> {
  return (await hangings(tx, [id])).find(({ childId }) => childId === id)?.parentId;
}

/** What hangs on a ticket, oldest first. */
export async function childrenOf(tx: Tx, parentId: number): Promise<Ticket[]> {
  const rows = await tx
    .select({ ticket: tickets })
    .from(ticketLinks)
    .innerJoin(tickets, eq(tickets.id, ticketLinks.ticketId))
    .where(and(isParentLink, eq(ticketLinks.otherId, parentId)))
    .orderBy(asc(tickets.id));
  return rows.map(({ ticket }) => ticket);
}

/** The same, with all of them and the parent locked; nothing can be hung on it or taken off until the transaction ends. Costs one look where nothing hangs. */
export async function lockChildren(tx: Tx, parentId: number): Promise<Ticket[]> {
  const children = await childrenOf(tx, parentId);
  if (children.length === 0) return [];
  await lockTickets(tx, [parentId, ...children.map(({ id }) => id)]);
  return await childrenOf(tx, parentId);
}

interface NewHanging extends Hanging {
  /** Null when the desk did. */
  readonly byId: number | null;
  readonly at: Date;
}

export async function hang(tx: Tx, { childId, parentId, byId, at }: NewHanging): Promise<void> {
  await tx.insert(ticketLinks).values({ ticketId: childId, otherId: parentId, kind: 'parent', byId, at });
}

export async function takeOff(tx: Tx, { childId, parentId }: Hanging): Promise<void> {
  await tx.delete(ticketLinks).where(and(isParentLink, eq(ticketLinks.ticketId, childId), eq(ticketLinks.otherId, parentId)));
}

const itself = alias(ticketLinks, 'itself');
const like = alias(ticketLinks, 'alike');

/** Open tickets of the team that this one may hang on: those that it looks like first, then the newest. */
export async function parentsOffered(tx: Tx, { id, teamId }: Ticket, limit: number): Promise<Ticket[]> {
  const rows = await tx
    .select({ ticket: tickets })
    .from(tickets)
    .leftJoin(itself, and(eq(itself.ticketId, tickets.id), eq(itself.kind, 'parent')))
    .leftJoin(like, and(eq(like.ticketId, id), eq(like.otherId, tickets.id), eq(like.kind, 'similar')))
    .where(and(eq(tickets.teamId, teamId), ne(tickets.id, id), eq(tickets.private, false), isOpen(), isNull(itself.ticketId)))
    .orderBy(sql`${like.score} desc nulls last`, desc(tickets.id))
    .limit(limit);
  return rows.map(({ ticket }) => ticket);
}

/** An open ticket on which others hang, and how alike a new one is to it or to one of those. */
export interface FamilyFound {
  readonly parentId: number;
  readonly score: number;
  /** Since when something hangs on it. */
  readonly since: Date;
}

/** What the team has made of those that this ticket looks like; undefined when nothing. */
export async function familyLike(tx: Tx, { id, teamId }: Ticket): Promise<FamilyFound | undefined> {
  const [found] = await tx.execute<Record<'id' | 'score' | 'since', string>>(sql`
    select p.id, max(l.score) as score, (select min(k.at) from ticket_links k where k.other_id = p.id and k.kind = 'parent') as since
    from ticket_links l
    left join ticket_links up on up.ticket_id = l.other_id and up.kind = 'parent'
    join tickets p on p.id = coalesce(up.other_id, l.other_id)
    where l.ticket_id = ${id} and l.kind = 'similar' and p.team_id = ${teamId} and p.state in ('new', 'in_progress', 'waiting') and not p.private
      and exists (select from ticket_links k where k.other_id = p.id and k.kind = 'parent')
    group by p.id order by score desc, p.id limit 1`);
  return found && { parentId: Number(found.id), score: Number(found.score), since: new Date(found.since) };
}
