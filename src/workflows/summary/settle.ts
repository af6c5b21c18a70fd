import { DeskError, refuse } from '#core/errors.ts';
import type { FormValues } from '#core/form.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import { newId } from '#lib/ids.ts';
import { NO_SUMMARIES, reachOf, stillWithin, type Reach, type Standing } from '#rules/summary-rights.ts';
import type { Tx } from '#store/database.ts';
import { planRows } from '#store/outbox.ts';
import { saveSubscription, standingOf, subscriptionOf, type Subscription, type Wanted } from '#store/summaries.ts';
import { showSubscription } from './confirm.ts';
import { scheduleIn, valuesOf } from './draft.ts';
import { readAnswer } from './wish.ts';
import { DUE } from './words.ts';

/** What somebody is, and what their summaries may be about. @throws DeskError `refused` for who may have none */
export async function reachOrRefuse({ tx, actor }: Context<Tx>): Promise<{ standing: Standing | undefined; reach: Reach }> {
  const standing = await standingOf(tx, actor.person.id);
  return { standing, reach: reachOf(standing) ?? refuse(NO_SUMMARIES) };
}

/** What somebody has now, as far as they do not say something else: another rhythm keeps the time. */
export function kept({ schedule, teams, channelTeamId }: Subscription, said: FormValues = {}): FormValues {
  const { time = '', ...rhythm } = valuesOf(schedule);
  const about = teams.length > 0 ? { teams: teams.map(({ id }) => id).join(',') } : {};
  return { time, ...(said['every'] === undefined ? rhythm : {}), ...about, ...(channelTeamId === null ? {} : { place: 'channel' }) };
}

/** `summary.change`: rhythm and time, from the form. On an older summary, too, it is about what the person gets now. */
export async function change(context: Context<Tx>, { values }: ActionInput): Promise<void> {
  const current = await subscriptionOf(context.tx, context.actor.person.id, true);
  if (!current) throw new DeskError('conflict', { userMessage: 'These were stopped. Say “send me the summary every Monday at 9” to get them again.' });
  const [every = '', day] = (values['often'] ?? '').split('-');
  const at = values['at'] ?? '';
  const time = readAnswer(at);
  if (time === undefined) throw new DeskError('invalid', { userMessage: `“${at}” is no time of day. One looks like 9:00.` });
  const { every: _, weekday: __, day: ___, ...rest } = kept(current);
  await settle(context, { ...rest, every, time, ...(every === 'week' ? { weekday: day ?? '1' } : { day: day ?? '1' }) });
}

/** All is known: it is kept, and the person is told what comes when. */
export async function settle(context: Context<Tx>, values: FormValues): Promise<void> {
  const { person } = context.actor;
  const schedule = scheduleIn(values);
  if (!schedule) throw new DeskError('invalid', { userMessage: 'Please say how often, such as: every Monday at 9.' });
  const { standing, reach } = await reachOrRefuse(context);
  const about = narrowed(standing, reach, values['teams']);
  const channelTeamId = values['place'] === 'channel' ? channelIn(about) : undefined;
  const subscription = await saveSubscription(context.tx, { personId: person.id, schedule, zone: person.timeZone, about, channelTeamId }, context.now);
  context.later(DUE, String(subscription.id), subscription.nextAt);
  await showSubscription(context, subscription, 'All right.');
}

/** The teams that were named, or all there are. @throws DeskError `refused` for a team that is none of theirs */
function narrowed(standing: Standing | undefined, reach: Reach, teams: string | undefined): Reach {
  if (!('teams' in reach) || teams === undefined || teams === 'all') return reach;
  const teamIds = teams.split(',').map(Number);
  const chosen = stillWithin(standing, { teamIds, departmentId: null });
  return chosen && 'teams' in chosen && chosen.teams.length === teamIds.length ? chosen : refuse(NOT_YOURS);
}

const NOT_YOURS = 'That is not a team of yours, so I cannot send you its figures.';

/** @throws DeskError `invalid` when there is no one channel for it */
function channelIn(about: Reach): number {
  const [team, ...others] = 'teams' in about ? about.teams : [];
  if (!team || others.length > 0)
    throw new DeskError('invalid', {
      userMessage: 'A channel belongs to one team, so please name one: “the summary of Devices in its channel every Monday at 9”.',
    });
  return team.id;
}

/**
 * The same without anybody saying so, such as from a file: this person gets that from now on, and nothing else. Whether
 * they may is for the caller to see to; it is looked at again each time one is due.
 */
export async function subscribe(tx: Tx, wanted: Wanted, now: Date): Promise<Subscription> {
  const subscription = await saveSubscription(tx, wanted, now);
  const key = `timer:${DUE}:${subscription.id}`;
  const payload = { timer: DUE, subject: String(subscription.id) };
  await planRows(tx, [{ id: newId(now), lane: key, replaceKey: key, kind: 'timer', payload, requestId: newId(now), nextAt: subscription.nextAt }]);
  return subscription;
}
