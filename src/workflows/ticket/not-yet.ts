import type { ActionInput, Context, Said } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { tellStatus } from './follow.ts';
import { open } from './report.ts';
import { saidThen } from './said-then.ts';

/** `knowledge.question`: there are no articles to answer from, so a person is offered. */
export async function offerAnswer(context: Context<Tx>): Promise<void> {
  offerPerson(context, 'I have no articles to answer from yet. Shall I pass your question to somebody who knows?', 'Pass on my question');
  await Promise.resolve();
}

/** `summary.subscribe` */
export async function offerSummary(context: Context<Tx>): Promise<void> {
  offerPerson(context, 'I cannot send summaries at set times yet. Shall I pass your wish to a person?', 'Pass it on');
  await Promise.resolve();
}

/** `approval.status` */
export async function tellApproval(context: Context<Tx>, said: Said): Promise<void> {
  context.say({ to: 'here' }, { text: 'I do not see approvals yet, only how your requests stand. Whoever works on one can tell you who has to agree to it.' });
  await tellStatus(context, said);
}

function offerPerson(context: Context<Tx>, title: string, label: string): void {
  const button = { action: 'ticket.put_question', value: context.requestId, label };
  context.say({ to: 'here' }, { text: title, card: { title, tone: 'neutral', blocks: [], buttons: [button] } });
}

/** `ticket.put_question`: what was written goes to a person, as a request of its own. */
export async function putQuestion(context: Context<Tx>, { value }: ActionInput): Promise<void> {
  const words = await saidThen(context, value, 'knowledge.question');
  context.say({ to: 'actor' }, { text: 'I have passed that on. Somebody will write to you here.' });
  await open(context, { words, urgency: 'can_wait', category: 'question' });
}
