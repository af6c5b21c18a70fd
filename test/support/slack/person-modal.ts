import { viewProblems } from './block-checks.ts';
import { entered, isEmpty, textOf, type Given } from './elements.ts';
import { pushModal, replaceView } from './methods-views.ts';
import { viewClosed, viewSubmission } from './payloads.ts';
import { enter } from './person-acts.ts';
import { blocksOf, interact, topModal, type Actor } from './person-context.ts';
import { isRecord } from './schema.ts';
import type { Json, OpenView } from './state.ts';

export type Submitted =
  | { readonly kind: 'closed' | 'updated' | 'pushed' }
  /** The modal stays open; errors by the label of their field. */
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> }
  /** Slack says that something went wrong. */
  | { readonly kind: 'failed' };

/** What a person does with the modal on top. */
export function modalWork(actor: Actor) {
  return {
    /** Fills fields in, by label or id, and submits. What the client itself refuses never reaches the app. */
    submit: async (given: Readonly<Record<string, Given>> = {}): Promise<Submitted> => {
      const open = requireModal(actor);
      if (!isRecord(open.view['submit'])) throw new Error('this modal has nothing to submit');
      await fillIn(actor, open, given);
      const refused = clientErrors(open);
      if (Object.keys(refused).length > 0) return { kind: 'errors', errors: byLabel(open, refused) };
      const reply = await interact(actor, 'submitting a form', ['interactive', viewSubmission(actor, open, open.values)]);
      return reply.kind === 'failed' ? { kind: 'failed' } : follow(actor, open, reply.body);
    },
    /** Closes the modal on top; the app is told when it wanted to be. */
    close: async (): Promise<void> => {
      const open = requireModal(actor);
      pop(actor);
      if (open.view['notify_on_close'] === true) await interact(actor, 'closing a form', ['interactive', viewClosed(actor, open, false)]);
    },
  };
}

function requireModal(actor: Actor): OpenView {
  const open = topModal(actor);
  if (!open) throw new Error(`${actor.user.name} has no modal open`);
  return open;
}

function inputsOf(open: OpenView): Json[] {
  return blocksOf(open).filter((block) => block['type'] === 'input');
}

async function fillIn(actor: Actor, open: OpenView, given: Readonly<Record<string, Given>>): Promise<void> {
  const blocks = inputsOf(open);
  const left = new Set(Object.keys(given));
  for (const block of blocks) {
    const element = block['element'] as Json;
    const [blockId, actionId] = [String(block['block_id']), String(element['action_id'])];
    const name = [textOf(block['label']), blockId, actionId].find((each) => each !== undefined && Object.hasOwn(given, each));
    const chosen = open.values[blockId]?.[actionId];
    if (name !== undefined) left.delete(name);
    const value = name === undefined ? (chosen ?? entered(element, undefined)) : await enter(actor, { open }, { block, element, given: given[name] });
    open.values = { ...open.values, [blockId]: { [actionId]: value } };
  }
  if (left.size > 0) throw new Error(`no field ${[...left].join(', ')}, only: ${blocks.map((block) => textOf(block['label'])).join(', ')}`);
}

/** What Slack's client refuses by itself, by block. */
function clientErrors(open: OpenView): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of inputsOf(open)) {
    const element = block['element'] as Json;
    const id = String(block['block_id']);
    const value = open.values[id]?.[String(element['action_id'])];
    if (!isRecord(value) || isEmpty(value)) {
      if (block['optional'] !== true) errors[id] = 'Please complete this required field.';
      continue;
    }
    const length = typeof value['value'] === 'string' ? value['value'].length : 0;
    const [min, max] = [Number(element['min_length'] ?? 0), Number(element['max_length'] ?? 3000)];
    if (length > max) errors[id] = `Please enter no more than ${max} characters.`;
    else if (typeof value['value'] === 'string' && length < min) errors[id] = `Please enter at least ${min} characters.`;
  }
  return errors;
}

function byLabel(open: OpenView, errors: Readonly<Record<string, string>>): Record<string, string> {
  const labels = new Map(inputsOf(open).map((block) => [String(block['block_id']), textOf(block['label']) ?? '']));
  return Object.fromEntries(Object.entries(errors).map(([id, text]) => [labels.get(id) ?? id, text]));
}

/** Does with the modals what the app answered. */
function follow(actor: Actor, open: OpenView, body: unknown): Submitted {
  const action = isRecord(body) ? body['response_action'] : undefined;
  if (action === undefined) return closed(actor, open, isRecord(body) ? Object.keys(body).length === 0 : body === '');
  const answer = body as Json;
  if (action === 'clear') {
    actor.workspace.modals.delete(actor.user.id);
    return { kind: 'closed' };
  }
  if (action === 'errors') return showErrors(actor, open, answer['errors']);
  if (action !== 'update' && action !== 'push') return broken(actor, `no response_action ${JSON.stringify(action)}`);
  const problems = viewProblems(answer['view'], 'modal');
  if (problems.length > 0 || !isRecord(answer['view'])) return broken(actor, problems.join('; '));
  if (action === 'update') replaceView(actor, open, answer['view']);
  else pushModal(actor, actor.user.id, answer['view']);
  return { kind: action === 'update' ? 'updated' : 'pushed' };
}

function closed(actor: Actor, open: OpenView, isAnswer: boolean): Submitted {
  if (!isAnswer) return broken(actor, 'the answer to a submitted form is neither empty nor a response_action');
  // The app may have shown something else with views.update meanwhile; the modal that was submitted closes all the same.
  const stack = actor.workspace.modals.get(actor.user.id) ?? [];
  actor.workspace.modals.set(
    actor.user.id,
    stack.filter((each) => each !== open),
  );
  return { kind: 'closed' };
}

function showErrors(actor: Actor, open: OpenView, errors: unknown): Submitted {
  const ids = new Set(inputsOf(open).map((block) => block['block_id']));
  const entries = isRecord(errors) ? Object.entries(errors) : [];
  if (entries.length === 0) return broken(actor, 'response_action errors without errors');
  for (const [id, text] of entries) {
    if (!ids.has(id)) return broken(actor, `response_action errors names ${id}, which is no input block`);
    if (typeof text !== 'string' || text === '') return broken(actor, `response_action errors has no text for ${id}`);
  }
  open.errors = Object.fromEntries(entries.map(([id, text]) => [id, String(text)]));
  return { kind: 'errors', errors: byLabel(open, open.errors) };
}

function broken(actor: Actor, why: string): Submitted {
  actor.world.violations.push(`view_submission: ${why}`);
  actor.failures.push(`${actor.user.name}: submitting a form failed (${why})`);
  return { kind: 'failed' };
}

function pop({ workspace, user }: Actor): void {
  workspace.modals.set(user.id, (workspace.modals.get(user.id) ?? []).slice(0, -1));
}
