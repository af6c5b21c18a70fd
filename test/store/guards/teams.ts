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
const offer = inserting('teams_offers', {
  id: 'gen_random_uuid()',
  delivery: 'gen_random_uuid()',
  tenant: "'t1'",
  room: "'a:1'",
  user_id: "'u1'",
  name: "'summary.csv'",
  size: '5',
  otherwise: "'You get it elsewhere.'",
  text: "'a,b'",
  state: "'offered'",
  changed_at: 'now()',
});
const accepted = { state: "'accepted'", upload: "'sealed'", hand_over: 'gen_random_uuid()' };
const same = "'00000000-0000-4000-8000-000000000000'";

export const teamsGuards: readonly Guard[] = [
  { that: 'a conversation of a kind that is none', by: 'teams_conversations_kind_known', sql: conversation({ kind: "'meeting'", user_id: 'null' }) },
  { that: 'a conversation in a state that is none', by: 'teams_conversations_state_known', sql: conversation({ state: "'asleep'" }) },
  { that: 'a personal chat of nobody', by: 'teams_conversations_personal_of_somebody', sql: conversation({ user_id: 'null' }) },
  { that: 'a channel that is somebody’s own', by: 'teams_conversations_personal_of_somebody', sql: conversation({ kind: "'channel'" }) },
  { that: 'a second personal chat of one person', by: 'teams_conversations_personal_key', sql: `${conversation({})}; ${conversation({ id: "'a:2'" })}` },
  { that: 'one conversation kept twice', by: 'teams_conversations_tenant_id_pk', sql: `${conversation({})}; ${conversation({ user_id: "'u2'" })}` },
  { that: 'a stranger of a kind that is none', by: 'teams_users_stranger_known', sql: user({ stranger: "'alien'" }) },
  { that: 'one file offered twice by one delivery', by: 'teams_offers_delivery_key', sql: `${offer({ delivery: same })}; ${offer({ delivery: same })}` },
  { that: 'one offer kept twice', by: 'teams_offers_pkey', sql: `${offer({ id: same })}; ${offer({ id: same })}` },
  {
    that: 'two files put up by one row',
    by: 'teams_offers_hand_over_key',
    sql: `${offer({ ...accepted, hand_over: same })}; ${offer({ ...accepted, hand_over: same })}`,
  },
  { that: 'an offer in a state that is none', by: 'teams_offers_state_known', sql: offer({ state: "'lost'", text: 'null', hand_over: same }) },
  { that: 'an offer of nothing', by: 'teams_offers_kept_while_open', sql: offer({ text: 'null' }) },
  { that: 'an offer of two files', by: 'teams_offers_kept_while_open', sql: offer({ source: "'{}'" }) },
  { that: 'a declined file that is kept', by: 'teams_offers_kept_while_open', sql: offer({ state: "'declined'" }) },
  { that: 'a file of no bytes offered', by: 'teams_offers_size_sane', sql: offer({ size: '0' }) },
  { that: 'a file offered that is larger than any that is passed on', by: 'teams_offers_size_sane', sql: offer({ size: '25000001' }) },
  { that: 'a large text kept', by: 'teams_offers_size_sane', sql: offer({ text: "repeat('x', 1000001)" }) },
  { that: 'an accepted file without a place to be put', by: 'teams_offers_address_while_under_way', sql: offer({ ...accepted, upload: 'null' }) },
  { that: 'an address kept after a file was given', by: 'teams_offers_address_while_under_way', sql: offer({ ...accepted, state: "'given'", text: 'null' }) },
  { that: 'a file accepted that no row puts up', by: 'teams_offers_put_up_by_a_row', sql: offer({ ...accepted, hand_over: 'null' }) },
  { that: 'a file put up that nobody accepted', by: 'teams_offers_put_up_by_a_row', sql: offer({ hand_over: same }) },
  { that: 'one user kept twice', by: 'teams_users_tenant_id_pk', sql: `${user({})}; ${user({})}` },
];
