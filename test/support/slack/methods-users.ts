import { isOn, page, required, userOf, type Call, type Method } from './call.ts';
import { Refusal } from './refusal.ts';
import type { Json } from './state.ts';
import { wireProfile, wireUser } from './wire.ts';

export const USERS: Readonly<Record<string, Method>> = {
  'auth.test': { scopes: [], args: [], run: authTest },
  'users.info': { scopes: ['users:read'], args: ['user', 'include_locale'], run: (call) => ({ user: wireUser(call.workspace, userOf(call)) }) },
  'users.lookupByEmail': { scopes: ['users:read.email', 'users:read'], args: ['email'], run: lookupByEmail },
  'users.list': { scopes: ['users:read'], args: ['limit', 'cursor', 'include_locale'], run: list },
  'users.profile.get': { scopes: ['users.profile:read'], args: ['user', 'include_labels'], run: profile },
  'usergroups.list': { scopes: ['usergroups:read'], args: ['include_users', 'include_count', 'include_disabled'], run: usergroups },
  'usergroups.users.list': { scopes: ['usergroups:read'], args: ['usergroup', 'include_disabled'], run: usergroupUsers },
};

function authTest({ workspace }: Call): Json {
  return {
    url: `https://${workspace.domain}.slack.com/`,
    team: workspace.name,
    user: 'desk',
    team_id: workspace.id,
    user_id: workspace.botUserId,
    bot_id: workspace.botId,
    ...(workspace.enterpriseId === undefined ? {} : { enterprise_id: workspace.enterpriseId }),
    is_enterprise_install: false,
  };
}

/** Finds nobody who was switched off, nor anybody of another workspace. */
function lookupByEmail(call: Call): Json {
  const email = required(call, 'email').toLowerCase();
  const user = [...call.workspace.users.values()].find((candidate) => candidate.email?.toLowerCase() === email);
  if (!user || user.deleted || user.teamId !== call.workspace.id) throw new Refusal('users_not_found');
  return { user: wireUser(call.workspace, user) };
}

function list(call: Call): Json {
  const { items, next } = page(call, [...call.workspace.users.values()], 1000);
  return { members: items.map((user) => wireUser(call.workspace, user)), cache_ts: 0, response_metadata: { next_cursor: next } };
}

function profile(call: Call): Json {
  const user = userOf(call);
  const labels = isOn(call, 'include_labels');
  const fields = Object.fromEntries(Object.entries(user.fields).map(([id, field]) => [id, labels ? { ...field, label: id } : field]));
  const showsEmail = call.workspace.scopes.has('users:read.email') && user.teamId === call.workspace.id && user.email !== undefined;
  return { profile: { ...wireProfile(user), ...(showsEmail ? { email: user.email } : {}), fields } };
}

function usergroups(call: Call): Json {
  const withUsers = isOn(call, 'include_users');
  const groups = [...call.workspace.usergroups.values()].map(({ id, handle, name, users }) => ({
    id,
    team_id: call.workspace.id,
    is_usergroup: true,
    name,
    handle,
    description: '',
    is_external: false,
    date_delete: 0,
    ...(withUsers ? { users, user_count: users.length } : {}),
  }));
  return { usergroups: groups };
}

function usergroupUsers(call: Call): Json {
  const group = call.workspace.usergroups.get(required(call, 'usergroup'));
  if (!group) throw new Refusal('no_such_subteam');
  return { users: group.users };
}
