import type { ChoiceField, Form } from '#core/form.ts';
import { resolveForm, textForm } from './forms.ts';

interface Asking {
  readonly title: string;
  readonly submit: string;
  readonly question: string;
}

export function choiceOfTicket({ title, submit, question }: Asking, options: ChoiceField['options']): Form {
  return { title, submit, fields: [{ kind: 'choice', name: 'parent', label: question, question, required: true, options }] };
}

export const tellForm: Form = textForm('Tell everybody', 'Send', 'How it stands (each requester reads it)', 'What shall I tell everybody?');

/** The form to resolve a ticket on which others hang asks about those as well. */
export function resolveWithChildren(count: number): Form {
  const question = count === 1 ? 'Resolve the ticket that hangs on it as well?' : `Resolve the ${count} tickets that hang on it as well?`;
  const options = [
    { value: 'all', label: 'Yes, with the same words' },
    { value: 'this', label: 'No, only this one' },
  ];
  return { ...resolveForm, fields: [...resolveForm.fields, { kind: 'choice', name: 'children', label: question, question, required: true, options }] };
}
