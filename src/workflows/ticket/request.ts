import type { Action, ActionInput, Context, IntentHandler, Said } from '#core/workflow.ts';
import { wantedFor } from '#rules/for-whom.ts';
import type { Tx } from '#store/database.ts';
import { firstLine, shorten } from '#lib/text.ts';
import { saysConfidential } from '#rules/confidential.ts';
import { askManager } from './approval.ts';
import { comfort } from './comfort.ts';
import { ticketOf } from './record.ts';
import { askIfSame, CHECKED, open, pressureIn, scopeIn, TITLE_MAX, urgencyFor } from './report.ts';
import { BY_PEOPLE, REQUEST_INTENTS, requestAction, REQUESTS, type RequestIntent, type RequestKind } from './requests.ts';
import { findSimilar } from './similar.ts';
import { addAnswers, ticketInTalk } from './talk.ts';
import { whatIsSaid } from './what-is-said.ts';

const KINDS: Readonly<Record<RequestIntent, RequestKind>> = REQUESTS;

/** Handlers of all kinds of requests, by intent. */
export const requestIntents: Readonly<Record<string, IntentHandler<Tx>>> = Object.fromEntries(
  REQUEST_INTENTS.map((intent) => [
    intent,
    { label: KINDS[intent].label, several: true, run: async (context, said) => await start(context, intent, said) } satisfies IntentHandler<Tx>,
  ]),
);

/** Actions that open them once everything is known, by name without the workflow's. */
export const requestActions: Readonly<Record<string, Action<Tx>>> = Object.fromEntries(
  REQUEST_INTENTS.map((intent) => [
    requestAction(intent).slice('ticket.'.length),
    { who: ['anyone'], form: KINDS[intent].form, run: async (context, input) => await openRequest(context, intent, input) } satisfies Action<Tx>,
  ]),
);

/** Takes what is said already, asks for the rest. */
async function start(context: Context<Tx>, intent: RequestIntent, said: Said): Promise<void> {
  const kind = KINDS[intent];
  const pressing = pressureIn(said);
  if (pressing.upset) comfort(context);
  const found = whatIsSaid(kind, said);
  const values = { ...found, summary: said.text, ...pressing };
  const several = namesSeveral(said);
  const [whom] = wantedFor(said.text, said.slots);
  if (kind.fulfilledBy !== undefined && found['what'] !== undefined && !several)
    return await context.ask({ action: kind.fulfilledBy, values: { ...values, ...(whom === undefined ? {} : { whom }) } });
  const similar = (await findSimilar(context, said.text)) ?? (await ticketInTalk(context));
  if (similar) return await askIfSame(context, similar, values, requestAction(intent));
  const whole = several ? BY_PEOPLE : {};
  await context.ask({ action: requestAction(intent), value: CHECKED, values: { ...values, ...whole }, intro: introFor(kind, found['what']) });
}

/** What is about several programs or people at once a person reads whole. */
function namesSeveral({ text, slots }: Said): boolean {
  return new Set(slots.filter(({ name }) => name === 'product').map(({ value }) => value)).size > 1 || wantedFor(text, slots).length > 1;
}

/** `what` may have been found in words that mean something else, so it is said. */
export function introFor({ label }: RequestKind, what: string | undefined): string {
  const wish = `${label.charAt(0).toLowerCase()}${label.slice(1)}`.replace(/\bmy\b/, 'your');
  return what === undefined ? `You would like to ${wish}.` : `You would like to ${wish} (${shorten(what, TITLE_MAX)}).`;
}

async function openRequest(context: Context<Tx>, intent: RequestIntent, { value, values }: ActionInput): Promise<void> {
  const kind = KINDS[intent];
  const { what = '', sure, summary = what } = values;
  if (sure === 'no') return context.say({ to: 'actor' }, { text: 'All right, you keep it. Nothing has changed.' });
  if (kind.fulfilledBy !== undefined && values['people'] !== BY_PEOPLE.people) return await context.ask({ action: kind.fulfilledBy, value, values });
  const similar = value === CHECKED ? undefined : await findSimilar(context, summary);
  if (similar) return await askIfSame(context, similar, { ...values, summary }, requestAction(intent));
  context.say({ to: 'actor' }, { text: kind.acknowledged });
  const { title, category } = { title: titleOf(kind, values), category: kind.category };
  const known = { urgency: urgencyFor(values, kind.urgency), ...scopeIn(values), private: saysConfidential(values) };
  const ticket = await open(context, { words: summary, title, category, intent, ...known });
  await addAnswers(context, ticket, kind.form, { ...values, summary });
  if (kind.approval === 'manager') await askManager(context, await ticketOf(context, String(ticket.id)));
}

const NAME_WORDS = 6;

/** "License: Figma for Anna (next Monday)"; their own words where these name nothing in short. */
function titleOf(kind: RequestKind, { what = '', summary = '', person, date }: ActionInput['values']): string {
  if (what.split(/\s+/).length > NAME_WORDS && summary.includes(what)) return firstLine(summary, TITLE_MAX);
  const forWhom = person === undefined || what.includes(person) ? '' : ` for ${person}`;
  // A date tells when something broke, rather than by when another is needed.
  const when = date === undefined || what.includes(date) || kind === KINDS['hardware.replace'] ? '' : ` (${date})`;
  return firstLine(`${kind.title}: ${what}${forWhom}${when}`, TITLE_MAX);
}
