import { DeskError, refuse } from '#core/errors.ts';
import { fieldOf, fieldProblem, type Field, type Form, type FormValues } from '#core/form.ts';
import type { Context, Question as Asked } from '#core/workflow.ts';
import { newToken } from '#lib/ids.ts';
import { shorten } from '#lib/text.ts';
import { authorize } from '#rules/authorize.ts';
import { lockConversation, updateConversation } from '#store/conversations.ts';
import type { Tx } from '#store/database.ts';
import { addQuestion, closeQuestion, questionById, type Question } from '#store/questions.ts';
import { findAction, formOf } from './catalog.ts';
import type { DeskDeps } from './deps.ts';

type Deps = Pick<DeskDeps, 'workflows'>;

/** The name under which the desk's own questions are drawn and answered. */
export const DESK = 'desk';
const ANSWER_SHOWN = 200;

/** Asks for the next open field of an action's form, or runs the action when nothing is open. One question at a time. */
export async function ask(deps: Deps, context: Context<Tx>, asked: Asked): Promise<void> {
  const form = await formAsked(deps, context.tx, asked);
  const field = form.fields.find((candidate) => candidate.required && isOpen(candidate, asked.values));
  if (!field) return await run(deps, context, asked);
  const { action, subject = '', value = '', values } = asked;
  const intro = whyOpen(field, values) ?? asked.intro ?? null;
  await dropQuestion(context);
  const question = { id: newToken(), personId: context.actor.person.id, action, subject, value, field: field.name, values, intro };
  await addQuestion(context.tx, question);
  await updateConversation(context.tx, context.actor.person.id, { questionId: question.id, misses: 0 }, context.now);
  await put(context, question, field);
}

/** Takes an answer to the open question: the next question follows, or the action. */
export async function answer(deps: Deps, context: Context<Tx>, question: Question, text: string): Promise<void> {
  const field = await fieldAsked(deps, context.tx, question);
  const option = field.kind === 'choice' ? chosen(field.options, text) : undefined;
  const given = field.kind === 'choice' ? option?.value : text.trim();
  const problem = given === undefined ? 'I did not get which one you mean.' : fieldProblem(field, given);
  if (given === undefined || problem !== undefined) return await repeat(deps, context, question, problem ?? '');
  await close(context, question, option?.label ?? shorten(text.trim(), ANSWER_SHOWN));
  const { action, subject, value, values } = question;
  await ask(deps, context, { action, subject, value, values: { ...values, [field.name]: given } });
}

/** Puts the open question again, after something else was said in between. */
export async function repeat(deps: Deps, context: Context<Tx>, question: Question, why: string): Promise<void> {
  const field = await fieldAsked(deps, context.tx, question);
  if (field.kind === 'text') return privately(context, `${why} ${field.question}`.trim());
  privately(context, why);
  await put(context, question, field);
}

/** Ends the question that is open, if one is, without an answer. */
export async function dropQuestion(context: Context<Tx>): Promise<void> {
  const { questionId } = await lockConversation(context.tx, context.actor.person.id);
  const question = questionId === null ? undefined : await questionById(context.tx, questionId);
  if (question) await close(context, question, undefined);
}

/** The field a question asks for. @throws DeskError `invalid` when its action is gone. */
export async function fieldAsked(deps: Deps, tx: Tx, question: Question): Promise<Field> {
  return fieldOf(await formAsked(deps, tx, question), question.field);
}

/** A choice hangs as a card, so that its buttons can go; other questions are just asked. */
async function put(context: Context<Tx>, { id, intro, personId }: Pick<Question, 'id' | 'intro' | 'personId'>, field: Field): Promise<void> {
  if (field.kind === 'choice') await context.show({ workflow: DESK, subject: id, audience: 'requester', place: { personId } });
  else privately(context, intro === null ? field.question : `${intro} ${field.question}`);
}

/** Questions are put where only the person reads them, whatever room they came from. */
export function privately(context: Context<Tx>, text: string): void {
  const here = context.where?.roomKind === 'direct';
  context.say(here ? { to: 'here' } : { to: 'person', personId: context.actor.person.id }, { text });
}

async function close(context: Context<Tx>, question: Question, given: string | undefined): Promise<void> {
  await closeQuestion(context.tx, question.id, given);
  await updateConversation(context.tx, context.actor.person.id, { questionId: null, misses: 0 }, context.now);
  await context.refresh(DESK, question.id);
}

async function run(deps: Deps, context: Context<Tx>, { action: name, subject = '', value = '', values }: Asked): Promise<void> {
  const { workflow, action } = known(deps, name);
  const verdict = authorize(context.actor, action.who, await workflow.relation(context.tx, subject));
  if (!verdict.allowed) refuse(verdict.why);
  await action.run(context, { subject, value, values });
}

function known(deps: Deps, name: string) {
  const found = findAction(deps.workflows, name);
  if (!found) throw new DeskError('invalid', { userMessage: 'That question is no longer open.', log: `no action ${name}` });
  return found;
}

/** The form that a question is part of. */
export async function formAsked(deps: Deps, tx: Tx, { action, subject = '' }: Pick<Asked, 'action' | 'subject'>): Promise<Form> {
  const form = await formOf(tx, known(deps, action).action, subject);
  if (!form) throw new Error(`${action} has no form to ask for.`);
  return form;
}

function isOpen(field: Field, values: FormValues): boolean {
  return (values[field.name]?.trim() ?? '') === '' || whyOpen(field, values) !== undefined;
}

/** What is wrong with the value there is; undefined when it is fine, or missing. */
function whyOpen(field: Field, values: FormValues): string | undefined {
  const value = values[field.name]?.trim() ?? '';
  return value === '' ? undefined : fieldProblem(field, value);
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** An option by its value, its label, the beginning of its label, or its number in the list. */
export function chosen(options: readonly Choice[], text: string): Choice | undefined {
  const said = text.trim().toLowerCase();
  if (said === '') return undefined;
  const exact = options.find((option) => option.value === said || option.label.toLowerCase() === said) ?? options[Number(said) - 1];
  if (exact) return exact;
  const starting = options.filter((option) => option.label.toLowerCase().startsWith(said));
  return starting.length === 1 ? starting[0] : undefined;
}
