import { DeskError } from '#core/errors.ts';
import type { Form } from '#core/form.ts';
import { ticketName, type Ticket } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import { publicAttachmentsOf } from '#store/attachments.ts';
import type { Tx } from '#store/database.ts';
import { teamsWithChannel } from '#store/teams.ts';
import { escalateForm } from './forms.ts';
import { crossed, OWNERSHIP } from './hand-over.ts';
import { sayToTeam } from './privacy.ts';
import { record, thread, TICKET, ticketIn, ticketOf } from './record.ts';

export async function formToEscalate(tx: Tx, subject: string): Promise<Form> {
  const teams = await otherTeams(tx, await ticketIn(tx, subject));
  if (teams.length === 0) throw new DeskError('conflict', { userMessage: 'There is no other team to pass this to.' });
  return escalateForm(teams.map(({ id, name }) => ({ value: String(id), label: name })));
}

export async function otherTeams(tx: Tx, { teamId }: Ticket): Promise<{ id: number; key: string; name: string }[]> {
  return (await teamsWithChannel(tx)).filter(({ id }) => id !== teamId);
}

/** `ticket.escalate`: it waits for somebody of the other team, for as long as it has waited already. */
export async function escalate(context: Context<Tx>, { subject, values, seen }: ActionInput): Promise<void> {
  const { reason = '' } = values;
  const before = await ticketOf(context, subject);
  const teams = await teamsWithChannel(context.tx);
  const team = teams.find(({ id }) => id === Number(values['team']));
  if (!team) throw new DeskError('invalid', { userMessage: 'Please choose the team that is to have it.' });
  const event = { type: 'escalated', teamId: team.id, reason } as const;
  const ticket = await record(context, before.id, event, { version: seen, of: OWNERSHIP, otherwise: crossed(before, 'passed it on', reason) });
  const { name } = context.actor.person;
  await sayToTeam(context, before, { text: `${name} has passed this on to ${team.name}: ${reason}` });
  await context.show({ workflow: TICKET, subject: String(ticket.id), audience: 'agents', place: { teamId: team.id } });
  const from = teams.find(({ id }) => id === before.teamId)?.name;
  await sayToTeam(context, ticket, { text: `${name}${from === undefined ? '' : ` (${from})`} has passed ${ticketName(ticket.id)} on to you: ${reason}` });
  if (ticket.private) return;
  for (const file of await publicAttachmentsOf(context.tx, ticket.id)) context.share(file, thread(ticket), thread(before));
}
