import type { Block, Inline } from '#core/card.ts';
import { ticketName } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import { formatLength } from '#lib/dates.ts';
import { REQUESTER_AWAITED } from '#rules/sla/clock-rules.ts';
import { lastStretch, type Cycle, type Terms } from '#rules/sla/cycle.ts';
import { explainCycle, totalsOf, type ExplainedInterval, type Reckoned } from '#rules/sla/explain.ts';
import { readCycle, type ClockReading } from '#rules/sla/read-cycle.ts';
import { replayTicket } from '#rules/sla/replay.ts';
import type { Tx } from '#store/database.ts';
import { knownEditions } from '#store/sla.ts';
import { eventsOf } from '#store/tickets.ts';
import { nextPromise } from './promise.ts';
import { ticketOf } from './record.ts';
import { METRIC_WORDS } from './words.ts';

/** So many parts one by one; what was before is summed up. */
const LISTED = 16;

/** `ticket.why`: how the promised time comes about, part by part, for whoever asks. */
export async function why(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  const ticket = await ticketOf(context, subject);
  const { tx, now, actor } = context;
  const [entries, editions] = await Promise.all([eventsOf(tx, ticket.id), knownEditions(tx)]);
  const clocks = replayTicket({ id: ticket.id, entries }, editions, now).flatMap(({ cycle, kept: { metric, state, dueAt } }) =>
    state === 'running' || state === 'paused' ? [{ cycle, metric, state, dueAt: dueAt?.getTime() ?? null }] : [],
  );
  const clock = nextPromise(clocks);
  const terms = clock && lastStretch(clock.cycle).terms;
  const name = ticketName(ticket.id);
  if (!terms) return context.say({ to: 'actor' }, { text: `Nothing is promised for ${name} at the moment, so there is no time to explain.` });
  const title = `Why this time? ${name}: ${METRIC_WORDS[clock.metric].what}`;
  const lines = linesOf(clock.cycle, terms, now).map((line) => (actor.person.id === ticket.requesterId ? toRequester(line) : line));
  const blocks = lines.map((text): Block => ({ kind: 'text', text }));
  context.say({ to: 'actor' }, { text: title, card: { title, tone: 'neutral', blocks, buttons: [] } });
}

/** What was promised, how each part of the time was or will be reckoned until it is due, and what that makes. */
function linesOf(cycle: Cycle, terms: Terms, now: Date): Inline[] {
  const reading = readCycle(cycle, now);
  const until = reading.dueAt && reading.dueAt > now ? reading.dueAt : now;
  const all = explainCycle(cycle, until);
  const recent = all.slice(-LISTED);
  const older = all.slice(0, -LISTED);
  const { what } = METRIC_WORDS[cycle.metric];
  const promised = `“${terms.policy.name}” promises ${what} within ${formatLength(terms.target)} of opening hours (${terms.calendar.zone}).`;
  return [promised, ...(older.length > 0 ? [summedUp(older)] : []), ...recent.map(lineOf), endOf(reading, terms)];
}

function lineOf({ from, to, reckoned }: ExplainedInterval): Inline {
  return [at(from), ' to ', at(to), `: ${wordsFor(reckoned)}, ${formatLength(to.getTime() - from.getTime())}`];
}

function summedUp(older: readonly ExplainedInterval[]): Inline {
  const totals = totalsOf(older);
  const parts = [
    ['counts', totals.counted],
    ['paused', totals.paused],
    ['closed', totals.closed],
    ['nothing promised', totals.no_promise],
  ] as const;
  const words = parts.flatMap(([word, length]) => (length > 0 ? [`${word}, ${formatLength(length)}`] : []));
  const [first] = older;
  const last = older.at(-1);
  return first && last ? [at(first.from), ' to ', at(last.to), ` in sum: ${words.join('; ')}`] : '';
}

function wordsFor(reckoned: Reckoned): string {
  switch (reckoned.kind) {
    case 'counted':
      return 'counts';
    case 'paused':
      return `paused (${reckoned.why})`;
    case 'no_promise':
      return 'nothing was promised';
    case 'closed':
      return `closed (${closedWords(reckoned.closed)})`;
  }
}

function closedWords(closed: Extract<Reckoned, { kind: 'closed' }>['closed']): string {
  if (closed.why === 'holiday') return closed.name;
  return closed.why === 'day_off' ? 'weekend or day off' : 'outside opening hours, such as at night';
}

function endOf({ elapsed, remaining = 0, dueAt }: ClockReading, { target }: Terms): Inline {
  const counted = `${formatLength(elapsed)} of ${formatLength(target)} used`;
  if (!dueAt) return `So far ${counted}. When the pause ends, ${formatLength(Math.max(remaining, 0))} are left.`;
  return [`So far ${counted}; due `, at(dueAt), '.'];
}

function at(instant: Date): { at: string } {
  return { at: instant.toISOString() };
}

/** The same line, to the one who is talked about. */
function toRequester(line: Inline): Inline {
  const spoken = (part: string) => part.replace(REQUESTER_AWAITED, 'waiting for an answer from you');
  return typeof line === 'string' ? spoken(line) : line.map((part) => (typeof part === 'string' ? spoken(part) : part));
}
