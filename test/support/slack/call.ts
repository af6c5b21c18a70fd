import { Refusal, refusalOf } from './refusal.ts';
import type { Channel, Json, User, Workspace, World } from './state.ts';

/** One call of a method, with its token already judged. */
export interface Call {
  readonly world: World;
  readonly workspace: Workspace;
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** The token that was sent; of no workspace for methods without one. */
  readonly token: string;
}

export interface Method {
  /** All of these must be granted; those that depend on the kind of channel are asked for where the channel is known. */
  readonly scopes: readonly string[];
  /** Names of arguments; any other is a slip that Slack would not mention. */
  readonly args: readonly string[];
  readonly token?: 'bot' | 'app' | 'none';
  readonly run: (call: Call) => Json;
}

export function violate({ world, method }: Pick<Call, 'world' | 'method'>, what: string): void {
  world.violations.push(`${method}: ${what}`);
}

/** An argument as text; undefined when it is absent or empty. */
export function optional({ args }: Call, name: string): string | undefined {
  const value = args[name];
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function required(call: Call, name: string): string {
  const value = optional(call, name);
  if (value === undefined) throw refusalOf('invalid_arguments', [`missing required field: ${name}`]);
  return value;
}

export function isOn(call: Call, name: string, fallback = false): boolean {
  const value = optional(call, name);
  if (value === undefined) return fallback;
  return value === 'true' || value === '1';
}

/** An argument that is JSON, whether it came in a form or in a body of JSON. */
export function parsed(call: Call, name: string): unknown {
  const value = call.args[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    throw refusalOf('invalid_arguments', [`${name} is not valid JSON`]);
  }
}

export function requireScope({ workspace }: Pick<Call, 'workspace'>, scope: string): void {
  if (workspace.scopes.has(scope)) return;
  throw new Refusal('missing_scope', { needed: scope, provided: [...workspace.scopes].join(',') });
}

/** Such as `channels:history`, `groups:history` or `im:history`. */
export function requireChannelScope(call: Call, channel: Channel, what: 'read' | 'history'): void {
  requireScope(call, `${{ public: 'channels', private: 'groups', im: 'im' }[channel.kind]}:${what}`);
}

/** A channel that the bot may know of. @throws Refusal `channel_not_found`, also for private ones that it is not in */
export function channelOf(call: Call, name = 'channel'): Channel {
  const id = required(call, name);
  const channel = call.workspace.channels.get(id);
  if (!channel || (channel.kind !== 'public' && !isMember(call, channel))) throw new Refusal('channel_not_found');
  return channel;
}

export function isMember({ workspace }: Pick<Call, 'workspace'>, channel: Channel): boolean {
  return channel.members.has(workspace.botUserId);
}

export function userOf(call: Call, name = 'user'): User {
  const user = call.workspace.users.get(required(call, name));
  if (!user) throw new Refusal('user_not_found');
  return user;
}

/** One page of a list, with Slack's cursor. @throws Refusal `invalid_cursor`, `invalid_limit` */
export function page<T>(call: Call, items: readonly T[], fallback: number, most = 1000): { readonly items: readonly T[]; readonly next: string } {
  const limit = Number(optional(call, 'limit') ?? fallback);
  if (!Number.isInteger(limit) || limit < 1 || limit > most) throw new Refusal('invalid_limit');
  const cursor = optional(call, 'cursor');
  const start =
    cursor === undefined
      ? 0
      : Number(
          Buffer.from(cursor, 'base64')
            .toString()
            .replace(/^next:/, ''),
        );
  if (!Number.isInteger(start) || start < 0) throw new Refusal('invalid_cursor');
  const end = start + limit;
  return { items: items.slice(start, end), next: end < items.length ? Buffer.from(`next:${end}`).toString('base64') : '' };
}
