import { z } from 'zod';
import type { Account } from '#core/directory.ts';
import { lasting } from '../outside.ts';
import type { FoundAccount } from '../remote.ts';
import { query, type WebApi } from '../web-api.ts';
import { collection, literal, NAME, NEEDS } from './graph.ts';

const SELECT = 'id,displayName,mail,userPrincipalName,accountEnabled';

const user = z.object({
  id: z.guid(),
  displayName: z.string().nullish(),
  mail: z.string().nullish(),
  userPrincipalName: z.string(),
  accountEnabled: z.boolean().nullish(),
});
type User = z.infer<typeof user>;

/** A manager may also be a contact, who has no account. */
const manager = z.union([user, z.object({ '@odata.type': z.literal('#microsoft.graph.orgContact') }).transform(() => undefined)]);

/**
 * By the name that somebody signs in with, by their address, by one of their other addresses, in this order. Guests and
 * second accounts may carry the same address: where it is not clear who is meant, nobody is.
 */
export async function findUser(graph: WebApi, email: string, signal?: AbortSignal): Promise<FoundAccount | undefined> {
  const text = literal(email);
  const $filter = `userPrincipalName eq ${text} or mail eq ${text} or proxyAddresses/any(p:p eq ${literal(`smtp:${email}`)})`;
  const asked = { what: 'a search for a person', needs: NEEDS.people, path: `/users${query({ $filter, $select: SELECT })}`, signal };
  const users = await collection(graph, user, asked);
  const same = (one: string | null | undefined) => one?.toLowerCase() === email.toLowerCase();
  const nearest = [users.filter((one) => same(one.userPrincipalName)), users.filter((one) => same(one.mail)), users].find((some) => some.length > 0) ?? [];
  if (nearest.length > 1) throw lasting(`Several accounts in ${NAME} have the address “${email}”.`);
  const [found] = nearest;
  return found && { id: found.id, account: accountOf(found) };
}

export async function managerOfUser(graph: WebApi, { id }: FoundAccount, signal?: AbortSignal): Promise<Account | undefined> {
  const path = `/users/${id}/manager${query({ $select: SELECT })}`;
  const asked = { what: 'a search for a manager', needs: NEEDS.people, path, allows: [404], signal };
  const answer = await graph.ask(asked);
  if (answer.status === 404) return undefined;
  const found = graph.read(manager, asked, answer);
  return found && accountOf(found);
}

/** Where somebody has no mailbox, what they sign in with stands for their address. */
export function addressOf({ mail, userPrincipalName }: Pick<User, 'mail' | 'userPrincipalName'>): string {
  return (mail ?? userPrincipalName).toLowerCase();
}

function accountOf(found: User): Account {
  return { email: addressOf(found), name: found.displayName ?? found.userPrincipalName, state: found.accountEnabled === true ? 'active' : 'disabled' };
}
