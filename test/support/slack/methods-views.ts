import { blockProblems, checkedView, named, viewProblems } from './block-checks.ts';
import { optional, parsed, required, type Call, type Method } from './call.ts';
import { readMessage } from './reading.ts';
import { Refusal, refusalOf } from './refusal.ts';
import { isRecord } from './schema.ts';
import type { Json, OpenView, Workspace, World } from './state.ts';
import { wireView } from './wire.ts';

/** How long what somebody did may still open a modal, in milliseconds. */
const TRIGGER_LIFE = 3000;
/** A modal and two on top of it. */
const MOST_MODALS = 3;

export const VIEWS: Readonly<Record<string, Method>> = {
  'views.open': { scopes: [], args: ['trigger_id', 'interactivity_pointer', 'view'], run: open },
  'views.push': { scopes: [], args: ['trigger_id', 'interactivity_pointer', 'view'], run: push },
  'views.update': { scopes: [], args: ['view_id', 'external_id', 'hash', 'view'], run: update },
  'views.publish': { scopes: [], args: ['user_id', 'hash', 'view'], run: publish },
  'blocks.validate': { scopes: [], args: ['blocks', 'message', 'view'], run: validate },
};

/** Who did what a trigger stands for; it works once. @throws Refusal `expired_trigger_id`, `exchanged_trigger_id`, `invalid_trigger_id` */
function exchange(call: Call): string {
  const trigger = call.world.triggers.get(required(call, 'trigger_id'));
  if (!trigger || trigger.workspace !== call.workspace) throw new Refusal('invalid_trigger_id');
  if (call.world.now().getTime() - trigger.at.getTime() > TRIGGER_LIFE) throw new Refusal('expired_trigger_id');
  if (trigger.isUsed) throw new Refusal('exchanged_trigger_id');
  trigger.isUsed = true;
  return trigger.user;
}

function open(call: Call): Json {
  const view = checkedView(parsed(call, 'view'), 'modal');
  const user = exchange(call);
  call.workspace.modals.delete(user);
  return shown(call, pushModal(call, user, view));
}

function push(call: Call): Json {
  const view = checkedView(parsed(call, 'view'), 'modal');
  const user = exchange(call);
  const stack = call.workspace.modals.get(user) ?? [];
  if (stack.length === 0) throw new Refusal('not_found');
  return shown(call, pushModal(call, user, view));
}

type Place = Pick<Call, 'world' | 'workspace'>;

/** Puts a modal on top of those that a person has open. @throws Refusal `push_limit_reached`, `duplicate_external_id` */
export function pushModal({ world, workspace }: Place, user: string, view: Json): OpenView {
  const stack = workspace.modals.get(user) ?? [];
  if (stack.length >= MOST_MODALS) throw new Refusal('push_limit_reached');
  requireNewExternalId(workspace, view);
  const id = `V${String(world.next()).padStart(8, '0')}`;
  const made: OpenView = {
    id,
    user,
    rootId: stack[0]?.id ?? id,
    previousId: stack.at(-1)?.id,
    view: withNames(world, view),
    hash: newHash(world),
    errors: {},
    values: {},
  };
  workspace.modals.set(user, [...stack, made]);
  return made;
}

/** Shows something else in an open view. */
export function replaceView({ world }: Pick<Place, 'world'>, open: OpenView, view: Json): void {
  open.view = withNames(world, view);
  open.hash = newHash(world);
  open.errors = {};
}

function update(call: Call): Json {
  const [id, external] = [optional(call, 'view_id'), optional(call, 'external_id')];
  if ((id === undefined) === (external === undefined)) throw refusalOf('invalid_arguments', ['provide view_id or external_id']);
  const all = [...[...call.workspace.modals.values()].flat(), ...call.workspace.homes.values()];
  const known = all.find((candidate) => (id === undefined ? candidate.view['external_id'] === external : candidate.id === id));
  if (!known) throw new Refusal('not_found');
  const view = checkedView(parsed(call, 'view'), known.view['type'] === 'home' ? 'home' : 'modal');
  requireHash(call, known);
  replaceView(call, known, view);
  return shown(call, known);
}

function publish(call: Call): Json {
  const { world, workspace } = call;
  const user = required(call, 'user_id');
  if (!workspace.users.has(user)) throw refusalOf('invalid_arguments', ['invalid `user_id` [json-pointer:/user_id]']);
  const view = checkedView(parsed(call, 'view'), 'home');
  const known = workspace.homes.get(user);
  requireHash(call, known);
  if (known) {
    replaceView(call, known, view);
    return shown(call, known);
  }
  const id = `V${String(world.next()).padStart(8, '0')}`;
  const made: OpenView = { id, user, rootId: id, previousId: undefined, view: withNames(world, view), hash: newHash(world), errors: {}, values: {} };
  workspace.homes.set(user, made);
  return shown(call, made);
}

/** Refuses to overwrite what was changed since the caller looked. */
function requireHash(call: Call, known: OpenView | undefined): void {
  const hash = optional(call, 'hash');
  if (hash !== undefined && hash !== known?.hash) throw new Refusal('hash_conflict');
}

function requireNewExternalId(workspace: Workspace, view: Json): void {
  const id = view['external_id'];
  const taken = [...workspace.modals.values()].flat().some((open) => id !== undefined && id !== '' && open.view['external_id'] === id);
  if (taken) throw refusalOf('duplicate_external_id', ['external_id is already taken [json-pointer:/view/external_id]']);
}

function withNames(world: World, view: Json): Json {
  const blocks: unknown[] = Array.isArray(view['blocks']) ? view['blocks'] : [];
  const known = blocks.filter(isRecord);
  for (const oddity of readMessage({ text: '', blocks: known, names: new Map() }).oddities) world.violations.push(`view: ${oddity}`);
  return { ...view, blocks: named(known, world.next) };
}

function newHash(world: World): string {
  return `${Math.floor(world.now().getTime() / 1000)}.${world.next().toString(36).padStart(8, '0')}`;
}

function shown(call: Call, open: OpenView): Json {
  return { view: wireView(call.workspace, open) };
}

function validate(call: Call): Json {
  const given = ['blocks', 'message', 'view'].filter((name) => optional(call, name) !== undefined);
  const [what] = given;
  if (what === undefined || given.length > 1) throw refusalOf('invalid_arguments', ['provide exactly one of blocks, message, view']);
  const value = parsed(call, what);
  const problems = what === 'view' ? viewProblems(value) : blockProblems('message', isRecord(value) ? (value['blocks'] ?? []) : value);
  if (problems.length === 0) return {};
  const errors = problems.map((problem) => ({ pointer: /\[json-pointer:(.*)\]$/.exec(problem)?.[1] ?? '', code: 'invalid', message: problem }));
  throw new Refusal(`invalid_${what}`, { errors });
}
