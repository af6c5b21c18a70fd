import { DeskError } from '#core/errors.ts';
import type { Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { stopSubscription, subscriptionOf, type Subscription } from '#store/summaries.ts';

const STOPPED = 'I have stopped your summaries. To get them again, say “send me the summary every Monday at 9”.';

/** Said in words. */
export async function stopCurrent(context: Context<Tx>, current: Subscription | undefined): Promise<void> {
  if (current) await stopSubscription(context.tx, current.id, context.now);
  context.say({ to: 'actor' }, { text: current ? STOPPED : 'You get no summaries, so there is nothing to stop.' });
}

/** `summary.stop`. On an older summary, too, it is about what the person gets now. */
export async function stop(context: Context<Tx>): Promise<void> {
  const current = await subscriptionOf(context.tx, context.actor.person.id);
  const stopped = current !== undefined && (await stopSubscription(context.tx, current.id, context.now));
  if (!stopped) throw new DeskError('conflict', { userMessage: 'These were stopped already.' });
  context.say({ to: 'actor' }, { text: STOPPED });
}
