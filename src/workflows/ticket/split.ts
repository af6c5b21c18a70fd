import { DeskError } from '#core/errors.ts';
import type { Form, FormValues } from '#core/form.ts';
import { ticketName } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import { firstLine } from '#lib/text.ts';
import type { Tx } from '#store/database.ts';
import { teamsWithChannel } from '#store/teams.ts';
import { splitForm } from './forms.ts';
import { relate } from './link.ts';
import { sayToTeam } from './privacy.ts';
import { isOpen, ticketIn, ticketOf } from './record.ts';
import { open, TITLE_MAX } from './report.ts';

export async function formToSplit(tx: Tx): Promise<Form> {
  return splitForm((await teamsWithChannel(tx)).map(({ id, name }) => ({ value: String(id), label: name })));
}

/** Most often the second matter is for the same team. */
export async function splitHolds(tx: Tx, subject: string): Promise<FormValues> {
  return { team: String((await ticketIn(tx, subject)).teamId) };
}

/** `ticket.split`: of two matters in one ticket the second gets its own. What its requester wrote stays where it is. */
export async function split(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  const { title = '', words = '', team } = values;
  const before = await ticketOf(context, subject);
  const here = ticketName(before.id);
  if (!isOpen(before)) throw new DeskError('conflict', { userMessage: `${here} is no longer open, so it is not split. You wrote: “${words}”` });
  const { requesterId, urgency } = before;
  const ticket = await open(context, { words, title: firstLine(title, TITLE_MAX), urgency, requesterId, teamId: Number(team), private: before.private });
  await relate(context, ticket.id, before.id);
  const { name } = context.actor.person;
  const there = ticketName(ticket.id);
  await sayToTeam(context, before, { text: `${name} has made ${there} of the second matter in this: “${ticket.title}”.` });
  await sayToTeam(context, ticket, { text: `${name} has split this from ${here}.` });
  if (before.private) context.say({ to: 'actor' }, { text: `I made ${there} of the second matter in ${here}.` });
  context.say(
    { to: 'person', personId: requesterId },
    { text: `${here} was about two things, so ${name} has made ${there} of the second: “${firstLine(title, TITLE_MAX)}”.` },
  );
}
