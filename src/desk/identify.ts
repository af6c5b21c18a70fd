import { subMinutes } from 'date-fns/subMinutes';
import type { Account, ChatEvent, Stranger } from '#core/chat-event.ts';
import { refuse } from '#core/errors.ts';
import type { Sender } from '#core/front-end.ts';
import type { Actor } from '#core/person.ts';
import { cleanText } from '#lib/text.ts';
import type { AuditEntry } from '#store/audit.ts';
import { actorBehind, bindIdentity, personByEmail, touchIdentity } from '#store/people.ts';
import type { Tx } from '#store/database.ts';
import type { DeskDeps } from './deps.ts';

export function accountOf(event: Sender): Account {
  return { platform: event.address.platform, workspace: event.address.workspace, user: event.user.id };
}

/** `platform/workspace/user`, for the audit. */
export function accountName(event: Sender): string {
  const { platform, workspace, user } = accountOf(event);
  return `${platform}/${workspace}/${user}`;
}

/** What the audit says of an event: who, by their account, wanted what with what. */
export function auditOf(event: ChatEvent): Pick<AuditEntry, 'actor' | 'action' | 'subject'> {
  const { action, subject = '' } = 'action' in event ? event : { action: event.type, subject: event.address.room };
  // A refusal may be of what was never cleaned, and still leaves its trace.
  return { actor: accountName(event), action: cleanText(action), subject: cleanText(subject) };
}

/**
 * The person behind a chat user. An unknown user is bound once, through an address that the platform vouches for and
 * that the directory knows as an active account. Asks the directory, so never call it inside a transaction.
 * @throws DeskError `refused` when there is no such person, or they have left.
 */
export async function identify(deps: Pick<DeskDeps, 'directory' | 'database'>, event: Sender): Promise<Actor> {
  const { stranger } = event.user;
  if (stranger !== undefined) refuse(STRANGERS[stranger], `${accountName(event)} is a stranger: ${stranger}`);
  const known = await actorBehind(deps.database.db, accountOf(event));
  return active(known ?? (await bind(deps, event)), event);
}

/** The person behind a chat user whom the edge has let in; remembers that they were seen. @throws DeskError `refused` */
export async function identifyAgain(tx: Tx, event: ChatEvent, now: Date): Promise<Actor> {
  const known = (await actorBehind(tx, accountOf(event))) ?? refuse(UNKNOWN, `${accountName(event)} is not bound`);
  if (known.isElsewhere || known.lastSeenAt < subMinutes(now, 1)) await touchIdentity(tx, accountOf(event), now);
  return active(known, event);
}

function active<A extends Actor>(actor: A, event: Sender): A {
  return actor.person.status === 'active' ? actor : refuse(LEFT, `${accountName(event)} has left`);
}

async function bind({ directory, database: { db } }: Pick<DeskDeps, 'directory' | 'database'>, event: Sender): Promise<Actor> {
  const email = event.user.email;
  const account = email === undefined ? undefined : await directory.findByEmail(email);
  if (!account || account.state !== 'active') refuse(UNKNOWN, `no active account for ${accountName(event)}`);
  const person = await personByEmail(db, account.email);
  if (!person) refuse(UNKNOWN, `no person for ${accountName(event)}`);
  await bindIdentity(db, accountOf(event), person.id);
  const actor = await actorBehind(db, accountOf(event));
  if (!actor) throw new Error('The identity was not stored.');
  return actor;
}

const STRANGERS: Readonly<Record<Stranger, string>> = {
  bot: 'I help people only, not other apps.',
  guest: 'I help the people of this company only, and your account is a guest’s. Please ask your contact here to write to me for you.',
  external: 'I help the people of this company only. Please ask your contact here to write to me for you.',
  deactivated: 'Your account is not active, so I cannot help here.',
};
const LEFT = 'Your account is not active, so I cannot help here.';
const UNKNOWN = 'I do not know you yet, so I cannot help here. Please ask your IT team to add you to Deskside.';
