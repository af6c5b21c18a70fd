import { z } from 'zod';
import type { Account } from '#core/directory.ts';
import { lasting } from '../outside.ts';
import { isAddress, type FoundAccount } from '../remote.ts';
import { query, type WebApi } from '../web-api.ts';
import { list, literal, NAME, NEEDS } from './api.ts';

const user = z.object({
  id: z.string().regex(/^\w+$/),
  status: z.string(),
  profile: z.looseObject({
    email: z.string(),
    login: z.string(),
    displayName: z.string().nullish(),
    firstName: z.string().nullish(),
    lastName: z.string().nullish(),
    managerId: z.string().nullish(),
  }),
});
type User = z.infer<typeof user>;

/** Who was locked out or has to choose a password is still an employee; whoever is staged, suspended or deprovisioned is not let in. */
const ACTIVE = new Set(['ACTIVE', 'PROVISIONED', 'PASSWORD_EXPIRED', 'RECOVERY', 'LOCKED_OUT']);

const ID = /^[A-Za-z0-9]{20}$/;
const links = z.array(z.object({ _links: z.object({ self: z.object({ href: z.string() }) }) }).transform(({ _links: { self } }) => self.href));

/** By the login, which is unique, else by the address in the profile, which need not be. */
export async function findUser(okta: WebApi, email: string, signal?: AbortSignal): Promise<FoundAccount | undefined> {
  const found = await read(okta, email, signal);
  if (found) return { id: found.id, account: accountOf(found) };
  const path = `/users${query({ search: `profile.email eq ${literal(email)}` })}`;
  const users = await list(okta, user, { what: 'a search for a person', needs: NEEDS.people, path, signal });
  if (users.length > 1) throw lasting(`Several accounts in ${NAME} have the address “${email}”.`);
  return users[0] && { id: users[0].id, account: accountOf(users[0]) };
}

/** The linked object `manager`, where the organization has defined it; else what the profile says: an id, a login or an address. */
export async function managerOfUser(okta: WebApi, { id }: FoundAccount, signal?: AbortSignal): Promise<Account | undefined> {
  const asked = { what: 'a search for a manager', needs: NEEDS.people, path: `/users/${id}/linkedObjects/manager`, allows: [404], signal };
  const answer = await okta.ask(asked);
  const linked = answer.status === 404 ? [] : okta.read(links, asked, answer);
  // Only the id is taken from the link; where it leads to is ours to say.
  const linkedId = linked[0]?.split('/').at(-1) ?? '';
  if (ID.test(linkedId)) return await accountIn(okta, linkedId, signal);
  const named = (await read(okta, id, signal))?.profile.managerId?.trim() ?? '';
  if (ID.test(named)) return await accountIn(okta, named, signal);
  return isAddress(named) ? (await findUser(okta, named, signal))?.account : undefined;
}

function addressOf({ profile }: User): string {
  return profile.email.toLowerCase();
}

async function accountIn(okta: WebApi, id: string, signal?: AbortSignal): Promise<Account | undefined> {
  const found = await read(okta, id, signal);
  return found && accountOf(found);
}

/** @param key an id or a login; a login of Okta is an address here, so that it can be no word with a meaning of its own, such as `me` */
async function read(okta: WebApi, key: string, signal?: AbortSignal): Promise<User | undefined> {
  const asked = { what: 'a search for a person', needs: NEEDS.people, path: `/users/${encodeURIComponent(key)}`, allows: [404], signal };
  const answer = await okta.ask(asked);
  return answer.status === 404 ? undefined : okta.read(user, asked, answer);
}

function accountOf(found: User): Account {
  const { displayName, firstName, lastName, login } = found.profile;
  const name = displayName?.trim() || [firstName, lastName].filter(Boolean).join(' ') || login;
  return { email: addressOf(found), name, state: ACTIVE.has(found.status) ? 'active' : 'disabled' };
}
