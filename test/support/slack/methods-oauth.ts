import { optional, required, type Call, type Method } from './call.ts';
import { Refusal } from './refusal.ts';
import type { App, Json, Workspace, World } from './state.ts';
import { revokeToken, uninstall } from './workspace-events.ts';

/** In seconds: how long a token lives when tokens are rotated. */
const TOKEN_LIFE = 12 * 60 * 60;
/** In milliseconds: how long a code may be exchanged. */
const CODE_LIFE = 10 * 60_000;

export const OAUTH: Readonly<Record<string, Method>> = {
  'oauth.v2.access': {
    scopes: [],
    token: 'none',
    args: ['code', 'client_id', 'client_secret', 'redirect_uri', 'grant_type', 'refresh_token', 'client_id_secret'],
    run: access,
  },
  'auth.revoke': { scopes: [], args: ['test'], run: revoke },
  'apps.uninstall': { scopes: [], args: ['client_id', 'client_secret', 'client_id_secret'], run: appsUninstall },
  'apps.connections.open': { scopes: [], token: 'app', args: [], run: openConnection },
};

/** The id and secret by which the app vouches for itself, in the header or among the arguments. */
function requireClient(call: Call, app: App): void {
  const basic = optional(call, 'client_id_secret')?.split(':');
  const [id, secret] = basic ?? [optional(call, 'client_id'), optional(call, 'client_secret')];
  if (id !== app.clientId) throw new Refusal('invalid_client_id');
  if (secret !== app.clientSecret) throw new Refusal('bad_client_secret');
}

function access(call: Call): Json {
  return optional(call, 'grant_type') === 'refresh_token' ? refresh(call) : exchange(call);
}

function exchange(call: Call): Json {
  const { world } = call;
  const code = world.codes.get(required(call, 'code'));
  if (!code) throw new Refusal('invalid_code');
  requireClient(call, code.workspace.app);
  if (code.isUsed) throw new Refusal('code_already_used');
  if (world.now().getTime() - code.at.getTime() > CODE_LIFE) throw new Refusal('invalid_code');
  if ((optional(call, 'redirect_uri') ?? undefined) !== code.redirectUri) throw new Refusal('bad_redirect_uri');
  code.isUsed = true;
  code.workspace.scopes = new Set(code.scopes);
  code.workspace.isActive = true;
  return { ...grant(world, code.workspace), authed_user: { id: code.user } };
}

function refresh(call: Call): Json {
  const token = required(call, 'refresh_token');
  const workspace = call.world.refreshTokens.get(token);
  if (!workspace || !workspace.isActive) throw new Refusal('invalid_refresh_token');
  requireClient(call, workspace.app);
  call.world.refreshTokens.delete(token);
  return grant(call.world, workspace);
}

/** A new token, and with rotation the one that renews it; older tokens stay good until they expire. */
function grant(world: World, workspace: Workspace): Json {
  const { app } = workspace;
  const token = `xoxb-fake-${workspace.id}-${world.next()}`;
  const expiresAt = app.rotatesTokens ? new Date(world.now().getTime() + TOKEN_LIFE * 1000) : undefined;
  world.tokens.set(token, { workspace, state: 'live', expiresAt });
  return {
    access_token: token,
    token_type: 'bot',
    scope: [...workspace.scopes].join(','),
    bot_user_id: workspace.botUserId,
    app_id: app.id,
    team: { id: workspace.id, name: workspace.name },
    enterprise: workspace.enterpriseId === undefined ? null : { id: workspace.enterpriseId, name: workspace.name },
    is_enterprise_install: false,
    ...(app.rotatesTokens ? { expires_in: TOKEN_LIFE, refresh_token: newRefreshToken(world, workspace) } : {}),
  };
}

function newRefreshToken(world: World, workspace: Workspace): string {
  const token = `xoxe-fake-${workspace.id}-${world.next()}`;
  world.refreshTokens.set(token, workspace);
  return token;
}

/** What happens when somebody says yes on Slack's page: returns the address that their browser goes to. @throws Error when Slack's page would show one */
export function approveInstall(world: World, workspace: Workspace, { user, url }: { readonly user: string; readonly url: string }): string {
  const asked = new URL(url).searchParams;
  if (asked.get('client_id') !== workspace.app.clientId) throw new Error('invalid client_id');
  const scopes = (asked.get('scope') ?? '').split(/[ ,]+/).filter((scope) => scope !== '');
  if (scopes.length === 0) throw new Error('no scopes');
  const redirectUri = asked.get('redirect_uri') ?? undefined;
  const code = `code-${workspace.id}-${world.next()}`;
  world.codes.set(code, { workspace, user, scopes, redirectUri, at: world.now(), isUsed: false });
  const back = new URL(redirectUri ?? 'https://redirect.example.test/');
  back.searchParams.set('code', code);
  back.searchParams.set('state', asked.get('state') ?? '');
  return back.href;
}

function revoke(call: Call): Json {
  if (optional(call, 'test') === 'true' || optional(call, 'test') === '1') return { revoked: false };
  void revokeToken(call.world, call.token);
  return { revoked: true };
}

function appsUninstall(call: Call): Json {
  requireClient(call, call.workspace.app);
  void uninstall(call.world, call.workspace);
  return {};
}

function openConnection({ world, workspace }: Call): Json {
  const ticket = crypto.randomUUID();
  world.tickets.set(ticket, workspace.app);
  return { url: `${world.server.origin.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${workspace.app.id}` };
}
