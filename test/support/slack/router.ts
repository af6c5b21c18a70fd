import { isRecord } from './schema.ts';
import { requireScope, violate, type Call, type Method } from './call.ts';
import { CHAT } from './methods-chat.ts';
import { CONVERSATIONS } from './methods-conversations.ts';
import { FILES } from './methods-files.ts';
import { OAUTH } from './methods-oauth.ts';
import { USERS } from './methods-users.ts';
import { VIEWS } from './methods-views.ts';
import { Refusal } from './refusal.ts';
import type { Json, Workspace, World } from './state.ts';

const METHODS: Readonly<Record<string, Method>> = { ...CHAT, ...CONVERSATIONS, ...USERS, ...VIEWS, ...FILES, ...OAUTH };

export interface Request {
  readonly method: string;
  readonly args: Json;
  /** From the header; else the argument `token` counts. */
  readonly bearer: string | undefined;
}

export interface Answer {
  readonly workspace: Workspace | undefined;
  readonly body: Json;
}

/** What the method answers, or why it refuses. */
export function answerMethod(world: World, { method: name, args: given, bearer }: Request): Answer {
  const { token: inArgs, ...args } = given;
  const token = bearer ?? (typeof inArgs === 'string' ? inArgs : undefined);
  let workspace: Workspace | undefined;
  try {
    const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
    if (!method) {
      violate({ world, method: name }, 'no such method');
      throw new Refusal('unknown_method', { req_method: name });
    }
    workspace = workspaceOf(world, method, token);
    const call: Call = { world, workspace, method: name, args, token: token ?? '' };
    for (const arg of Object.keys(args)) if (arg !== 'team_id' && !method.args.includes(arg)) violate(call, `no argument ${arg}`);
    // Bolt names the workspace in every call; in that of another one it would be a mix-up.
    if (typeof args['team_id'] === 'string' && args['team_id'] !== workspace.id) violate(call, `team_id ${args['team_id']} with a token of ${workspace.id}`);
    for (const scope of method.scopes) requireScope(call, scope);
    return { workspace, body: { ok: true, ...method.run(call) } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { workspace, body: { ok: false, error: error.code, ...error.more } };
  }
}

/** @throws Refusal what is wrong with the token */
function workspaceOf(world: World, method: Method, token: string | undefined): Workspace {
  const kind = method.token ?? 'bot';
  const [first] = world.workspaces.values();
  if (kind === 'none' && first) return first;
  if (token === undefined || token === '') throw new Refusal('not_authed');
  if (kind === 'app') {
    const owner = [...world.workspaces.values()].find(({ app }) => app.appToken === token);
    if (!owner) throw new Refusal(world.tokens.has(token) ? 'not_allowed_token_type' : 'invalid_auth');
    return owner;
  }
  const known = world.tokens.get(token);
  if (!known) throw new Refusal([...world.workspaces.values()].some(({ app }) => app.appToken === token) ? 'not_allowed_token_type' : 'invalid_auth');
  if (!known.workspace.isActive) throw new Refusal('account_inactive');
  if (known.state === 'revoked') throw new Refusal('token_revoked');
  if (known.expiresAt && known.expiresAt <= world.now()) throw new Refusal('token_expired');
  return known.workspace;
}

/** The arguments of a call, from a form, from JSON, and from the address. @throws SyntaxError */
export function argsOf(contentType: string, body: string, query: URLSearchParams): Json {
  const fromQuery = Object.fromEntries(query);
  if (!contentType.startsWith('application/json')) return { ...fromQuery, ...Object.fromEntries(new URLSearchParams(body)) };
  const parsed: unknown = body === '' ? {} : JSON.parse(body);
  return isRecord(parsed) ? { ...fromQuery, ...parsed } : fromQuery;
}
