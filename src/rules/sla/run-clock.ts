import type { Ticket } from '#core/ticket.ts';
import { USUAL_RULES, type ClockRules } from './clock-rules.ts';
import { beginCycle, changeCycle, endCycle, lastStretch, reviveCycle, type Cycle, type Pause, type Terms } from './cycle.ts';
import { happens, happensAny, type Moment } from './moments.ts';
import type { SlaMetric } from './metrics.ts';
import { choosePolicy, editionAt, type SlaEdition, type SlaPolicy } from './policy.ts';

interface Course {
  readonly metric: SlaMetric;
  readonly moments: readonly Moment[];
  /** In the order of their beginning. */
  readonly editions: readonly SlaEdition[];
  /** As of when; moments after it must not be given. */
  readonly at: Date;
}

const WAS_ENDED = 'it was resolved';

/**
 * All cycles of one clock of a ticket, replayed from its log. Pure: the same log and editions give the same cycles,
 * so what is stored can be compared with it, and a changed policy can be tried on what has been.
 */
export function runClock({ metric, moments, editions, at }: Course): Cycle[] {
  let cycles: readonly Cycle[] = [];
  for (const moment of moments) {
    const edition = editionAt(editions, moment.at);
    cycles = step(
      cycles.map((cycle) => wake(cycle, moment.at)),
      { metric, moment, edition },
    );
  }
  return cycles.map((cycle) => wake(cycle, at));
}

interface Step {
  readonly metric: SlaMetric;
  readonly moment: Moment;
  readonly edition: SlaEdition | undefined;
}

function step(cycles: readonly Cycle[], input: Step): readonly Cycle[] {
  const last = cycles.at(-1);
  if (!last || last.end) return start(cycles, input);
  const { metric, moment, edition } = input;
  const rules = lastStretch(last).terms?.policy.rules[metric] ?? rulesFor(edition, moment, metric);
  const replaced = (...by: Cycle[]) => [...cycles.slice(0, -1), ...by];
  const ended = (how: 'stopped' | 'cancelled') => endCycle(last, { how, at: moment.at, by: moment.event.type });
  if (happensAny(rules.cancel, moment)) return replaced(ended('cancelled'));
  if (happensAny(rules.stop, moment)) return replaced(ended('stopped'));
  const next = renegotiate(last, input);
  const { terms, pause } = lastStretch(next.cycle);
  const paused = pauseAfter(metric, rules, moment, pause);
  if (next.anew || happensAny(rules.reset, moment)) {
    return replaced(ended('cancelled'), beginCycle(metric, last.number + 1, { from: moment.at, terms, pause: paused }));
  }
  return replaced(paused === pause ? next.cycle : changeCycle(next.cycle, moment.at, { pause: paused }));
}

function start(cycles: readonly Cycle[], { metric, moment, edition }: Step): readonly Cycle[] {
  const last = cycles.at(-1);
  // Who reopens wants what was promised, so the policy of the cycle that ended has the word.
  const former = last && lastStretch(last).terms?.policy;
  const rules = former?.rules[metric] ?? rulesFor(edition, moment, metric);
  if (!happensAny(rules.start, moment)) return cycles;
  const resumes = metric === 'resolution' && moment.event.type === 'reopened' && former?.onReopen === 'resume';
  if (last?.end?.how === 'stopped' && resumes) return [...cycles.slice(0, -1), reviveCycle(last, moment.at, WAS_ENDED)];
  const policy = edition && choosePolicy(edition.policies, moment.after, moment.facts);
  const terms = termsOf({ metric, policy, edition, ticket: moment.after });
  return [...cycles, beginCycle(metric, cycles.length + 1, { from: moment.at, terms, pause: pauseAfter(metric, rules, moment, undefined) })];
}

/** Other terms when the ticket's priority changed or another policy fits it now; time that passed or waited is kept as it was. */
function renegotiate(cycle: Cycle, { metric, moment, edition }: Step): { cycle: Cycle; anew: boolean } {
  const { before, after, at, facts } = moment;
  const same = { cycle, anew: false };
  if (!before || !edition) return same;
  const { terms } = lastStretch(cycle);
  const chosen = choosePolicy(edition.policies, after, facts);
  const moved = chosen?.id !== choosePolicy(edition.policies, before, facts)?.id;
  const prioritized = before.priority !== after.priority;
  if (!moved && !prioritized) return same;
  const how = prioritized && terms ? terms.policy.onPriorityChange : 'recalculate';
  if (how === 'keep') return same;
  // The same policy goes on in the version that the cycle began under.
  const stays = terms && chosen?.id === terms.policy.id;
  const now = stays ? withTarget(terms, terms.policy.targets[metric]?.[after.priority]) : termsOf({ metric, policy: chosen, edition, ticket: after });
  return { cycle: changeCycle(cycle, at, { terms: now }), anew: how === 'restart' };
}

interface Offer {
  readonly metric: SlaMetric;
  readonly policy: SlaPolicy | undefined;
  readonly edition: SlaEdition | undefined;
  readonly ticket: Ticket;
}

function termsOf({ metric, policy, edition, ticket }: Offer): Terms | undefined {
  const calendar = policy && edition?.calendars.get(policy.calendar);
  const target = policy?.targets[metric]?.[ticket.priority];
  return policy && calendar && target !== undefined ? { policy, calendar, target } : undefined;
}

function withTarget(terms: Terms, target: number | undefined): Terms | undefined {
  return target === undefined ? undefined : { ...terms, target };
}

function rulesFor(edition: SlaEdition | undefined, { after, facts }: Moment, metric: SlaMetric): ClockRules {
  return (edition && choosePolicy(edition.policies, after, facts)?.rules[metric]) ?? USUAL_RULES[metric];
}

/** The pause after a moment: a new one, none when the clock goes on, or the same as before. */
function pauseAfter(metric: SlaMetric, rules: ClockRules, moment: Moment, current: Pause | undefined): Pause | undefined {
  const { event, before, after } = moment;
  // Whatever a policy says, what the team has snoozed is not worked on until then. An answer can still be given.
  if (metric === 'resolution' && event.type === 'snoozed') return { reason: event.reason, until: new Date(event.until) };
  const woken = metric === 'resolution' && (before?.snoozedUntil ?? null) !== null && after.snoozedUntil === null;
  const rule = rules.pause.find(({ when }) => happens(when, moment));
  if (!rule) return woken || happensAny(rules.resume, moment) ? undefined : current;
  const { reason, atMost } = rule;
  return atMost === undefined ? { reason } : { reason, until: new Date(moment.at.getTime() + atMost) };
}

/** A pause that has lasted as long as it may is over. */
function wake(cycle: Cycle, at: Date): Cycle {
  const until = lastStretch(cycle).pause?.until;
  return cycle.end || !until || until > at ? cycle : changeCycle(cycle, until, { pause: undefined });
}
