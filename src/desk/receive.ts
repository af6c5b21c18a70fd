import type { ActionEvent, ChatEvent, FormEvent } from '#core/chat-event.ts';
import { DeskError } from '#core/errors.ts';
import { validateForm } from '#core/form.ts';
import type { Desk, Receipt } from '#core/front-end.ts';
import type { Actor } from '#core/person.ts';
import { newId } from '#lib/ids.ts';
import { cleanText } from '#lib/text.ts';
import { authorize } from '#rules/authorize.ts';
import { within } from '#lib/within.ts';
import { auditedLately, recordAudit } from '#store/audit.ts';
import { actorBehind } from '#store/people.ts';
import { acceptEvent, type Limits } from '#store/inbox.ts';
import { requestSettled } from '#store/outbox.ts';
import { findAction } from './catalog.ts';
import type { DeskDeps } from './deps.ts';
import { accountOf, auditOf, identify } from './identify.ts';

/** The chat edge: the first of the two places where errors become answers. */
export function createDesk(deps: DeskDeps): Desk {
  return {
    receive: async (event) => {
      const { platform } = event.address;
      const answered = deps.metrics.acknowledged.startTimer({ platform });
      let receipt: Receipt['kind'] | 'unavailable' = 'unavailable';
      try {
        // Whoever waits for the database in vain must say so in time for the platform to deliver again.
        const given = await within(ANSWER_WITHIN_MS, answer(deps, event));
        answered();
        receipt = given.kind;
        return given;
      } finally {
        deps.metrics.events.inc({ platform, receipt });
      }
    },
    isSettled: async (requestId) => await requestSettled(deps.database.db, requestId),
  };
}

const ANSWER_WITHIN_MS = 2000;

async function answer(deps: DeskDeps, event: ChatEvent): Promise<Receipt> {
  try {
    return await receive(deps, event);
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    await auditRefusal(deps, event, error);
    return { kind: error.code === 'limited' ? 'limited' : 'refused', text: error.userMessage };
  }
}

async function receive(deps: DeskDeps, given: ChatEvent): Promise<Receipt> {
  const event = cleanEvent(given);
  const actor = await identify(deps, event);
  const early = event.type === 'message' ? undefined : await checkAction(deps, actor, event);
  return early ?? (await accept(deps, actor, event));
}

/** What a person typed, or a button carries, is cleaned here, before anything is checked, stored or shown. @throws DeskError when nothing is left. */
function cleanEvent(event: ChatEvent): ChatEvent {
  if (event.type === 'message') {
    const text = cleanText(event.text);
    if (text.trim() === '') throw new DeskError('invalid', { userMessage: 'Your message is empty. Please write a few words about what you need.' });
    return { ...event, text };
  }
  const { action, subject, value } = event;
  const carried = {
    action: cleanText(action),
    ...(subject === undefined ? {} : { subject: cleanText(subject) }),
    ...(value === undefined ? {} : { value: cleanText(value) }),
  };
  if (event.type === 'action') return { ...event, ...carried };
  return { ...event, ...carried, values: Object.fromEntries(Object.entries(event.values).map(([name, value]) => [cleanText(name), cleanText(value)])) };
}

/** What must be answered at once: a refusal, a form to fill, or fields to mend. */
async function checkAction(deps: DeskDeps, actor: Actor, event: ActionEvent | FormEvent): Promise<Receipt | undefined> {
  const found = findAction(deps.workflows, event.action);
  if (!found)
    throw new DeskError('invalid', { userMessage: 'I do not know that button. It may be from an older version.', log: `unknown action ${event.action}` });
  const { workflow, action } = found;
  const verdict = authorize(actor, action.who, await workflow.relation(deps.database.db, event.subject ?? ''));
  if (!verdict.allowed) throw new DeskError('refused', { userMessage: verdict.why });
  if (!action.form) return undefined;
  const { action: name, subject, value, version } = event;
  if (event.type === 'action') return { kind: 'form', form: action.form, ref: { action: name, subject, value, version }, values: {} };
  const result = validateForm(action.form, event.values);
  return 'errors' in result ? { kind: 'invalid', errors: result.errors } : undefined;
}

async function accept(deps: DeskDeps, actor: Actor, event: ChatEvent): Promise<Receipt> {
  const requestId = newId(deps.clock.now());
  deps.border('event checked', event.type);
  const stored = await acceptEvent(deps.database.db, { event, requestId, lane: laneOf(actor, event), limits: deps.limits });
  deps.border('event stored', event.type);
  if (stored.kind === 'over') throw new DeskError('limited', { userMessage: TOO_MUCH[stored.limit], log: `over the limit: ${stored.limit}` });
  if (stored.kind === 'known') return { kind: 'duplicate', requestId: stored.requestId };
  deps.ring([requestId]);
  deps.log.info({ request: requestId, event: event.type, platform: event.address.platform }, 'event accepted');
  return { kind: 'accepted', requestId };
}

const TOO_MUCH: Readonly<Record<keyof Limits, string>> = {
  personPerMinute: 'That was a lot at once, and I could not keep up, so I did not take the last one in. Please try it again in a minute.',
  roomPerMinute: 'A lot is being said here right now, so I did not take that in. Please try it again in a minute, or write to me directly.',
  waiting: 'I am still working on what you sent before, so I did not take that in. Please try it again in a minute.',
};

/** Events about one thing run in order; so do all that one person says in one room. */
function laneOf(actor: Actor, event: ChatEvent): string {
  const { platform, workspace, room, thread } = event.address;
  if (event.roomKind === 'direct') return `talk:${platform}/${workspace}/${room}/${actor.person.id}`;
  if (event.type !== 'message' && event.subject !== undefined) return `subject:${event.action.split('.')[0]}:${event.subject}`;
  return `talk:${platform}/${workspace}/${room}/${thread ?? ''}`;
}

/** Every refusal leaves a trace, also one that never becomes a row of work; of a flood, one a minute. */
async function auditRefusal(deps: DeskDeps, event: ChatEvent, error: DeskError): Promise<void> {
  const wanted = auditOf(event);
  deps.log.info({ ...wanted, code: error.code, reason: error.message }, 'refused at the edge');
  if (event.type === 'message' && error.code === 'invalid') return;
  if (error.code === 'limited' && (await auditedLately(deps.database.db, wanted.actor, error.message))) return;
  const known = await actorBehind(deps.database.db, accountOf(event));
  await recordAudit(deps.database.db, { ...wanted, personId: known?.person.id ?? null, outcome: 'refused', reason: error.message });
}
