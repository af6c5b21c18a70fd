import type { Priority } from '#core/ticket.ts';
import type { Calendar } from './business-time/calendar.ts';
import { addBusinessTime, isOpen, openIntervals } from './business-time/reckon.ts';
import { latest, type Next } from './follow-up.ts';
import { tellableAt, type QuietHours } from './quiet-hours.ts';

export const RUNGS = ['member', 'on_call', 'lead'] as const;
export type RungKind = (typeof RUNGS)[number];

/** Somebody who could take a ticket. */
export interface Candidate {
  readonly id: number;
  readonly timeZone: string;
}

/** That somebody was asked, as long as the ticket has waited this time. */
export interface Offered {
  readonly kind: RungKind;
  readonly personId: number;
  readonly at: Date;
  /** When they said that it is not for them. */
  readonly passedAt: Date | null;
}

export interface Ladder {
  readonly from: Date;
  readonly priority: Priority;
  /** Of the team. */
  readonly calendar: Calendar;
  /** Milliseconds. */
  readonly perMember: number;
  readonly quiet: QuietHours | undefined;
  /** In the order in which they are asked. */
  readonly members: readonly Candidate[];
  readonly leads: readonly Candidate[];
  readonly onCall: Candidate | undefined;
  /** In order. */
  readonly offers: readonly Offered[];
}

export interface Rung {
  readonly kind: RungKind;
  readonly personIds: readonly number[];
}

/**
 * Who is asked next to take a ticket that nobody takes. First it is everybody's, by its card in the channel; then it is offered to one member
 * after another, each for their time of opening hours, and at last to the leads. Outside the opening hours nobody is asked, except for
 * priority 1: then whoever is on call, at once, and the leads when nobody is or when they do not take it.
 */
export function nextRung(ladder: Ladder, now: Date): Next<Rung> | undefined {
  const { priority, calendar, offers } = ladder;
  if (offers.some(({ kind }) => kind === 'lead')) return undefined;
  if (priority !== 1) return byDay(ladder, now);
  if (!isOpen(calendar, now)) return byNight(ladder, now);
  const next = byDay(ladder, now);
  const closesAt = openIntervals(calendar, now, new Date(now.getTime() + WEEK))[0]?.to;
  // In the evening it is another's turn: whoever is on call.
  return closesAt && (!next || next.at >= closesAt) ? byNight(ladder, closesAt) : next;
}

const WEEK = 7 * 24 * 60 * 60_000;

function byDay({ from, calendar, perMember, quiet, members, leads, offers }: Ladder, now: Date): Next<Rung> | undefined {
  const last = offers.at(-1);
  const turn = last?.passedAt ?? addBusinessTime(calendar, last?.at ?? from, perMember);
  if (!turn) return undefined;
  const left = members.filter(({ id }) => !offers.some(({ personId }) => personId === id));
  const candidates = left.length > 0 ? left : leads;
  const tellable = candidates.map(({ id, timeZone }) => ({ id, at: tellableAt({ quiet, zone: timeZone }, calendar, latest(turn, now)) }));
  const [first] = tellable.flatMap(({ at }) => (at ? [at] : [])).toSorted((a, b) => a.getTime() - b.getTime());
  if (!first) return undefined;
  const awake = tellable.filter(({ at }) => at && at <= first).map(({ id }) => id);
  return { at: first, step: left.length > 0 ? { kind: 'member', personIds: awake.slice(0, 1) } : { kind: 'lead', personIds: awake } };
}

function byNight({ perMember, onCall, leads, offers }: Ladder, now: Date): Next<Rung> | undefined {
  const call = offers.find(({ kind }) => kind === 'on_call');
  if (onCall && !call) return { at: now, step: { kind: 'on_call', personIds: [onCall.id] } };
  if (leads.length === 0) return undefined;
  const turn = call ? (call.passedAt ?? new Date(call.at.getTime() + perMember)) : now;
  return { at: latest(turn, now), step: { kind: 'lead', personIds: leads.map(({ id }) => id) } };
}
