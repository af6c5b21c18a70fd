import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Ticket } from '#core/ticket.ts';
import type { Tx } from './database.ts';
import { ticketLinks, ticketTexts } from './schema/similar.ts';
import { isOpen, tickets } from './schema/tickets.ts';

/** A ticket with the words it was reported with. */
export interface Alike {
  readonly id: number;
  readonly requesterId: number;
  readonly createdAt: Date;
  readonly text: string;
  /** How alike the texts are letter by letter (trigrams), 0 to 1: misspelled words count nearly as much as right ones. */
  readonly letters: number;
}

/** More words tell nothing more of what it is about; their pairs are what is looked for. */
const WORDS_LOOKED_FOR = 8;
const FOUND = 20;
/** The part of all reports from which on a word tells nothing, as far as the server's statistics know it: “since this morning”. */
const TOO_COMMON = 0.1;
const WEEK_MS = 7 * 24 * 3600 * 1000;

/**
 * Open tickets of others in the same team, of the last week or two, that share at least two of its rarest words with this one (or the only one it
 * has); at most 20. One statement, whose cost grows with what a week brings and not with the years before.
 */
export async function ticketsLike(tx: Tx, { id, teamId, requesterId, createdAt }: Ticket): Promise<Alike[]> {
  const week = Math.floor(createdAt.getTime() / WEEK_MS);
  const quoted = (column: string) => sql.raw(`'''' || replace(replace(${column}, '\\', '\\\\'), '''', '''''') || ''''`);
  const rows = await tx.execute<Record<'id' | 'requester_id' | 'created_at' | 'text' | 'letters', string>>(sql`
    with mine as (select text from ticket_texts where ticket_id = ${id}),
    common as (
      select c.lexeme, c.part from pg_stats p, rows from (unnest(p.most_common_elems::text::text[]), unnest(p.most_common_elem_freqs)) as c(lexeme, part)
      where p.schemaname = current_schema and p.tablename = 'ticket_texts' and p.attname = 'words' and c.lexeme is not null
    ), words as (
      select lexeme, row_number() over (order by part nulls first, positions[1]) as place
      from mine, unnest(to_tsvector('english', mine.text)) left join common using (lexeme)
      where coalesce(part, 0) < ${TOO_COMMON} order by place limit ${WORDS_LOOKED_FOR}
    ), said as (
      select place, week, ${quoted("week || ':' || lexeme")} as word from words, (values (${week}::int), (${week - 1}::int)) as w (week)
    ), pairs as (
      select a.word || ' & ' || b.word as pair from said a join said b on a.week = b.week and a.place < b.place
      union all select word from said where (select count(*) from words) = 1
    ), wanted as (
      select string_agg(pair, ' | ')::tsquery as query, (select string_agg(word, ' | ')::tsquery from said) as words from pairs having count(*) > 0
    ), likely as (
      select t.id, t.requester_id, t.created_at, x.text from wanted join ticket_texts x on x.search @@ wanted.query join tickets t on t.id = x.ticket_id
      where t.id <> ${id} and t.team_id = ${teamId} and t.requester_id <> ${requesterId} and t.state in ('new', 'in_progress', 'waiting') and not t.private
      order by ts_rank(x.search, wanted.words) desc, t.id desc limit ${FOUND}
    )
    select likely.*, similarity(mine.text, likely.text) as letters from likely, mine`);
  return [...rows].map((row) => ({
    id: Number(row.id),
    requesterId: Number(row.requester_id),
    createdAt: new Date(row.created_at),
    text: row.text,
    letters: Number(row.letters),
  }));
}

/** What somebody has open and has been about since then, newest first, with the words it was reported with; at most 20. */
export async function ownTicketsLike(tx: Tx, requesterId: number, text: string, since: Date): Promise<{ ticket: Ticket; text: string; letters: number }[]> {
  return await tx
    .select({
      ticket: tickets,
      text: sql<string>`coalesce(${ticketTexts.text}, ${tickets.title})`,
      letters: sql<number>`similarity(${text}, coalesce(${ticketTexts.text}, ${tickets.title}))`,
    })
    .from(tickets)
    .leftJoin(ticketTexts, eq(ticketTexts.ticketId, tickets.id))
    .where(and(eq(tickets.requesterId, requesterId), isOpen(), sql`${tickets.updatedAt} >= ${since.toISOString()}`))
    .orderBy(desc(tickets.id))
    .limit(FOUND);
}

/** Keeps which tickets this one looks like. */
export async function keepSimilar(tx: Tx, ticketId: number, found: readonly { readonly id: number; readonly score: number }[], at: Date): Promise<void> {
  if (found.length === 0) return;
  await tx
    .insert(ticketLinks)
    .values(found.map(({ id: otherId, score }) => ({ ticketId, otherId, kind: 'similar' as const, score, at })))
    .onConflictDoNothing();
}

/** Of those that this ticket looks like, the ones that are still open, most alike first. */
export async function openSimilar(tx: Tx, ticketId: number): Promise<Ticket[]> {
  const rows = await tx
    .select({ ticket: tickets })
    .from(ticketLinks)
    .innerJoin(tickets, eq(tickets.id, ticketLinks.otherId))
    .where(and(eq(ticketLinks.ticketId, ticketId), eq(ticketLinks.kind, 'similar'), eq(tickets.private, false), isOpen()))
    .orderBy(desc(ticketLinks.score), asc(tickets.id));
  return rows.map(({ ticket }) => ticket);
}
