import type { Ticket, TicketEvent, TicketFacts, TicketState } from '#core/ticket.ts';
import { foldTicket } from '#rules/ticket-fold.ts';

/** An event with the ticket as it was before and after it. */
export interface Moment {
  readonly event: TicketEvent;
  readonly at: Date;
  /** Undefined when it was reported. */
  readonly before: Ticket | undefined;
  readonly after: Ticket;
  /** As they were when it was reported; undefined for what came before there were any. */
  readonly facts?: TicketFacts | undefined;
}

/** A predicate over moments, as data: true when all that is given holds. */
export interface MomentMatch {
  readonly events?: readonly TicketEvent['type'][];
  /** Who replied. */
  readonly by?: 'agent' | 'requester';
  /** The state was none of these and is now. */
  readonly entered?: readonly TicketState[];
  /** The state was one of these and is not now. */
  readonly left?: readonly TicketState[];
  /** The state is now one of these. */
  readonly in?: readonly TicketState[];
  /** Whether a human had replied before. */
  readonly answered?: boolean;
}

export function happens(match: MomentMatch, { event, before, after }: Moment): boolean {
  const was = (states: readonly TicketState[]) => before !== undefined && states.includes(before.state);
  const is = (states: readonly TicketState[]) => states.includes(after.state);
  return (
    (match.events?.includes(event.type) ?? true) &&
    (match.by === undefined || (event.type === 'replied' && event.by === match.by)) &&
    (match.entered === undefined || (is(match.entered) && !was(match.entered))) &&
    (match.left === undefined || (was(match.left) && !is(match.left))) &&
    (match.in === undefined || is(match.in)) &&
    (match.answered === undefined || match.answered === ((before?.firstReplyAt ?? null) !== null))
  );
}

export function happensAny(matches: readonly MomentMatch[], moment: Moment): boolean {
  return matches.some((match) => happens(match, moment));
}

interface Log {
  readonly id: number;
  readonly entries: readonly { readonly event: TicketEvent; readonly at: Date }[];
}

/** The moments of a ticket until an instant. An event that is dated before the one that it follows counts as of that one. */
export function momentsOf({ id, entries }: Log, until: Date): Moment[] {
  const moments: Moment[] = [];
  for (const entry of entries) {
    const last = moments.at(-1);
    const at = last && last.at > entry.at ? last.at : entry.at;
    if (at > until) break;
    const facts = entry.event.type === 'reported' ? entry.event.facts : last?.facts;
    moments.push({ event: entry.event, at, before: last?.after, after: foldTicket(last?.after, { id, event: entry.event, at }), facts });
  }
  return moments;
}
