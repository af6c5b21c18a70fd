import type { Guard } from './guard.ts';

const installation = (state: string, sealed: string) =>
  `insert into slack_installations (id, is_organization, name, sealed, state, changed_at) values ('T1', false, 'Example', ${sealed}, '${state}', now())`;

export const slackGuards: readonly Guard[] = [
  { that: 'an installation in a state that is none', by: 'slack_installations_state_known', sql: installation('broken', 'null') },
  {
    that: 'a token that is kept of a workspace that took Deskside off',
    by: 'slack_installations_sealed_while_installed',
    sql: installation('revoked', "'v1.x'"),
  },
  { that: 'an installation without its token', by: 'slack_installations_sealed_while_installed', sql: installation('installed', 'null') },
];
