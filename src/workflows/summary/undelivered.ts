import type { Context, Undelivered } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { summaryFor } from './report.ts';

/** A channel took no summary: whoever wanted it there is told. In direct messages there is nobody else to tell. */
export async function undelivered(context: Context<Tx>, { subject, place, why }: Undelivered): Promise<void> {
  if ('personId' in place) return;
  const { subscription } = await summaryFor(context.tx, subject);
  const text = `I could not post your summary in your team’s channel: ${why}. Say “send me the summary in a direct message” to get it here.`;
  context.say({ to: 'person', personId: subscription.personId }, { text });
}
