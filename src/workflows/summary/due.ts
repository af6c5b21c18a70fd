import type { Context } from '#core/workflow.ts';
import { lastDue, dueBefore, nextDue } from '#rules/schedule.ts';
import { recordAudit } from '#store/audit.ts';
import type { Tx } from '#store/database.ts';
import { personById } from '#store/people.ts';
import { addSummary, moveOn, saveSubscription, standingOf, stopSubscription, subscriptionById, type Subscription, type Summary } from '#store/summaries.ts';
import { stillTheirs } from './report.ts';
import { DUE, SUMMARY } from './words.ts';

/** The database, whose clock rings timers, may be ahead of ours by so much. */
const CLOCKS_DIFFER_MS = 30_000;

/** Timer `summary.due`: one summary for the last day on which one was due, however many were missed, and the timer for the next. */
export async function due(context: Context<Tx>, subject: string): Promise<void> {
  const { tx, now } = context;
  const found = await subscriptionById(tx, Number(subject), true);
  if (!found || found.stoppedAt !== null) return;
  // Another worker was first, or its time was changed.
  if (found.nextAt.getTime() - now.getTime() > CLOCKS_DIFFER_MS) return context.later(DUE, subject, found.nextAt);
  const moment = now < found.nextAt ? found.nextAt : now;
  const subscription = await stillAllowed(context, found);
  if (!subscription) return;
  const { schedule, zone, id } = subscription;
  const { on, at, missed } = lastDue(schedule, zone, { on: found.nextOn, at: found.nextAt }, moment);
  const periodFrom = dueBefore(schedule, on);
  const period = { beforeFrom: dueBefore(schedule, periodFrom), periodFrom, periodTo: on };
  const summary = await addSummary(tx, { subscriptionId: id, dueOn: on, dueAt: at, shownAt: moment, missed, ...period });
  if (summary) await show(context, subscription, summary);
  // Who has moved gets it at their own nine o'clock from now on.
  const { timeZone } = await personById(tx, subscription.personId);
  const next = nextDue(schedule, timeZone, moment, on);
  await moveOn(tx, id, timeZone, next);
  context.later(DUE, String(id), next.at);
}

async function show(context: Context<Tx>, { personId, channelTeamId }: Subscription, summary: Summary): Promise<void> {
  const place = channelTeamId === null ? { personId } : { teamId: channelTeamId };
  const audience = channelTeamId === null ? 'requester' : 'agents';
  await context.show({ workflow: SUMMARY, subject: String(summary.id), audience, place });
}

/** The subscription without what its person may no longer see; undefined, and stopped, when nothing is left of it. */
async function stillAllowed(context: Context<Tx>, subscription: Subscription): Promise<Subscription | undefined> {
  const { tx, now } = context;
  const { id, personId, schedule, zone, channelTeamId, fromFile, nextOn, nextAt } = subscription;
  const standing = await standingOf(tx, personId);
  const still = stillTheirs(standing, subscription);
  if (still?.teams.length === subscription.teams.length) return subscription;
  const outcome = { personId, actor: 'desk', action: DUE, subject: String(id), outcome: 'refused' } as const;
  await recordAudit(tx, { ...outcome, reason: 'No longer leads, works in or manages what it is about.' });
  if (!still) {
    await stopSubscription(tx, id, now);
    if (standing?.active) context.say({ to: 'person', personId }, { text: NO_LONGER });
    return undefined;
  }
  const about = { teams: still.teams };
  const narrowed = await saveSubscription(tx, { personId, schedule, zone, about, channelTeamId: channelTeamId ?? undefined, fromFile }, now);
  await moveOn(tx, narrowed.id, zone, { on: nextOn, at: nextAt });
  return { ...narrowed, nextOn, nextAt };
}

const NO_LONGER = 'I have stopped your summaries, as you no longer lead, work in or manage what they were about. If that is wrong, talk to your administrator.';
