import { validateForm, type ChoiceField, type Form, type FormValues, type Validation } from '#core/form.ts';
import type { Action, IntentHandler, Step, TimerHandler, Workflow } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';

type Workflows = readonly Workflow<Tx>[];

/** Finds what a name such as `ticket.claim` stands for; undefined when no workflow has it. */
export function findAction(workflows: Workflows, name: string): { workflow: Workflow<Tx>; action: Action<Tx> } | undefined {
  const [first, rest] = split(name);
  const workflow = findWorkflow(workflows, first);
  const action = workflow && own(workflow.actions, rest);
  return workflow && action ? { workflow, action } : undefined;
}

export function findIntent(workflows: Workflows, name: string): IntentHandler<Tx> | undefined {
  return workflows.map((workflow) => own(workflow.intents, name)).find((handler) => handler !== undefined);
}

/** The form of an action on that subject, if it has one. */
export async function formOf(tx: Tx, { form }: Action<Tx>, subject: string): Promise<Form | undefined> {
  return typeof form === 'function' ? await form(tx, subject) : form;
}

/**
 * Checks values against an action's form. Where the form depends on its subject, what can be chosen may have changed
 * since it was opened: then the action says what of the choice still holds, in better words than a form can.
 */
export function checkForm({ form: declared }: Action<Tx>, form: Form, given: FormValues): Validation {
  if (typeof declared !== 'function') return validateForm(form, given);
  return validateForm({ ...form, fields: form.fields.map((field) => (field.kind === 'choice' ? withGiven(field, given) : field)) }, given);
}

function withGiven(field: ChoiceField, given: FormValues): ChoiceField {
  const value = Object.hasOwn(given, field.name) ? given[field.name]?.trim() : undefined;
  return value === undefined ? field : { ...field, options: [...field.options, { value, label: value }] };
}

export function findTimer(workflows: Workflows, name: string): TimerHandler<Tx> | undefined {
  const [first, rest] = split(name);
  const workflow = findWorkflow(workflows, first);
  return workflow && own(workflow.timers, rest);
}

export function findStep(workflows: Workflows, name: string): Step<Tx> | undefined {
  const [first, rest] = split(name);
  const workflow = findWorkflow(workflows, first);
  return workflow?.steps && own(workflow.steps, rest);
}

export function findWorkflow(workflows: Workflows, name: string): Workflow<Tx> | undefined {
  return workflows.find((workflow) => workflow.name === name);
}

function split(name: string): [string, string] {
  const dot = name.indexOf('.');
  return dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot + 1)];
}

// Names come from outside: `constructor` and its like are not ours.
function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
