import type { FormValues } from '#core/form.ts';
import type { Ticket } from '#core/ticket.ts';
import type { Context } from '#core/workflow.ts';
import { linkTicket, offeredArticles } from '#store/answer-offers.ts';
import type { Tx } from '#store/database.ts';
import { thread } from './record.ts';

/**
 * What was offered before a ticket was made is kept with it, and its team reads what has not helped. Where there was no time to ask,
 * answers are shown beside it.
 */
export async function keepOffer(context: Context<Tx>, ticket: Ticket, { offer, answers, summary = '' }: FormValues): Promise<void> {
  if (answers !== undefined) return await context.ask({ action: 'knowledge.link', subject: `ticket-${ticket.id}`, values: { summary } });
  if (offer === undefined) return;
  const id = Number(offer);
  await linkTicket(context.tx, id, ticket.id);
  // What was looked for tells what it is about.
  if (ticket.private) return;
  const titles = (await offeredArticles(context.tx, id)).map(({ title }) => `“${title}”`);
  context.say(thread(ticket), { text: `Offered before, and it was not enough: ${titles.join(', ')}.` });
}
