import { isRecord } from '../slack/schema.ts';
import { activityProblems, CONSENT_TYPE, isTooBig } from './activity-check.ts';
import type { Operation } from './faults.ts';
import { attachmentOf } from './reading.ts';
import { badArgument, blocked, noActivity, noConversation, noMember, notInRoster, notInstalled, Refusal, tooBig } from './refusal.ts';
import {
  addMessage,
  botIdOf,
  changeMessage,
  isBotIn,
  membersOf,
  personalChat,
  userById,
  type Conversation,
  type Json,
  type Message,
  type User,
  type World,
} from './state.ts';

/** A call as the connector sees it. */
interface Asked {
  readonly world: World;
  readonly tenant: string;
  /** The parts of the path between its fixed words. */
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Json;
}

interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: RegExp;
  readonly operation: Operation;
  readonly run: (asked: Asked) => Json;
}

/** What the Bot Connector offers of it for Teams. */
export const ROUTES: readonly Route[] = [
  { method: 'POST', path: /^conversations$/, operation: 'create', run: create },
  { method: 'POST', path: /^conversations\/([^/]+)\/activities(?:\/[^/]+)?$/, operation: 'post', run: post },
  { method: 'PUT', path: /^conversations\/([^/]+)\/activities\/([^/]+)$/, operation: 'update', run: update },
  { method: 'DELETE', path: /^conversations\/([^/]+)\/activities\/([^/]+)$/, operation: 'delete', run: remove },
  { method: 'GET', path: /^conversations\/([^/]+)\/members\/([^/]+)$/, operation: 'member', run: member },
  { method: 'GET', path: /^conversations\/([^/]+)\/pagedmembers$/, operation: 'members', run: pagedMembers },
  { method: 'GET', path: /^teams\/([^/]+)\/conversations$/, operation: 'team', run: channels },
  { method: 'GET', path: /^teams\/([^/]+)$/, operation: 'team', run: team },
];

/** A personal chat, or a new post in a channel. */
function create({ world, tenant, body }: Asked): Json {
  const { members, isGroup, bot, channelData, activity } = body;
  const channel = isRecord(channelData) && isRecord(channelData['channel']) ? channelData['channel']['id'] : undefined;
  if (isGroup === true && typeof channel === 'string') {
    const asked = { world, tenant, parts: [channel], query: new URLSearchParams(), body: isRecord(activity) ? activity : {} };
    const { id } = post(asked);
    return { id: `${channel};messageid=${String(id)}`, activityId: id };
  }
  const [first, ...others] = Array.isArray(members) ? (members as unknown[]) : [];
  if (isGroup === true || !isRecord(first) || others.length > 0) throw badArgument('A bot opens chats with one person only.');
  if (isRecord(bot) && bot['id'] !== botIdOf(world)) world.violations.push(`a chat opened as ${String(bot['id'])}`);
  if (body['tenantId'] !== tenant && !(isRecord(channelData) && isRecord(channelData['tenant']))) throw badArgument('The tenant is missing.');
  const user = userById(world, String(first['id']));
  if (!user || user.tenantId !== tenant || user.isGone) throw badArgument('Unknown user.');
  if (user.hasBlocked) throw blocked();
  if (!user.hasApp) throw notInstalled();
  return { id: personalChat(world, user).id };
}

function post(asked: Asked): Json {
  const { world, body } = asked;
  const { conversation, thread } = placeOf(asked);
  accept(world, conversation, body);
  if (thread !== undefined && !conversation.messages.some((message) => message.id === thread && message.thread === undefined)) throw noConversation();
  return { id: addMessage(world, conversation, { from: 'bot', thread, activity: body }).id };
}

function update(asked: Asked): Json {
  const { conversation } = placeOf(asked);
  const message = ownMessage(asked, conversation);
  accept(asked.world, conversation, asked.body);
  changeMessage(message, asked.body);
  return { id: message.id };
}

function remove(asked: Asked): Json {
  const { conversation } = placeOf(asked);
  ownMessage(asked, conversation).isDeleted = true;
  return {};
}

/** @throws Refusal for what Teams refuses; what it would only draw badly is a violation */
function accept(world: World, { id, kind }: Conversation, activity: Json): void {
  if (isTooBig(activity)) throw tooBig();
  if (kind !== 'personal' && attachmentOf(activity, CONSENT_TYPE)) throw badArgument('Files are for personal chats.');
  world.violations.push(...activityProblems(activity).map((problem) => `in ${id}: ${problem}`));
}

function ownMessage({ parts: [, id] }: Asked, { messages }: Conversation): Message {
  const found = messages.find((message) => message.id === id && !message.isDeleted);
  if (!found) throw noActivity();
  if (found.from !== 'bot') throw new Refusal(403, 'NotEnoughPermissions', 'The bot may change its own messages only.');
  return found;
}

function member(asked: Asked): Json {
  const { world, parts } = asked;
  const { conversation } = placeOf(asked);
  const user = userById(world, parts[1] ?? '');
  if (!user || user.isGone || !membersOf(world, conversation).has(user.aadObjectId)) throw noMember();
  return described(user);
}

function pagedMembers(asked: Asked): Json {
  const { world, query } = asked;
  const { conversation } = placeOf(asked);
  const size = Number(query.get('pageSize') ?? 200);
  if (!Number.isInteger(size) || size < 50 || size > 500) throw badArgument('pageSize must be 50 to 500.');
  const from = Number(query.get('continuationToken') ?? 0);
  const all = [...membersOf(world, conversation)].flatMap((id) => world.users.get(id) ?? []).filter(({ isGone }) => !isGone);
  const more = from + size < all.length ? { continuationToken: String(from + size) } : {};
  return { members: all.slice(from, from + size).map(described), ...more };
}

function team({ world, parts: [id = ''] }: Asked): Json {
  const found = world.teams.get(id);
  if (!found) throw noConversation();
  if (!found.hasApp) throw notInRoster();
  return { id, name: found.name, aadGroupId: found.aadGroupId, memberCount: found.members.size };
}

function channels(asked: Asked): Json {
  const { id } = team(asked);
  const list = [...asked.world.conversations.values()].filter(({ teamId }) => teamId === id);
  // Teams does not say what the general channel is called.
  return { conversations: list.map((channel) => ({ id: channel.id, name: channel.id === id ? null : channel.name })) };
}

function placeOf({ world, tenant, parts: [given = ''] }: Asked) {
  const [id = '', thread] = given.split(';messageid=');
  const conversation = world.conversations.get(id);
  if (!conversation || conversation.tenantId !== tenant) throw noConversation();
  if (thread !== undefined && conversation.kind !== 'channel') throw badArgument('Only channels have threads.');
  const [first] = conversation.members;
  if (conversation.kind === 'personal' && world.users.get(first ?? '')?.hasBlocked === true) throw blocked();
  if (!isBotIn(world, conversation)) throw notInRoster();
  return { conversation, thread };
}

function described({ aadObjectId, teamsId, name, email, upn, role, homeTenantId }: User): Json {
  const [givenName = '', surname = ''] = name.split(' ');
  return {
    id: teamsId,
    name,
    aadObjectId,
    objectId: aadObjectId,
    givenName,
    surname,
    email: email ?? null,
    userPrincipalName: upn,
    tenantId: homeTenantId,
    userRole: role,
  };
}
