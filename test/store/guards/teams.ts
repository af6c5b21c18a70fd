import { inserting, type Guard } from './guard.ts';

const conversation = inserting('teams_conversations', {
  tenant: "'t1'",
  id: "'a:1'",
  kind: "'personal'",
  service_url: "'https://smba.trafficmanager.net/emea/'",
  user_id: "'u1'",
  state: "'open'",
  changed_at: 'now()',
});
const user = inserting('teams_users', { tenant: "'t1'", id: "'u1'", teams_id: "'29:1'", name: "'Maria'", checked_at: 'now()' });

export const teamsGuards: readonly Guard[] = [
  { that: 'a conversation of a kind that is none', by: 'teams_conversations_kind_known', sql: conversation({ kind: "'meeting'", user_id: 'null' }) },
  { that: 'a conversation in a state that is none', by: 'teams_conversations_state_known', sql: conversation({ state: "'asleep'" }) },
  { that: 'a personal chat of nobody', by: 'teams_conversations_personal_of_somebody', sql: conversation({ user_id: 'null' }) },
  { that: 'a channel that is somebody’s own', by: 'teams_conversations_personal_of_somebody', sql: conversation({ kind: "'channel'" }) },
  { that: 'a second personal chat of one person', by: 'teams_conversations_personal_key', sql: `${conversation({})}; ${conversation({ id: "'a:2'" })}` },
  { that: 'one conversation kept twice', by: 'teams_conversations_tenant_id_pk', sql: `${conversation({})}; ${conversation({ user_id: "'u2'" })}` },
  { that: 'a stranger of a kind that is none', by: 'teams_users_stranger_known', sql: user({ stranger: "'alien'" }) },
  { that: 'one user kept twice', by: 'teams_users_tenant_id_pk', sql: `${user({})}; ${user({})}` },
];
