import { defineWorkflow, type Relation } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { subscriptionById, summaryById } from '#store/summaries.ts';
import { drawNothing, drawSummary } from './card.ts';
import { due } from './due.ts';
import { changeForm, missingForm } from './forms.ts';
import { again, explain, nudge, rest } from './reading.ts';
import { reportOf, shownTo, summaryFor } from './report.ts';
import { stop } from './stop.ts';
import { change } from './settle.ts';
import { onWords, set } from './subscribe.ts';
import { undelivered } from './undelivered.ts';
import { SUMMARY } from './words.ts';

/** What a manager has to decide, and how the desk does, at the hour they said. Subjects are summaries, `7`, and subscriptions, `sub-3`. */
export const summary = defineWorkflow<Tx>({
  name: SUMMARY,
  intents: {
    'summary.subscribe': { label: 'Get summaries', run: onWords },
  },
  actions: {
    set: { who: ['anyone'], form: missingForm, run: set },
    change: { who: ['requester'], form: changeForm, run: change },
    stop: { who: ['requester'], run: stop },
    explain: { who: ['requester', 'agent'], run: explain },
    again: { who: ['requester', 'agent'], run: again },
    rest: { who: ['requester', 'agent'], run: rest },
    nudge: { who: ['requester', 'agent'], run: nudge },
  },
  timers: { due },
  undelivered,
  relation,
  draw: async (tx, subject) => {
    const found = await summaryFor(tx, subject);
    const shown = await shownTo(tx, found);
    return { post: shown ? drawSummary(await reportOf(tx, shown)) : drawNothing(), version: found.summary.version };
  },
});

/** Whoever gets it stands to it as who asks does to a ticket; a team in whose channel it hangs reads it, too. */
async function relation(tx: Tx, subject: string): Promise<Relation | undefined> {
  const [, isSubscription, digits = ''] = /^(sub-)?(\d{1,15})$/.exec(subject) ?? [];
  if (digits === '') return undefined;
  const shown = isSubscription === undefined ? await summaryById(tx, Number(digits)) : undefined;
  const id = isSubscription === undefined ? shown?.subscriptionId : Number(digits);
  const subscription = id === undefined ? undefined : await subscriptionById(tx, id);
  if (!subscription) return undefined;
  const { personId, channelTeamId } = subscription;
  return { requesterId: personId, teamId: channelTeamId ?? NO_TEAM, assigneeId: null };
}

/** Ids count from 1. */
const NO_TEAM = 0;
