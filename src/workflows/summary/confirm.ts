import type { Button } from '#core/card.ts';
import type { Context } from '#core/workflow.ts';
import { often } from '#rules/schedule-words.ts';
import type { Tx } from '#store/database.ts';
import { standingOf, type Subscription } from '#store/summaries.ts';
import { aboutWords, subjectOf } from './words.ts';

/** What somebody gets, when and where, with the buttons to change it. Only they read it. */
export async function showSubscription(context: Context<Tx>, subscription: Subscription, lead: string): Promise<void> {
  const { schedule, zone, nextAt, departmentId, teams, channelTeamId } = subscription;
  const department = departmentId === null ? undefined : (await standingOf(context.tx, subscription.personId))?.department.name;
  const channel = teams.find(({ id }) => id === channelTeamId)?.name;
  const where = channel === undefined ? 'Here, where only you read it' : `In the channel of ${channel}`;
  const title = `A summary ${often(schedule)}`;
  const next = { label: 'Next', value: [{ at: nextAt.toISOString() }] };
  const facts = [
    { label: 'About', value: aboutWords({ teams, departmentName: department }) },
    { label: 'Where', value: where },
    next,
    { label: 'Time zone', value: zone },
  ];
  const text = `${lead} You get a summary ${often(schedule)} (${zone}).`;
  context.say(
    { to: 'actor' },
    {
      text,
      card: {
        title,
        tone: 'good',
        blocks: [
          { kind: 'text', text: lead },
          { kind: 'facts', facts },
        ],
        buttons: subscriptionButtons(subscription),
      },
    },
  );
}

export function subscriptionButtons(subscription: Pick<Subscription, 'id'>): Button[] {
  const subject = subjectOf(subscription);
  return [
    { action: 'summary.change', subject, label: 'Change time', opensForm: true },
    { action: 'summary.stop', subject, label: 'Stop these' },
  ];
}

/** What it cannot do is said, and a person is offered. */
export function offerBeyond(context: Context<Tx>, current: Subscription | undefined): void {
  const title = 'I can send a summary daily, on working days, weekly or monthly, to you or in your team’s channel. Anything else a person has to arrange.';
  const pass = { action: 'ticket.put_question', value: context.requestId, label: 'Pass it on' };
  const buttons = [pass, ...(current ? subscriptionButtons(current) : [])];
  context.say({ to: 'actor' }, { text: title, card: { title, tone: 'neutral', blocks: [], buttons } });
}
