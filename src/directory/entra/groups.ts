import { z } from 'zod';
import { lasting } from '../outside.ts';
import type { FoundAccount, FoundGroup, KnownGroup } from '../remote.ts';
import { query, type WebApi } from '../web-api.ts';
import { collection, literal, NAME, NEEDS, PAGE } from './graph.ts';
import { addressOf } from './people.ts';

const GROUP = '#microsoft.graph.group';
const USER = '#microsoft.graph.user';
const SELECT = 'id,displayName,groupTypes,mailEnabled,onPremisesSyncEnabled,isAssignableToRole';

const group = z.object({
  id: z.guid(),
  displayName: z.string().nullish(),
  groupTypes: z.array(z.string()).default([]),
  mailEnabled: z.boolean().nullish(),
  onPremisesSyncEnabled: z.boolean().nullish(),
  isAssignableToRole: z.boolean().nullish(),
});

// Of groups also roles and administrative units come along, of members also devices and groups. Casts (`/microsoft.graph.group`)
// would leave them out, and are answered from an index that is further behind.
const memberOf = z.looseObject({ '@odata.type': z.string(), id: z.string(), displayName: z.string().nullish() });
const member = z.union([
  z.object({ '@odata.type': z.literal(USER), mail: z.string().nullish(), userPrincipalName: z.string() }),
  z.object({ '@odata.type': z.string().refine((type) => type !== USER) }).transform(() => undefined),
]);

/** By object id, else by its display name, which need not be unique. */
export async function findGroup(graph: WebApi, name: string, signal?: AbortSignal): Promise<KnownGroup | undefined> {
  const what = 'a search for a group';
  if (z.guid().safeParse(name).success) {
    const asked = { what, needs: NEEDS.groups, path: `/groups/${name}${query({ $select: SELECT })}`, allows: [404], signal };
    const answer = await graph.ask(asked);
    return answer.status === 404 ? undefined : known(graph.read(group, asked, answer));
  }
  const path = `/groups${query({ $filter: `displayName eq ${literal(name)}`, $select: SELECT })}`;
  const found = await collection(graph, group, { what, needs: NEEDS.groups, path, signal });
  if (found.length > 1) throw lasting(`Several groups in ${NAME} are called “${name}”: name it by its object id.`);
  return found[0] && known(found[0]);
}

export async function groupsOfUser(graph: WebApi, { id }: FoundAccount, signal?: AbortSignal): Promise<FoundGroup[]> {
  const path = `/users/${id}/memberOf${query({ $select: 'id,displayName', $top: PAGE })}`;
  const all = await collection(graph, memberOf, { what: 'a question for somebody’s groups', needs: NEEDS.groups, path, signal });
  return all.filter((one) => one['@odata.type'] === GROUP).map((one) => ({ id: one.id, name: one.displayName ?? one.id }));
}

export async function membersOfGroup(graph: WebApi, { id }: FoundGroup, signal?: AbortSignal): Promise<string[]> {
  const path = `/groups/${id}/members${query({ $select: 'id,mail,userPrincipalName', $top: PAGE })}`;
  const all = await collection(graph, member, { what: 'a question for a group’s members', needs: NEEDS.groups, path, signal });
  return all.flatMap((one) => (one ? [addressOf(one)] : []));
}

/** The one answer 400 that is as good as success. */
const EXISTS = /added object references already exist/i;
const failure = z.object({ error: z.object({ message: z.string().regex(EXISTS) }) });

export async function addToGroup(graph: WebApi, at: string, { id }: FoundGroup, account: FoundAccount, signal?: AbortSignal): Promise<'changed' | 'same'> {
  const asked = {
    what: 'putting somebody into a group',
    needs: NEEDS.groups,
    path: `/groups/${id}/members/$ref`,
    method: 'POST',
    body: { '@odata.id': `${at}/v1.0/directoryObjects/${account.id}` },
    allows: [400],
    signal,
  } as const;
  const answer = await graph.ask(asked);
  if (answer.status !== 400) return 'changed';
  if (failure.safeParse(answer.json).success) return 'same';
  throw graph.refusal(asked, answer);
}

/** Graph answers 404 when it was not in it. With `/$ref`: without it, the very account would be deleted. */
export async function removeFromGroup(graph: WebApi, { id }: FoundGroup, account: FoundAccount, signal?: AbortSignal): Promise<void> {
  const path = `/groups/${id}/members/${account.id}/$ref`;
  await graph.ask({ what: 'taking somebody out of a group', needs: NEEDS.groups, path, method: 'DELETE', allows: [404], signal });
}

function known(found: z.infer<typeof group>): KnownGroup {
  return { id: found.id, name: found.displayName ?? found.id, closed: closedBecause(found) };
}

/** What Graph refuses to change, and what Deskside had better not. */
function closedBecause({ groupTypes, mailEnabled, onPremisesSyncEnabled, isAssignableToRole }: z.infer<typeof group>): string | undefined {
  if (onPremisesSyncEnabled === true) return 'it comes from the Active Directory on premises, and is changed there';
  if (groupTypes.includes('DynamicMembership')) return 'a rule decides who is in it';
  if (mailEnabled === true && !groupTypes.includes('Unified'))
    return 'it is a distribution list or a mail-enabled security group, which is changed in Exchange';
  if (isAssignableToRole === true) return 'it may give administrators’ roles, which is for administrators to decide';
  return undefined;
}
