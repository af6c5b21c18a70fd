import { fieldProblem, type Field, type FormValues } from '#core/form.ts';
import type { Context, Said } from '#core/workflow.ts';
import { correctionIn } from '#rules/corrections.ts';
import type { Tx } from '#store/database.ts';
import { changeAnswers, type Question } from '#store/questions.ts';
import { answer, chosen, formAsked, repeat } from './ask.ts';
import type { DeskDeps } from './deps.ts';

/**
 * Takes words that change an earlier answer while the next question is open: "no, the blue one". A choice is chosen anew, a short answer is
 * replaced, and what was told at length is added to. False when the words are no such thing.
 */
export async function amend(deps: Pick<DeskDeps, 'workflows'>, context: Context<Tx>, question: Question, { text, intent }: Said): Promise<boolean> {
  const words = correctionIn(text);
  if (words === undefined) return false;
  const form = await formAsked(deps, context.tx, question);
  const asked = form.fields.find(({ name }) => name === question.field);
  // "No, something else" is one of the options, and no correction.
  if (asked?.kind === 'choice' && chosen(asked.options, text)) return false;
  if (asked?.kind === 'choice' && chosen(asked.options, words)) {
    await answer(deps, context, question, words);
    return true;
  }
  // "Actually, never mind."
  if (intent === 'cancel') return false;
  if (asked?.kind === 'text' && (GIVES_REASON.test(words) || !isShort(words))) return false;
  const given = form.fields.filter(({ name }) => name !== question.field && (question.values[name] ?? '') !== '');
  const values = changed(given, question.values, words, text) ?? (asked?.kind === 'choice' ? added(question.values, text) : undefined);
  if (!values) return false;
  await changeAnswers(context.tx, question.id, values);
  await repeat(deps, context, { ...question, values }, `All right, ${words}.`);
  return true;
}

/** Then it rather answers what is asked now. */
const GIVES_REASON = /^(?:for|because|since|to|so)\b/i;
const SHORT_WORDS = 8;

function isShort(words: string): boolean {
  return words.split(/\s+/).length <= SHORT_WORDS;
}

/** With the choice, or else the last short answer, that the words are about; undefined when they are about none. */
function changed(given: readonly Field[], values: FormValues, words: string, text: string): FormValues | undefined {
  for (const field of given) {
    const option = field.kind === 'choice' ? chosen(field.options, words) : undefined;
    if (option) return { ...values, [field.name]: option.value };
  }
  const short = given.findLast((field) => field.kind === 'text' && !field.multiline);
  if (!short || !isShort(words) || fieldProblem(short, words) !== undefined) return undefined;
  // What was found in the first message stays there, so the team reads what came instead. "The blue one" is still the headset.
  const name = /\bones?\b/i.test(words) ? `${values[short.name]}, ${words}` : words;
  return added({ ...values, [short.name]: name }, text);
}

function added(values: FormValues, text: string): FormValues {
  const before = values['added'];
  return { ...values, added: before === undefined ? text : `${before}\n${text}` };
}
