import { DeskError } from './errors.ts';

/**
 * A form as plain data: the same definition draws a dialog on every platform, validates what comes back,
 * and drives question-by-question filling in conversation.
 */
export interface Form {
  readonly title: string;
  readonly submit: string;
  readonly fields: readonly Field[];
}

export type Field = TextField | ChoiceField;

interface FieldBase {
  readonly name: string;
  readonly label: string;
  /** How the desk asks for it in conversation. */
  readonly question: string;
  readonly required: boolean;
}

export interface TextField extends FieldBase {
  readonly kind: 'text';
  readonly multiline: boolean;
  /** In UTF-16 code units. */
  readonly maxLength: number;
}

export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  readonly options: readonly Option[];
}

interface Option {
  readonly value: string;
  readonly label: string;
}

export type FormValues = Readonly<Record<string, string>>;
/** Field name to a sentence that says how to mend it. */
export type FieldErrors = Readonly<Record<string, string>>;
export type Validation = { readonly values: FormValues } | { readonly errors: FieldErrors };

/** Trims and checks values against the form; unknown fields are dropped, all problems are named at once. */
export function validateForm(form: Form, given: FormValues): Validation {
  const values: Record<string, string> = {};
  const errors: Record<string, string> = {};
  for (const field of form.fields) {
    const value = (Object.hasOwn(given, field.name) ? given[field.name] : undefined)?.trim() ?? '';
    const problem = value === '' ? missing(field) : fieldProblem(field, value);
    if (problem !== undefined) errors[field.name] = problem;
    else if (value !== '') values[field.name] = value;
  }
  return Object.keys(errors).length > 0 ? { errors } : { values };
}

/** What is wrong with one non-empty answer, or undefined. */
export function fieldProblem(field: Field, value: string): string | undefined {
  if (field.kind === 'choice') {
    return field.options.some((option) => option.value === value) ? undefined : 'Please choose one of the options.';
  }
  if (value.length <= field.maxLength) return undefined;
  return `Please keep this under ${field.maxLength} characters (it has ${value.length}).`;
}

function missing(field: Field): string | undefined {
  if (!field.required) return undefined;
  return field.kind === 'choice' ? 'Please choose one of the options.' : 'Please fill this in.';
}

/** The field of that name. @throws DeskError `invalid` when the form has none. */
export function fieldOf(form: Form, name: string): Field {
  const field = form.fields.find((candidate) => candidate.name === name);
  if (!field) throw new DeskError('invalid', { userMessage: 'That question is not part of this form any more.' });
  return field;
}
