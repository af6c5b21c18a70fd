import type { Guard } from './guard.ts';

const installation = (state: string, sealed: string) =>
  `insert into slack_installations (id, is_organization, name, sealed, state, changed_at) values ('T1', false, 'Example', ${sealed}, '${state}', now())`;

const picture = "insert into slack_pictures (workspace, picture, file_id, at) values ('T1', 'abc', 'F1', now())";

export const slackGuards: readonly Guard[] = [
  { that: 'an installation in a state that is none', by: 'slack_installations_state_known', sql: installation('broken', 'null') },
  {
    that: 'a token that is kept of a workspace that took Deskside off',
    by: 'slack_installations_sealed_while_installed',
    sql: installation('revoked', "'v1.x'"),
  },
  { that: 'an installation without its token', by: 'slack_installations_sealed_while_installed', sql: installation('installed', 'null') },
  { that: 'one picture kept twice of a workspace', by: 'slack_pictures_workspace_picture_pk', sql: `${picture}; ${picture}` },
];
