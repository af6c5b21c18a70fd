import type { Fact, Inline } from '#core/card.ts';
import type { Ticket } from '#core/ticket.ts';
import type { Audience } from '#core/workflow.ts';
import type { ClockLine, TicketView } from '#store/ticket-view.ts';
import { METRIC_WORDS } from './words.ts';

type Promised = Pick<TicketView, 'ticket' | 'clocks'>;

/** The clock that the next promise hangs on: the one that is due first, or one that waits. Undefined when nothing is promised. */
export function nextPromise<C extends Pick<ClockLine, 'metric' | 'state' | 'dueAt'>>(clocks: readonly C[]): C | undefined {
  const running = clocks.filter(({ state, dueAt }) => state === 'running' && dueAt !== null);
  const [first] = running.toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
  return first ?? clocks.find(({ state }) => state === 'paused');
}

/** What the ticket's card says about when something is to happen, in the reader's time. Nothing where nothing is promised. */
export function promiseFacts({ ticket, clocks }: Promised, audience: Audience): Fact[] {
  const clock = nextPromise(clocks);
  const promised = clock && { label: 'Promised', value: promiseOf(clock, ticket, audience) };
  if (!ticket.snoozedUntil) return promised ? [promised] : [];
  // Who works on it sees also what goes on all the same, such as a first reply.
  return [snoozedFact(ticket.snoozedUntil, audience), ...(promised && audience === 'agents' && clock.state === 'running' ? [promised] : [])];
}

function snoozedFact(until: Date, audience: Audience): Fact {
  const at = { at: until.toISOString() };
  return audience === 'agents' ? { label: 'Snoozed', value: ['Until ', at] } : { label: 'Next', value: ['We come back to this on ', at] };
}

function promiseOf(clock: ClockLine, ticket: Ticket, audience: Audience): Inline {
  const { metric, state, dueAt } = clock;
  if (state === 'paused' || dueAt === null) return pausedWords(ticket, audience);
  const at = { at: new Date(dueAt).toISOString() };
  if (!isOverdue(clock, ticket)) return [`${METRIC_WORDS[metric].by} `, at];
  const { what } = METRIC_WORDS[metric];
  return audience === 'agents'
    ? ['Overdue since ', at, ` (${what})`]
    : [`This takes longer than it should: ${what} was to come by `, at, '. We are sorry, and have not forgotten you.'];
}

function pausedWords({ state }: Ticket, audience: Audience): string {
  if (state !== 'waiting') return 'Paused';
  return `Paused: waiting for an answer from ${audience === 'agents' ? 'the requester' : 'you'}`;
}

/** A card is drawn from what was written down, so it knows no later time than that: it is drawn anew when somebody is told. */
function isOverdue({ dueAt, toldAt }: ClockLine, { updatedAt }: Ticket): boolean {
  return dueAt !== null && dueAt <= Math.max(updatedAt.getTime(), toldAt ?? 0);
}
