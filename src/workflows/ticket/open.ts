import type { ActionInput, Context } from '#core/workflow.ts';
import { publicAttachmentsOf } from '#store/attachments.ts';
import type { Tx } from '#store/database.ts';
import { mustBeConfidant } from './privacy.ts';
import { TICKET, ticketOf } from './record.ts';

/** `ticket.open`: the team's card, in the direct messages of the member who wants to see it. */
export async function openCard(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  const ticket = await ticketOf(context, subject);
  await mustBeConfidant(context, ticket);
  const { id } = ticket;
  await context.show({ workflow: TICKET, subject: String(id), audience: 'agents', place: { personId: context.actor.person.id } });
  if (!ticket.private) return;
  // Files of a private ticket have been nowhere yet.
  const here = { to: 'person', personId: context.actor.person.id } as const;
  for (const file of await publicAttachmentsOf(context.tx, id)) context.share(file, here, here);
}
