import { slaEdition, type Edition } from '#rules/edition.ts';
import { ticketName } from '#core/ticket.ts';
import { formatLength } from '#lib/dates.ts';
import type { SlaEdition } from '#rules/sla/policy.ts';
import { cycleKey, replayTicket } from '#rules/sla/replay.ts';
import { mostDifferent, outcomeOf, tallyOf, type Comparison, type Outcome, type Tally } from '#rules/sla/what-if.ts';
import type { Database } from '#store/database.ts';
import { knownEditions } from '#store/sla.ts';
import { loggedTickets, type LoggedTicket } from '#store/sla-replay.ts';

const LISTED = 10;

interface Span {
  readonly since: Date;
  readonly now: Date;
}

/** What would have been, had that edition been in force all the time, beside what was. Changes nothing. */
export async function whatIf({ db }: Pick<Database, 'db'>, edition: Edition, span: Span): Promise<string> {
  const before = await knownEditions(db);
  const after = [slaEdition(edition, new Date(0))];
  const comparisons: Comparison[] = [];
  for await (const ticket of loggedTickets(db, span.since)) {
    comparisons.push({ ticketId: ticket.id, before: outcomesUnder(ticket, before, span), after: outcomesUnder(ticket, after, span) });
  }
  return [
    'As it was:',
    ...table(tallyOf(comparisons.flatMap((comparison) => comparison.before))),
    'As it would have been:',
    ...table(tallyOf(comparisons.flatMap((comparison) => comparison.after))),
    ...mostChanged(comparisons),
    '',
  ].join('\n');
}

/** Of clocks that began in that time. */
function outcomesUnder({ id, entries }: LoggedTicket, editions: readonly SlaEdition[], { since, now }: Span): Outcome[] {
  return replayTicket({ id, entries }, editions, now).flatMap(({ cycle, kept }) => (kept.startedAt >= since ? [outcomeOf(cycle, now)] : []));
}

function table(tallies: readonly Tally[]): string[] {
  if (tallies.length === 0) return ['  no clocks'];
  return tallies
    .toSorted((a, b) => compareWords(a.policy ?? '', b.policy ?? '') || compareWords(a.metric, b.metric))
    .map(({ policy, metric, counts }) => {
      const { met, breached, open, cancelled, no_promise: none } = counts;
      const judged = met + breached;
      const kept = judged === 0 ? '' : ` (${Math.round((100 * met) / judged)} % met)`;
      const rest = `${open > 0 ? `, ${open} open` : ''}${cancelled > 0 ? `, ${cancelled} cancelled` : ''}${none > 0 ? `, ${none} without a promise` : ''}`;
      return `  ${policy ?? 'no policy'}, ${metric}: ${met} met, ${breached} breached${kept}${rest}`;
    });
}

function compareWords(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function mostChanged(comparisons: readonly Comparison[]): string[] {
  const most = mostDifferent(comparisons, LISTED);
  if (most.length === 0) return ['No ticket would have ended otherwise.'];
  return ['Tickets that differ most:', ...most.map((comparison) => `  ${ticketName(comparison.ticketId)}: ${changesIn(comparison).join('; ')}`)];
}

/** Of each clock that would have ended otherwise: how it did, and how it would have. */
function changesIn({ before, after }: Comparison): string[] {
  const keys = [...new Set([...before, ...after].map(cycleKey))];
  return keys.flatMap((key) => {
    const [was, would] = [before, after].map((outcomes) => inWords(outcomes.find((outcome) => cycleKey(outcome) === key)));
    return was === would ? [] : [`${key} ${was} → ${would}`];
  });
}

function inWords(outcome: Outcome | undefined): string {
  if (!outcome) return 'none';
  const { verdict, late } = outcome;
  if (late === 0) return verdict.replace('_', ' ');
  return `${verdict} by ${late < 60_000 ? 'less than a minute' : formatLength(late)}`;
}
