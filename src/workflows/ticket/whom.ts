import type { Form, FormValues } from '#core/form.ts';
import type { Person } from '#core/person.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { peopleNamed } from '#store/people.ts';
import { NOBODY, whichForm } from './forms.ts';

/** Buttons in one row; of more people than that, nobody can tell which is meant without writing it in full. */
export const NAMED_MAX = 5;

/** What is reported for whom: the one who acts, somebody else, or whoever is chosen of several of one name; then it is asked, and this is undefined. */
export async function requesterMeant(context: Context<Tx>, { whom = '', ...values }: FormValues): Promise<Person | undefined> {
  const { tx, actor } = context;
  if (whom === '') return actor.person;
  const [person, ...others] = await peopleNamed(tx, whom, NAMED_MAX);
  if (!person) {
    context.say({ to: 'actor' }, { text: `I know no colleague called “${whom}”, so this is in your name. Whoever works on it can read whom it is about.` });
    return actor.person;
  }
  if (others.length === 0) return person;
  await context.ask({ action: 'ticket.which', subject: whom, values });
  return undefined;
}

/** Everybody whom the name can mean, and nobody of them. */
export async function formOfWhich(tx: Tx, name: string): Promise<Form> {
  const people = await peopleNamed(tx, name, NAMED_MAX);
  return whichForm(
    name,
    people.map(({ name: label, email, title, department }) => ({ value: email, label: `${label}, ${title}, ${department}` })),
  );
}

/** The values with which a report goes on once it is known who is meant. */
export function meaning({ which = '', ...values }: ActionInput['values']): FormValues {
  return which === NOBODY ? values : { ...values, whom: which };
}
