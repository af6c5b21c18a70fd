import type { Button, Post } from '#core/card.ts';
import { DeskError, refuse } from '#core/errors.ts';
import { fieldOf, fieldProblem, type Field, type FormValues } from '#core/form.ts';
import type { Context, Question } from '#core/workflow.ts';
import { newToken } from '#lib/ids.ts';
import { authorize } from '#rules/authorize.ts';
import { lockConversation, updateConversation, type OpenQuestion } from '#store/conversations.ts';
import type { Tx } from '#store/database.ts';
import { findAction } from './catalog.ts';
import type { DeskDeps } from './deps.ts';

type Deps = Pick<DeskDeps, 'workflows'>;

/** Asks for the next open field of an action's form, or runs the action when nothing is open. One question at a time. */
export async function ask(deps: Deps, context: Context<Tx>, question: Question): Promise<void> {
  const { form } = known(deps, question.action);
  const field = form.fields.find((candidate) => candidate.required && isOpen(candidate, question.values));
  if (!field) return await run(deps, context, question);
  const { action, subject = '', value = '', values, intro } = question;
  const open: OpenQuestion = { id: newToken(), action, subject, value, field: field.name, values };
  await setQuestion(context, open);
  context.say({ to: 'here' }, questionPost(field, open.id, intro));
}

/** Takes an answer to the open question: the next question follows, or the action. */
export async function answer(deps: Deps, context: Context<Tx>, question: OpenQuestion, text: string): Promise<void> {
  const field = fieldOf(known(deps, question.action).form, question.field);
  const given = field.kind === 'choice' ? chosen(field.options, text) : text.trim();
  const problem = given === undefined ? 'I did not get which one you mean.' : given === '' ? 'I got an empty message.' : fieldProblem(field, given);
  if (given === undefined || problem !== undefined) {
    context.say({ to: 'here' }, questionPost(field, question.id, problem));
    return;
  }
  await setQuestion(context, null);
  await ask(deps, context, { ...question, values: { ...question.values, [field.name]: given } });
}

/** Puts the open question again, after something else was said in between. */
export function repeat(deps: Deps, context: Context<Tx>, question: OpenQuestion): void {
  context.say({ to: 'here' }, questionPost(fieldOf(known(deps, question.action).form, question.field), question.id, 'Back to your request.'));
}

/** Sets or clears what the person was asked in this room. */
export async function setQuestion(context: Context<Tx>, question: OpenQuestion | null): Promise<void> {
  const place = placeOf(context);
  await lockConversation(context.tx, place);
  await updateConversation(context.tx, place, { question, misses: 0 }, context.now);
}

export function placeOf(context: Context<Tx>) {
  if (!context.where) throw new Error('Nobody is here to be asked.');
  return { address: context.where.address, personId: context.actor.person.id };
}

async function run(deps: Deps, context: Context<Tx>, question: Question): Promise<void> {
  const { workflow, action } = known(deps, question.action);
  const subject = question.subject ?? '';
  const verdict = authorize(context.actor, action.who, await workflow.relation(context.tx, subject));
  if (!verdict.allowed) refuse(verdict.why);
  await action.run(context, { subject, value: question.value ?? '', values: question.values });
}

function known(deps: Deps, name: string) {
  const found = findAction(deps.workflows, name);
  const form = found?.action.form;
  if (!found || !form) throw new DeskError('invalid', { userMessage: 'That question is no longer open.', log: `no form for ${name}` });
  return { ...found, form };
}

function isOpen(field: Field, values: FormValues): boolean {
  const value = values[field.name]?.trim() ?? '';
  return value === '' || fieldProblem(field, value) !== undefined;
}

/** An option by its value, its label, the beginning of its label, or its number in the list. */
function chosen(options: readonly { value: string; label: string }[], text: string): string | undefined {
  const said = text.trim().toLowerCase();
  if (said === '') return undefined;
  const exact = options.find((option) => option.value === said || option.label.toLowerCase() === said) ?? options[Number(said) - 1];
  if (exact) return exact.value;
  const starting = options.filter((option) => option.label.toLowerCase().startsWith(said));
  return starting.length === 1 ? starting[0]?.value : undefined;
}

function questionPost(field: Field, questionId: string, intro?: string): Post {
  const text = intro === undefined ? field.question : `${intro} ${field.question}`;
  if (field.kind === 'text') return { text };
  const option = ({ value, label }: { value: string; label: string }): Button => ({ action: 'desk.answer', subject: questionId, value, label });
  const buttons: Button[] = [...field.options.map(option), { action: 'desk.stop', subject: questionId, label: 'Never mind' }];
  const blocks = intro === undefined ? [] : [{ kind: 'text' as const, text: intro }];
  return { text, card: { title: field.question, tone: 'neutral', blocks, buttons } };
}
