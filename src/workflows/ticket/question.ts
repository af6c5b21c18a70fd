import type { FormValues } from '#core/form.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import { saysConfidential } from '#rules/confidential.ts';
import type { Tx } from '#store/database.ts';
import { questionForm } from './forms.ts';
import { keepOffer } from './offered.ts';
import { open, urgencyFor } from './report.ts';
import { saidThen } from './said-then.ts';
import { addAnswers } from './talk.ts';

/** `ticket.put_question`: what was written goes to a person, as a request of its own. */
export async function putQuestion(context: Context<Tx>, { value }: ActionInput): Promise<void> {
  await passToPerson(context, { summary: await saidThen(context, value, 'knowledge.question') });
}

/** `ticket.question`: a question for a person, after what is known has not helped. */
export async function question(context: Context<Tx>, { values }: ActionInput): Promise<void> {
  await passToPerson(context, values);
}

async function passToPerson(context: Context<Tx>, values: FormValues): Promise<void> {
  const { summary: words = '' } = values;
  context.say({ to: 'actor' }, { text: 'I have passed that on. Somebody will write to you here.' });
  const known = { urgency: urgencyFor(values, 'can_wait'), private: saysConfidential(values) };
  const ticket = await open(context, { words, category: 'question', intent: 'knowledge.question', ...known });
  await addAnswers(context, ticket, questionForm, values);
  await keepOffer(context, ticket, values);
}
