import { DeskError } from '#core/errors.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { stopSubscription, type Subscription } from '#store/summaries.ts';

const STOPPED = 'I have stopped your summaries. To get them again, say “send me the summary every Monday at 9”.';

/** Said in words. */
export async function stopCurrent(context: Context<Tx>, current: Subscription | undefined): Promise<void> {
  if (current) await stopSubscription(context.tx, current.id, context.now);
  context.say({ to: 'actor' }, { text: current ? STOPPED : 'You get no summaries, so there is nothing to stop.' });
}

/** `summary.stop` */
export async function stop(context: Context<Tx>, { subject }: ActionInput): Promise<void> {
  const stopped = await stopSubscription(context.tx, Number(subject.replace('sub-', '')), context.now);
  if (!stopped) throw new DeskError('conflict', { userMessage: 'These were stopped already.' });
  context.say({ to: 'actor' }, { text: STOPPED });
}
