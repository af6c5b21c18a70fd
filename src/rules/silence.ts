import type { Ticket, TicketEvent } from '#core/ticket.ts';
import type { Moment } from './sla/moments.ts';

/**
 * For whose word or deed a ticket waits, and since when: for somebody to take it, for the one who has it to write to the requester,
 * or for the requester to answer. Nobody's while it is snoozed or waits for an approval; after that it begins anew.
 */
export type Silence = Unclaimed | OwnerSilent | RequesterSilent;

interface Since {
  /** The ticket's version with which it began: it names this silence. */
  readonly version: number;
  readonly from: Date;
}

export interface Unclaimed extends Since {
  readonly kind: 'unclaimed';
  /** Who had it and let it go: they are not asked to take it again. */
  readonly letGoBy: number | null;
}

export interface OwnerSilent extends Since {
  readonly kind: 'owner';
  readonly ownerId: number;
  /** When they were asked whether they are still on it. */
  readonly askedAt: Date | undefined;
}

export interface RequesterSilent extends Since {
  readonly kind: 'requester';
  /** When they were reminded, in order. */
  readonly remindedAt: readonly Date[];
}

/** @param moments all of a ticket, oldest first */
export function silenceOf(moments: readonly Moment[]): Silence | undefined {
  const now = waitsFor(moments.at(-1)?.after);
  const index = moments.findLastIndex((moment) => begins(moment));
  const begin = moments[index];
  if (!now || !begin) return undefined;
  const since = { version: begin.after.version, from: begin.at };
  const asked = (whom: 'owner' | 'requester') => moments.slice(index + 1).flatMap(({ event, at }) => (asks(event, whom) ? [at] : []));
  switch (now.kind) {
    case 'unclaimed':
      return { ...since, kind: 'unclaimed', letGoBy: begin.event.type === 'handed_back' ? (begin.before?.assigneeId ?? null) : null };
    case 'owner':
      return { ...since, kind: 'owner', ownerId: now.id, askedAt: asked('owner').at(-1) };
    case 'requester':
      return { ...since, kind: 'requester', remindedAt: asked('requester') };
  }
}

function waitsFor(ticket: Ticket | undefined): { readonly kind: Silence['kind']; readonly id: number } | undefined {
  if (!ticket || ticket.snoozedUntil !== null || ticket.approval === 'pending') return undefined;
  if (ticket.state === 'new') return { kind: 'unclaimed', id: ticket.teamId };
  if (ticket.state === 'in_progress' && ticket.assigneeId !== null) return { kind: 'owner', id: ticket.assigneeId };
  return ticket.state === 'waiting' ? { kind: 'requester', id: ticket.requesterId } : undefined;
}

/** It waits for somebody else than before, or the one who is waited for was written to or has said something. */
function begins({ event, before, after }: Moment): boolean {
  const [was, is] = [waitsFor(before), waitsFor(after)];
  if (was?.kind !== is?.kind || was?.id !== is?.id) return true;
  return is?.kind !== 'unclaimed' && ((event.type === 'replied' && event.by === 'agent') || event.type === 'affirmed');
}

function asks(event: TicketEvent, whom: 'owner' | 'requester'): boolean {
  return event.type === 'reminded' && event.whom === whom;
}
