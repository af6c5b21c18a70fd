import { DeskError, refuse } from '#core/errors.ts';
import type { Field, Form } from '#core/form.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import { formatDate, parseDate } from '#rules/business-time/local-time.ts';
import { localDay } from '#rules/business-time/zone.ts';
import type { Tx } from '#store/database.ts';
import { addDelegation, endDelegation, findDelegation } from '#store/delegations.ts';
import { findPerson, listPeople } from '#store/people.ts';

export async function awayForm(tx: Tx): Promise<Form> {
  const options = (await listPeople(tx)).map(({ id, name }) => ({ value: String(id), label: name }));
  const deputy: Field = { kind: 'choice', name: 'deputy', label: 'Who decides for you?', question: 'Who decides for you?', required: true, options };
  return { title: 'I am away', submit: 'Save', fields: [day('from', 'First day, such as 2026-12-01'), day('until', 'Last day, such as 2026-12-12'), deputy] };
}

function day(name: string, label: string): Field {
  return { kind: 'text', name, label, question: label, required: true, multiline: false, maxLength: 10 };
}

/** `approval.away`: somebody else decides for the actor on these days; what waits for them goes along when the first begins. */
export async function goAway(context: Context<Tx>, { values }: ActionInput): Promise<void> {
  const { person } = context.actor;
  const [startsOn, endsOn] = [dayIn(values['from']), dayIn(values['until'])];
  if (endsOn < startsOn) throw new DeskError('invalid', { userMessage: 'The last day cannot be before the first.' });
  if (endsOn < today(context.now, person.timeZone)) throw new DeskError('invalid', { userMessage: 'These days are over already.' });
  const deputyId = values['deputy'] ?? '';
  const deputy = /^\d{1,15}$/.test(deputyId) ? await findPerson(context.tx, Number(deputyId)) : undefined;
  if (deputy?.status !== 'active') throw new DeskError('invalid', { userMessage: 'Please choose somebody who works here.' });
  if (deputy.id === person.id) throw new DeskError('invalid', { userMessage: 'Please choose somebody else: you are the one who is away.' });
  const { id, startsAt } = await addDelegation(context.tx, { personId: person.id, deputyId: deputy.id, startsOn, endsOn });
  context.later('approval.away', String(id), startsAt);
  const days = startsOn === endsOn ? `on ${startsOn}` : `from ${startsOn} to ${endsOn}`;
  context.say({ to: 'actor' }, { text: `All right: ${deputy.name} decides for you ${days}. You can end that on your own page.` });
  context.say(
    { to: 'person', personId: deputy.id },
    { text: `${person.name} is away ${days} and has asked that you decide for them. I will write to you when there is something.` },
  );
}

/** `approval.back` */
export async function comeBack(context: Context<Tx>, { value }: ActionInput): Promise<void> {
  const delegation = /^\d{1,15}$/.test(value) ? await findDelegation(context.tx, Number(value)) : undefined;
  if (delegation?.personId !== context.actor.person.id) refuse('Only the person who is away can end that.');
  if (delegation.endedAt !== null) throw new DeskError('conflict', { userMessage: 'You have ended that already.' });
  await endDelegation(context.tx, delegation.id, context.now);
  context.say({ to: 'actor' }, { text: 'Welcome back: I ask you again from now on. What was passed on meanwhile stays where it is.' });
}

/** @throws DeskError `invalid` for what is no day of the calendar */
function dayIn(text = ''): string {
  if (parseDate(text) !== undefined) return text;
  throw new DeskError('invalid', { userMessage: 'Please write the days as year, month and day, such as 2026-12-01.' });
}

/** `2026-12-01` where they are. */
function today(now: Date, timeZone: string): string {
  return formatDate(localDay(timeZone, now));
}
