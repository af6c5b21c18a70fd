import { z } from 'zod';
import { lasting } from '../outside.ts';
import type { FoundAccount, FoundGroup, KnownGroup } from '../remote.ts';
import { query, type Asked, type WebApi } from '../web-api.ts';
import { list, literal, NAME, NEEDS } from './api.ts';

const group = z.object({ id: z.string().regex(/^\w+$/), type: z.string(), profile: z.looseObject({ name: z.string() }) });
type Group = z.infer<typeof group>;
const member = z.object({ profile: z.looseObject({ email: z.string() }) });

const ID = /^00g[A-Za-z0-9]{17}$/;
/** What Okta recommends at most. */
const PAGE = '200';
/** “Everyone” and its like, which Okta keeps itself: no groups that anybody could be put into, or asks for. */
const BUILT_IN = 'BUILT_IN';

/** By id, else by its exact name, which an imported group may share. */
export async function findGroup(okta: WebApi, name: string, signal?: AbortSignal): Promise<KnownGroup | undefined> {
  const found = (ID.test(name) ? await byId(okta, name, signal) : await byName(okta, name, signal)).filter(({ type }) => type !== BUILT_IN);
  if (found.length > 1) throw lasting(`Several groups in ${NAME} are called “${name}”: name it by its id.`);
  return found[0] && known(found[0]);
}

async function byId(okta: WebApi, id: string, signal?: AbortSignal): Promise<Group[]> {
  const asked = { what: 'a search for a group', needs: NEEDS.groups, path: `/groups/${id}`, allows: [404], signal };
  const answer = await okta.ask(asked);
  return answer.status === 404 ? [] : [okta.read(group, asked, answer)];
}

async function byName(okta: WebApi, name: string, signal?: AbortSignal): Promise<Group[]> {
  const path = `/groups${query({ search: `profile.name eq ${literal(name)}` })}`;
  return await list(okta, group, { what: 'a search for a group', needs: NEEDS.groups, path, signal });
}

export async function groupsOfUser(okta: WebApi, { id }: FoundAccount, signal?: AbortSignal): Promise<FoundGroup[]> {
  const asked = { what: 'a question for somebody’s groups', needs: NEEDS.people, path: `/users/${id}/groups`, signal };
  const all = await list(okta, group, asked);
  return all.filter(({ type }) => type !== BUILT_IN).map((one) => ({ id: one.id, name: one.profile.name }));
}

export async function membersOfGroup(okta: WebApi, { id }: FoundGroup, signal?: AbortSignal): Promise<string[]> {
  const asked = { what: 'a question for a group’s members', needs: NEEDS.groups, path: `/groups/${id}/users${query({ limit: PAGE })}`, signal };
  return (await list(okta, member, asked)).map(({ profile }) => profile.email);
}

/** Okta answers alike whether the account was in it or not. */
export async function addToGroup(okta: WebApi, at: FoundGroup, { id }: FoundAccount, signal?: AbortSignal): Promise<'changed'> {
  await change(okta, at, { what: 'putting somebody into a group', needs: NEEDS.groups, path: `/groups/${at.id}/users/${id}`, method: 'PUT', signal });
  return 'changed';
}

export async function removeFromGroup(okta: WebApi, at: FoundGroup, { id }: FoundAccount, signal?: AbortSignal): Promise<void> {
  const path = `/groups/${at.id}/users/${id}`;
  await change(okta, at, { what: 'taking somebody out of a group', needs: NEEDS.groups, path, method: 'DELETE', allows: [404], signal });
}

/** Rules and other applications may keep a group's members without its saying so; then Okta refuses with 400 or 403. */
async function change(okta: WebApi, { name }: FoundGroup, asked: Asked): Promise<void> {
  const answer = await okta.ask({ ...asked, allows: [400, 403, ...(asked.allows ?? [])] });
  if (answer.status !== 400 && answer.status !== 403) return;
  const { message } = okta.refusal(asked, answer);
  throw lasting(`${message} If a rule or another application decides who is in “${name}”, it is changed there.`);
}

function known({ id, type, profile }: Group): KnownGroup {
  const closed = type === 'OKTA_GROUP' ? undefined : 'it comes from another application, and is changed there';
  return { id, name: profile.name, closed };
}
