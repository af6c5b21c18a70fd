import type { ActionRef } from '#core/chat-event.ts';
import type { Field, FieldErrors, Form, FormValues } from '#core/form.ts';
import { literal, richText, run, type Element } from '../adaptive-card.ts';
import { refData } from './button-ref.ts';
import { CARD_TYPE } from './message.ts';

/** What Teams does with a dialog: shows it, or says something in its place. */
export type DialogTask = { readonly type: 'continue'; readonly value: object } | { readonly type: 'message'; readonly value: string };

interface Options {
  readonly ref: ActionRef;
  readonly values: FormValues;
  readonly problems?: FieldErrors;
  /** Names this dialog, so that it counts once however often it is sent. */
  readonly once: string;
  /** A sealed quotation. */
  readonly about?: string | undefined;
}

/** Inputs of a dialog come back beside the button's own data, so their names are told apart. */
const INPUT = 'field-';
/** From so many options on, a list is searched by typing. */
const SEARCHED = 8;

/** A form as a dialog. */
export function toDialog(form: Form, { ref, values, problems = {}, once, about }: Options): DialogTask {
  const data = { ...refData(ref), once, ...(about === undefined ? {} : { about }) };
  const card = {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    body: form.fields.flatMap((field) => drawField(field, own(values, field.name), own(problems, field.name))),
    actions: [{ type: 'Action.Submit', title: literal(form.submit), data }],
  };
  return { type: 'continue', value: { title: form.title, width: 'medium', height: 'medium', card: { contentType: CARD_TYPE, content: card } } };
}

function drawField(field: Field, value: string | undefined, problem: string | undefined): Element[] {
  const { name, label, required } = field;
  const must = required ? { isRequired: true, errorMessage: field.kind === 'choice' ? 'Please choose one of the options.' : 'Please fill this in.' } : {};
  const common = { id: `${INPUT}${name}`, label: literal(label), ...must, ...(value === undefined || value === '' ? {} : { value }) };
  const input =
    field.kind === 'text'
      ? { type: 'Input.Text', ...common, isMultiline: field.multiline, maxLength: field.maxLength }
      : { type: 'Input.ChoiceSet', ...common, style: field.options.length > SEARCHED ? 'filtered' : 'compact', choices: field.options.map(drawOption) };
  return problem === undefined ? [input] : [input, richText([run(problem, { color: 'Attention', size: 'Small' })], { spacing: 'Small' })];
}

function drawOption({ value, label }: { readonly value: string; readonly label: string }): Element {
  return { title: literal(label), value };
}

/** What was filled in, by field; empty answers are left out. */
export function readAnswers(data: Readonly<Record<string, unknown>>): Record<string, string> {
  const entries = Object.entries(data).flatMap(([id, value]) =>
    id.startsWith(INPUT) && typeof value === 'string' && value !== '' ? [[id.slice(INPUT.length), value] as const] : [],
  );
  return Object.fromEntries(entries);
}

function own(record: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
