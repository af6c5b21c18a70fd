import type { ActionEvent, ActionRef, ChatEvent, FormEvent, Quotation } from '#core/chat-event.ts';
import { DeskError } from '#core/errors.ts';
import type { Form, FormValues } from '#core/form.ts';
import type { Desk, Receipt, Sender } from '#core/front-end.ts';
import type { Actor } from '#core/person.ts';
import type { Action } from '#core/workflow.ts';
import { newId } from '#lib/ids.ts';
import { authorize } from '#rules/authorize.ts';
import { within } from '#lib/within.ts';
import { auditedLately, recordAudit } from '#store/audit.ts';
import { actorBehind } from '#store/people.ts';
import { acceptEvent, type Limits } from '#store/inbox.ts';
import type { Tx } from '#store/database.ts';
import { requestSettled } from '#store/outbox.ts';
import { checkForm, findAction, formOf } from './catalog.ts';
import { cleanEvent } from './clean.ts';
import { entrancesOf, homeOf } from './home.ts';
import type { DeskDeps } from './deps.ts';
import { accountName, accountOf, auditOf, identify } from './identify.ts';

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
    redact: (text) => deps.understander.redact(text).text,
    entrances: entrancesOf(deps.workflows),
    form: async (sender, ref) => await audited(deps, sender, ref.action, async () => await formFor(deps, sender, ref)),
    home: async (sender) => await audited(deps, sender, 'home', async () => await homeOf(deps, sender)),
    personId: async (sender, action) => await audited(deps, sender, action, async () => (await identify(deps, sender)).person.id),
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

async function formFor(deps: DeskDeps, sender: Sender, { action, subject = '' }: ActionRef): Promise<Form | undefined> {
  const found = findAction(deps.workflows, action);
  if (!found) return undefined;
  const relation = await found.workflow.relation(deps.database.db, subject);
  const allowed = authorize(await identify(deps, sender), found.action.who, relation).allowed;
  return allowed ? await formOf(deps.database.db, found.action, subject) : undefined;
}

async function receive(deps: DeskDeps, given: ChatEvent): Promise<Receipt> {
  const event = cleanEvent(deps.understander.redact, given);
  const actor = await identify(deps, event);
  if ('action' in event && event.about) await meet(deps, event.about, event);
  const early = 'action' in event ? await checkAction(deps, actor, event) : undefined;
  return early ?? (await accept(deps, actor, event));
}

/** Whoever wrote a message from which something is started may never have spoken to the desk; who they are is found out here, as the worker asks nobody. */
async function meet(deps: DeskDeps, { author }: Quotation, { address }: Sender): Promise<void> {
  try {
    await identify(deps, { user: author, address });
  } catch (error) {
    // Somebody whom the company does not know: then it is not done for them.
    if (!(error instanceof DeskError)) throw error;
  }
}

/** What must be answered at once: a refusal, a form to fill, or fields to mend. */
async function checkAction(deps: DeskDeps, actor: Actor, event: ActionEvent | FormEvent): Promise<Receipt | undefined> {
  const found = findAction(deps.workflows, event.action);
  if (!found)
    throw new DeskError('invalid', { userMessage: 'I do not know that button. It may be from an older version.', log: `unknown action ${event.action}` });
  const { workflow, action } = found;
  const verdict = authorize(actor, action.who, await workflow.relation(deps.database.db, event.subject ?? ''));
  if (!verdict.allowed) throw new DeskError('refused', { userMessage: verdict.why });
  const form = await formOf(deps.database.db, action, event.subject ?? '');
  if (!form) return undefined;
  const { action: name, subject, value, version, about } = event;
  if (event.type === 'action') {
    const values = { ...(await prefilled(deps, action, event.subject ?? '')), ...quoted(action, about) };
    return { kind: 'form', form, ref: { action: name, subject, value, version }, values };
  }
  const result = checkForm(action, form, event.values);
  return 'errors' in result ? { kind: 'invalid', errors: result.errors } : undefined;
}

/** What may have been kept before secrets were taken out of what people write is cleaned here, too. */
async function prefilled({ database, understander }: DeskDeps, { prefill }: Action<Tx>, subject: string): Promise<FormValues> {
  const values = (await prefill?.(database.db, subject)) ?? {};
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, understander.redact(value).text]));
}

/** What the form of something started from a message holds already. */
function quoted({ quoteInto }: Action<Tx>, about: Quotation | undefined): FormValues {
  return quoteInto === undefined || about === undefined ? {} : { [quoteInto]: about.text };
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
  if ('action' in event && event.subject !== undefined) return `subject:${event.action.split('.')[0]}:${event.subject}`;
  return `talk:${platform}/${workspace}/${room}/${thread ?? ''}`;
}

/** Whoever only looks is refused with a trace, too; one a minute. */
async function audited<T>(deps: DeskDeps, sender: Sender, action: string, look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    const actor = accountName(sender);
    if (error instanceof DeskError && error.code === 'refused' && !(await auditedLately(deps.database.db, actor, error.message))) {
      const known = await actorBehind(deps.database.db, accountOf(sender));
      await recordAudit(deps.database.db, { actor, action, subject: '', personId: known?.person.id ?? null, outcome: 'refused', reason: error.message });
    }
    throw error;
  }
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
