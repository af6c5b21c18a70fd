import { DeskError } from '#core/errors.ts';
import type { Person } from '#core/person.ts';
import { ticketName, type Ticket } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { peopleNamed } from '#store/people.ts';
import { endWatching } from '#store/watchers.ts';
import { mustNotBePrivate } from './privacy.ts';
import { TICKET, ticketOf } from './record.ts';
import { watch } from './watch.ts';
import { NAMED_MAX } from './whom.ts';

/** `ticket.watch`: an agent hears of it from now on as its requester does. */
export async function startWatching(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  const ticket = await ticketOf(context, subject);
  const name = ticketName(ticket.id);
  const { person } = context.actor;
  if (ticket.requesterId === person.id) throw new DeskError('conflict', { userMessage: `${name} is your own request, so you hear of it anyway.` });
  mustNotBePrivate(ticket, 'only its requester can let somebody watch it');
  const added = await watch(context, ticket, { personId: person.id });
  context.say({ to: 'actor' }, { text: added ? `You watch ${name} now: what its requester reads comes to you as well.` : `You watch ${name} already.` });
}

/** `ticket.unwatch` */
export async function stopWatching(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  const { id } = await ticketOf(context, subject);
  await endWatching(context.tx, id, { only: context.actor.person.id });
  await context.refresh(TICKET, String(id));
  context.say({ to: 'actor' }, { text: `You no longer watch ${ticketName(id)}.` });
}

/** `ticket.inform`: the requester names a colleague who is to hear of it. */
export async function inform(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  await informNamed(context, await ticketOf(context, subject), values['who'] ?? '');
}

/** `ticket.inform_this`: whom they have chosen of several. */
export async function informThis(context: Context<Tx>, { subject, value }: ActionInput): Promise<void> {
  await informNamed(context, await ticketOf(context, subject), value);
}

export async function informNamed(context: Context<Tx>, ticket: Ticket, name: string): Promise<void> {
  const [person, ...others] = await peopleNamed(context.tx, name, NAMED_MAX);
  if (!person) throw new DeskError('not_found', { userMessage: `I know no colleague called “${name}”. Try the whole name or the email address.` });
  if (others.length > 0) return offerPeople(context, ticket, [person, ...others]);
  const here = ticketName(ticket.id);
  if (person.id === ticket.requesterId) throw new DeskError('conflict', { userMessage: `${here} is ${person.name}’s own request.` });
  if (!(await watch(context, ticket, { personId: person.id }))) {
    throw new DeskError('conflict', { userMessage: `${person.name} hears of ${here} already.` });
  }
  context.say(
    { to: 'person', personId: person.id },
    { text: `${context.actor.person.name} keeps you informed about ${here}. You can stop that with its button.` },
  );
  context.say({ to: 'here' }, { text: `${person.name} hears of ${here} from now on: what you are told, and how it ends.` });
}

function offerPeople(context: Context<Tx>, { id }: Ticket, people: readonly Person[]): void {
  const title = 'Whom do you mean?';
  const facts = people.map(({ name, title: job, department }) => ({ label: name, value: `${job}, ${department}` }));
  const buttons = people.map(({ name, email }) => ({ action: 'ticket.inform_this', subject: String(id), value: email, label: name }));
  context.say({ to: 'actor' }, { text: title, card: { title, tone: 'neutral', blocks: [{ kind: 'facts', facts }], buttons } });
}
