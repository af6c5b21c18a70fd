import { inserting, person, team, type Guard } from './guard.ts';

const subscription = inserting('summary_subscriptions', {
  person_id: person('tom'),
  every: "'day'",
  time: "'09:00'",
  zone: "'Europe/Vienna'",
  next_on: "'2030-01-01'",
  next_at: "'2030-01-01T08:00Z'",
  started_at: 'now()',
});
const last = '(select max(id) from summary_subscriptions)';
const shown = inserting('summaries', {
  subscription_id: last,
  due_on: "'2030-01-01'",
  due_at: "'2030-01-01T08:00Z'",
  shown_at: "'2030-01-01T08:00Z'",
  as_of: "'2030-01-01T08:00Z'",
  period_from: "'2029-12-31'",
  period_to: "'2030-01-01'",
});
const about = inserting('summary_teams', { subscription_id: last, team_id: team('devices') });
const nudge = inserting('summary_nudges', { summary_id: '(select max(id) from summaries)', ticket_id: '1001', by_id: person('sam'), at: 'now()' });
const all = (...statements: readonly string[]) => statements.join('; ');

export const summaryGuards: readonly Guard[] = [
  { that: 'two summaries of one kind for one person', by: 'summary_subscriptions_one_each', sql: all(subscription({}), subscription({})) },
  { that: 'a summary for nobody', by: 'summary_subscriptions_person_id_people_id_fk', sql: subscription({ person_id: '0' }) },
  { that: 'a summary of no department', by: 'summary_subscriptions_department_id_departments_id_fk', sql: subscription({ department_id: '0' }) },
  { that: 'a summary in no team’s channel', by: 'summary_subscriptions_channel_team_id_teams_id_fk', sql: subscription({ channel_team_id: '0' }) },
  { that: 'a summary every leap year', by: 'summary_subscriptions_every_known', sql: subscription({ every: "'leap year'" }) },
  { that: 'a weekly summary without its day', by: 'summary_subscriptions_weekday', sql: subscription({ every: "'week'" }) },
  { that: 'a summary on an eighth day of the week', by: 'summary_subscriptions_weekday', sql: subscription({ every: "'week'", weekday: '7' }) },
  { that: 'a daily summary on a day of the month', by: 'summary_subscriptions_month_day', sql: subscription({ month_day: '1' }) },
  { that: 'a summary at 24 o’clock', by: 'summary_subscriptions_time_shape', sql: subscription({ time: "'24:00'" }) },
  { that: 'a summary without a zone', by: 'summary_subscriptions_zone_named', sql: subscription({ zone: "''" }) },
  {
    that: 'a department’s summary in a team’s channel',
    by: 'summary_subscriptions_channel_of_teams',
    sql: subscription({ department_id: '(select min(id) from departments)', channel_team_id: team('devices') }),
  },
  { that: 'a team twice in a summary', by: 'summary_teams_subscription_id_team_id_pk', sql: all(subscription({}), about({}), about({})) },
  { that: 'a summary of no team', by: 'summary_teams_team_id_teams_id_fk', sql: all(subscription({}), about({ team_id: '0' })) },
  { that: 'a team of no summary', by: 'summary_teams_subscription_id_summary_subscriptions_id_fk', sql: about({ subscription_id: '0' }) },
  { that: 'two summaries for one date', by: 'summaries_once', sql: all(subscription({}), shown({}), shown({})) },
  { that: 'a summary that nobody wanted', by: 'summaries_subscription_id_summary_subscriptions_id_fk', sql: shown({ subscription_id: '0' }) },
  { that: 'a summary before its time', by: 'summaries_not_early', sql: all(subscription({}), shown({ due_at: "'2030-01-01T09:00Z'" })) },
  { that: 'a summary of no days', by: 'summaries_period_in_order', sql: all(subscription({}), shown({ period_to: "'2029-12-31'" })) },
  { that: 'a summary that missed less than none', by: 'summaries_counted', sql: all(subscription({}), shown({ missed: '-1' })) },
  {
    that: 'asking twice about a ticket from one summary',
    by: 'summary_nudges_summary_id_ticket_id_pk',
    sql: all(subscription({}), shown({}), nudge({}), nudge({})),
  },
  { that: 'asking from no summary', by: 'summary_nudges_summary_id_summaries_id_fk', sql: nudge({ summary_id: '0' }) },
  { that: 'asking about no ticket', by: 'summary_nudges_ticket_id_tickets_id_fk', sql: all(subscription({}), shown({}), nudge({ ticket_id: '0' })) },
  { that: 'nobody asking', by: 'summary_nudges_by_id_people_id_fk', sql: all(subscription({}), shown({}), nudge({ by_id: '0' })) },
];
