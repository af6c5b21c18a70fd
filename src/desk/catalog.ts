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
