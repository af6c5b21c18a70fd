import type { Context, Said } from '#core/workflow.ts';
import { shorten } from '#lib/text.ts';
import { lockConversation, updateConversation } from '#store/conversations.ts';
import type { Tx } from '#store/database.ts';
import type { Question } from '#store/questions.ts';
import { privately } from './ask.ts';
import { findIntent } from './catalog.ts';
import type { DeskDeps } from './deps.ts';
import { withoutTold } from './reading.ts';

type Deps = Pick<DeskDeps, 'workflows' | 'understander'>;

const SHOWN = 120;
/** More at once would keep somebody busy for longer than they meant. */
const MOST = 5;

/** The parts of a message that are each surely a request of a different thing; fewer than two when it is one request. */
export function severalIn(deps: Deps, text: string): readonly string[] {
  const requests = deps.understander.requests(text);
  if (requests.length < 2) return requests;
  const parts: { text: string; wish: Wish }[] = [];
  for (const part of requests) {
    const wish = wishIn(deps, part);
    const last = parts.at(-1);
    // What is no request of its own, or of the same thing, belongs to what stands before it.
    if (wish && !parts.some((other) => isSame(other.wish, wish))) parts.push({ text: part, wish });
    else if (last) last.text = `${last.text} ${part}`;
  }
  return parts.slice(0, MOST).map((part) => part.text);
}

interface Wish {
  readonly intent: string;
  /** What it is about. */
  readonly things: readonly string[];
}

function wishIn(deps: Deps, text: string): Wish | undefined {
  if (withoutTold(text).trim() === '') return undefined;
  const { intent, confidence, slots } = deps.understander.understand(text);
  if (confidence < deps.understander.actAt || findIntent(deps.workflows, intent)?.several !== true) return undefined;
  const things = slots.filter(({ name }) => THINGS.has(name)).map(({ value }) => value);
  // "The buttons do not click" or "my trial runs out" rather tells more of what was asked before.
  const stands = things.length > 0 || (STANDS_ALONE.has(intent) && !REFERS_BACK.test(text));
  return stands ? { intent: SIGN_IN.has(intent) ? 'sign-in' : intent, things } : undefined;
}

/** Who forgot a password is often locked out as well, and means one thing. */
const SIGN_IN: ReadonlySet<string> = new Set(['password.reset', 'account.unlock']);
/** A folder or a group is no thing that has a slot, and one's own account need not be named. */
const STANDS_ALONE: ReadonlySet<string> = new Set([...SIGN_IN, 'access.request']);
/** "and I need another one": it names nothing itself. */
const REFERS_BACK = /\b(?:ones?|it|its|them|that|replacement|substitute)\b/i;

/** About the same thing, whatever is wanted of it ("my mouse is dead, I need a new mouse"), or the same wish that one of them leaves open. */
function isSame(a: Wish, b: Wish): boolean {
  if (a.things.some((thing) => b.things.includes(thing))) return true;
  return a.intent === b.intent && (a.things.length === 0 || b.things.length === 0);
}

const THINGS: ReadonlySet<string> = new Set(['product', 'service', 'device', 'ticket', 'asset_tag']);

/** Begins with the first, and keeps the others for later. */
export async function takeSeveral(deps: Deps, context: Context<Tx>, parts: readonly string[]): Promise<void> {
  const [first = '', ...others] = parts;
  await updateConversation(context.tx, context.actor.person.id, { waiting: others, misses: 0 }, context.now);
  privately(context, `I see ${COUNT[parts.length] ?? parts.length} things. First: “${shorten(first, SHOWN)}”`);
  await take(deps, context, first);
  await goOn(deps, context);
}

const COUNT: Readonly<Record<number, string>> = { 2: 'two', 3: 'three', 4: 'four', 5: 'five' };

/** Whether somebody begins something else in the middle, and not just answers at length. With nothing known yet, it is what the question is about. */
export function isAnotherRequest({ action, field, values }: Question, { text, intent = '' }: Said): boolean {
  const about = action.slice(action.indexOf('.') + 1);
  const begun = Object.keys(values).some((name) => name !== field);
  return begun && about !== 'report' && about !== intent.replace('.', '_') && BEGINS.test(text);
}

const BEGINS =
  /^(?:(?:and|oh|also|hey|hi|by the way|btw)[,\s]+)*(?:i(?:['’]d| would)? (?:also )?(?:need|want|like|forgot)|(?:can|could|may) i|please|my\b|we need)/i;

/** Keeps it until what is being asked is settled. */
export async function keepForLater(context: Context<Tx>, waiting: readonly string[], text: string): Promise<void> {
  await updateConversation(context.tx, context.actor.person.id, { waiting: [...waiting, text].slice(0, MOST) }, context.now);
}

/** Takes up what else was asked for, as soon as nothing is being asked. */
export async function goOn(deps: Deps, context: Context<Tx>): Promise<void> {
  const { id } = context.actor.person;
  for (;;) {
    const { questionId, waiting } = await lockConversation(context.tx, id);
    const [next, ...others] = waiting;
    if (questionId !== null || next === undefined) return;
    await updateConversation(context.tx, id, { waiting: others }, context.now);
    privately(context, `Now to the other thing: “${shorten(next, SHOWN)}”`);
    await take(deps, context, next);
  }
}

async function take(deps: Deps, context: Context<Tx>, text: string): Promise<void> {
  const { intent, slots } = deps.understander.understand(text);
  await findIntent(deps.workflows, intent)?.run(context, { text, slots, intent });
}
