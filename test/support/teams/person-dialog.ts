import { isRecord } from '../slack/schema.ts';
import { nodesOf } from './card-check.ts';
import { follow } from './person-acts.ts';
import type { Actor } from './person-context.ts';
import { actionsOf } from './reading.ts';
import type { Json } from './state.ts';

export type Submitted =
  | { readonly kind: 'closed' | 'told' | 'failed' }
  /** The dialog stays open; what is wrong, by the label of its field. */
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> };

/** What a person does with an open dialog. */
export function dialogWork(actor: Actor) {
  return {
    /** Fills fields in, by label or name, and sends. What the client itself refuses never reaches the bot. */
    submit: async (given: Readonly<Record<string, string>> = {}): Promise<Submitted> => {
      const { card, send } = requireDialog(actor);
      const inputs = inputsOf(card);
      const entries = inputs.map((input) => [String(input['id']), entered(input, given)] as const);
      const unknown = Object.keys(given).filter((name) => !inputs.some((input) => isCalled(input, name)));
      if (unknown.length > 0) throw new Error(`no field ${unknown.join(', ')}, only: ${inputs.map(({ label }) => String(label)).join(', ')}`);
      const refused = inputs.flatMap((input, at) => clientError(input, entries[at]?.[1] ?? ''));
      if (refused.length > 0) return { kind: 'errors', errors: Object.fromEntries(refused) };
      const [button] = actionsOf(card);
      const data = isRecord(button?.['data']) ? button['data'] : {};
      const notes = actor.notes.length;
      const done = await send({ ...data, ...Object.fromEntries(entries) });
      follow(actor, done, send);
      if (done.status !== 200) return { kind: 'failed' };
      if (actor.dialog) return { kind: 'errors', errors: errorsOf(actor.dialog.card) };
      return { kind: actor.notes.length > notes ? 'told' : 'closed' };
    },
    close: () => void (actor.dialog = undefined),
    /** What is open: its title, and what its fields hold, by label. */
    dialog: () => actor.dialog && { title: actor.dialog.title, values: valuesOf(actor.dialog.card), choices: choicesOf(actor.dialog.card) },
  };
}

function requireDialog({ dialog, user, notes }: Actor) {
  if (!dialog) throw new Error(`${user.name} has no dialog open; what they were told last: ${notes.at(-1) ?? 'nothing'}`);
  return dialog;
}

function inputsOf(card: Json): Json[] {
  return nodesOf(card['body']).filter(({ type }) => String(type).startsWith('Input.'));
}

function isCalled({ id, label }: Json, name: string): boolean {
  return label === name || id === name || String(id).endsWith(`-${name}`);
}

function entered(input: Json, given: Readonly<Record<string, string>>): string {
  const name = Object.keys(given).find((each) => isCalled(input, each));
  const value = name === undefined ? held(input) : (given[name] ?? '');
  if (input['type'] !== 'Input.ChoiceSet' || value === '') return value;
  const choices = (input['choices'] as readonly Json[]).find((choice) => choice['title'] === value || choice['value'] === value);
  if (!choices) throw new Error(`no choice ${value} in ${String(input['label'])}`);
  return String(choices['value']);
}

/** What Teams' client refuses by itself. */
function clientError(input: Json, value: string): [string, string][] {
  const label = String(input['label']);
  if (value === '' && input['isRequired'] === true) return [[label, String(input['errorMessage'])]];
  return value.length > Number(input['maxLength'] ?? Infinity) ? [[label, 'too long']] : [];
}

/** The line in red under a field. */
function errorsOf(card: Json): Record<string, string> {
  const body = card['body'] as readonly Json[];
  const marked = body.flatMap((element, at) => {
    const runs = (Array.isArray(element['inlines']) ? (element['inlines'] as unknown[]) : []).filter(isRecord);
    return runs.some(({ color }) => color === 'Attention') ? [[String(body[at - 1]?.['label']), runs.map(({ text }) => String(text)).join('')] as const] : [];
  });
  return Object.fromEntries(marked);
}

function valuesOf(card: Json): Record<string, string> {
  return Object.fromEntries(inputsOf(card).map(({ label, value }) => [String(label), held({ value })]));
}

function choicesOf(card: Json): Record<string, string[]> {
  const lists = inputsOf(card).filter(({ type }) => type === 'Input.ChoiceSet');
  return Object.fromEntries(lists.map(({ label, choices }) => [String(label), (choices as readonly Json[]).map(({ title }) => String(title))]));
}

function held({ value }: Json): string {
  return typeof value === 'string' ? value : '';
}
