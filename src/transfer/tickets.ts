import { z } from 'zod';
import { DeskError } from '#core/errors.ts';
import { CATEGORIES, PRIORITIES, RESOLUTION_CODES, URGENCIES, type Priority, type TicketEvent } from '#core/ticket.ts';
import { shorten } from '#lib/text.ts';
import { priorityOf } from '#rules/priority.ts';
import type { Tx } from '#store/database.ts';
import { importedFrom, keepReference } from '#store/imported.ts';
import { peopleWithManagers } from '#store/people-import.ts';
import { listTeams } from '#store/teams.ts';
import { openTicket, recordEvent } from '#store/tickets.ts';
import type { Report } from './report.ts';
import { readSheet, withoutDoubles, type Refused } from './sheet.ts';

const instant = z.iso.datetime({ offset: true, error: 'is not an instant with its offset, such as 2026-03-01T09:30:00+01:00' }).transform((at) => new Date(at));
const one = <const T extends readonly string[]>(words: T) => z.enum(words, `is one of ${words.join(', ')}`);
const email = z.email('is not an e-mail address').transform((address) => address.toLowerCase());

const TITLE_MAX = 200;

/** The columns of a file of tickets. */
export const TICKET_COLUMNS = z.object({
  /** What it is called where it comes from: imported once. */
  reference: z.string('is missing').max(200),
  requester: email,
  /** Key of the team that works on it. */
  team: z.string('is missing'),
  title: z.string('is missing').max(TITLE_MAX, 'has more than 200 characters'),
  description: z.string('is missing').max(20_000, 'has more than 20,000 characters'),
  urgency: one(URGENCIES),
  /** 1 to 4; without it, what follows from the urgency. */
  priority: z.coerce
    .number()
    .refine((value): value is Priority => PRIORITIES.some((priority) => priority === value), 'is 1, 2, 3 or 4')
    .optional(),
  category: one(CATEGORIES).optional(),
  state: one(['new', 'in_progress', 'resolved', 'closed', 'withdrawn']),
  assignee: email.optional(),
  created_at: instant,
  /** Also when it was withdrawn. */
  resolved_at: instant.optional(),
  resolution_code: one(RESOLUTION_CODES).optional(),
  resolution: z.string().max(20_000, 'has more than 20,000 characters').optional(),
});

type TicketLine = z.infer<typeof TICKET_COLUMNS>;

/** Where tickets come from, and as of when. */
export interface TicketSource {
  /** The other desk's name: its references are known by it when the file comes again. */
  readonly source: string;
  readonly now: Date;
  /** Takes out passwords and the like, as of what is written in chat. */
  readonly redact: (text: string) => string;
}

export interface ImportedTickets extends Report {
  /** Ids of those that were added. */
  readonly ticketIds: readonly number[];
}

interface Known {
  readonly people: ReadonlyMap<string, { readonly id: number }>;
  readonly teams: ReadonlyMap<string, { readonly id: number }>;
}

/** Adds tickets with their history as far as the file tells it. One that was imported before is left as it is, whatever has become of it. */
export async function importTickets(tx: Tx, text: string, { source, now, redact }: TicketSource): Promise<ImportedTickets> {
  const { rows, refused: unread } = withoutDoubles(readSheet(text, TICKET_COLUMNS), ({ reference }) => reference);
  const refused: Refused[] = [...unread];
  const known: Known = { people: await peopleWithManagers(tx), teams: new Map((await listTeams(tx)).map((team) => [team.key, team])) };
  const before = await importedFrom(tx, source);
  const ticketIds: number[] = [];
  let unchanged = 0;
  for (const { line, value } of rows) {
    if (before.has(value.reference)) unchanged += 1;
    else {
      const why = problemWith(value, known, now);
      if (why !== undefined) refused.push({ line, why });
      else {
        const ticketId = await addTicket(tx, redacted(value, redact), known);
        await keepReference(tx, { source, reference: value.reference, ticketId });
        ticketIds.push(ticketId);
      }
    }
  }
  return { added: ticketIds.length, changed: 0, unchanged, refused, ticketIds };
}

function redacted(line: TicketLine, redact: TicketSource['redact']): TicketLine {
  const { title, description, resolution } = line;
  const words = { title: shorten(redact(title), TITLE_MAX), description: redact(description) };
  return { ...line, ...words, ...(resolution === undefined ? {} : { resolution: redact(resolution) }) };
}

/** What contradicts itself in a line, or names what is not there. */
function problemWith(line: TicketLine, { people, teams }: Known, now: Date): string | undefined {
  const { state, assignee, created_at: created, resolved_at: ended } = line;
  const over = state === 'resolved' || state === 'closed';
  const problems: readonly (readonly [boolean, string])[] = [
    [!people.has(line.requester), `requester: nobody has the address “${line.requester}”`],
    [!teams.has(line.team), `team: there is none “${line.team}”; there are ${[...teams.keys()].join(', ')}`],
    [assignee !== undefined && !people.has(assignee), `assignee: nobody has the address “${assignee}”`],
    [state === 'new' && assignee !== undefined, 'assignee: what is new has none yet'],
    [state === 'in_progress' && assignee === undefined, 'assignee: what is in progress has one'],
    [created > now, 'created_at: is in the future'],
    [(over || state === 'withdrawn') !== (ended !== undefined), `resolved_at: what is ${state} ${ended ? 'has none' : 'has one'}`],
    [ended !== undefined && (ended < created || ended > now), 'resolved_at: is before created_at, or in the future'],
    [over !== (line.resolution_code !== undefined), `resolution_code: what is ${state} ${over ? 'has one' : 'has none'}`],
    [over !== (line.resolution !== undefined), `resolution: what is ${state} ${over ? 'has one' : 'has none'}`],
  ];
  return problems.find(([wrong]) => wrong)?.[1];
}

async function addTicket(tx: Tx, line: TicketLine, { people, teams }: Known): Promise<number> {
  const requesterId = idOf(people, line.requester);
  const assigneeId = line.assignee === undefined ? undefined : idOf(people, line.assignee);
  const { title, urgency, category, priority = priorityOf(urgency) } = line;
  const event = { type: 'reported', requesterId, teamId: idOf(teams, line.team), title, urgency, priority, category } as const;
  const { ticket } = await openTicket(tx, { event, actorId: requesterId, at: line.created_at, words: line.description, origin: undefined });
  for (const next of eventsAfter(line, assigneeId)) {
    const at = next.type === 'claimed' ? line.created_at : (line.resolved_at ?? line.created_at);
    await recordEvent(tx, ticket.id, { event: next, actorId: next.type === 'withdrawn' ? requesterId : assigneeId, at });
  }
  return ticket.id;
}

function eventsAfter({ state, resolution_code: code, resolution }: TicketLine, assigneeId: number | undefined): TicketEvent[] {
  const claimed: TicketEvent[] = assigneeId === undefined ? [] : [{ type: 'claimed', assigneeId }];
  if (state === 'withdrawn') return [...claimed, { type: 'withdrawn', reason: resolution ?? 'Withdrawn before it was brought here' }];
  if (code === undefined || resolution === undefined) return claimed;
  const resolved: TicketEvent[] = [...claimed, { type: 'resolved', code, summary: resolution }];
  return state === 'closed' ? [...resolved, { type: 'closed' }] : resolved;
}

function idOf(known: ReadonlyMap<string, { readonly id: number }>, key: string): number {
  const found = known.get(key);
  if (!found) throw new DeskError('not_found', { userMessage: `There is no “${key}”.` });
  return found.id;
}
