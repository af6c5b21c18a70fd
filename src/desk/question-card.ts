import type { Button, Post } from '#core/card.ts';
import type { Field } from '#core/form.ts';
import type { Drawing } from '#core/workflow.ts';
import type { Question } from '#store/questions.ts';
import { DESK } from './ask.ts';

/** A question as it stands now: with its options while it is open, and with what was said once it is not. Pure. */
export function drawQuestion(question: Question, field: Field): Drawing {
  return question.state === 'open' ? { version: 1, post: open(question, field) } : { version: 2, post: { text: closed(question, field) } };
}

function open({ id, intro }: Question, field: Field): Post {
  const options = field.kind === 'choice' ? field.options : [];
  const buttons: Button[] = options.map(({ value, label }) => ({ action: `${DESK}.answer`, subject: id, value, label }));
  buttons.push({ action: `${DESK}.stop`, subject: id, label: 'Never mind' });
  const blocks = intro === null ? [] : [{ kind: 'text' as const, text: intro }];
  const text = intro === null ? field.question : `${intro} ${field.question}`;
  return { text, card: { title: field.question, tone: 'neutral', blocks, buttons } };
}

function closed({ state, answer }: Question, field: Field): string {
  return state === 'answered' ? `${field.question} ${answer}.` : `${field.question} (dropped)`;
}
