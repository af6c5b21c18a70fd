import { DeskError } from '#core/errors.ts';
import type { Form } from '#core/form.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { openDifferences } from '#store/differences.ts';
import { findPerson, listPeople, namesOf } from '#store/people.ts';
import { giveProductTo } from '#store/pool.ts';
import { tellDifferences } from './differences.ts';
import { noteChange } from './changed.ts';
import { productIn } from './record.ts';

export async function newOwnerForm(tx: Tx): Promise<Form> {
  const options = (await listPeople(tx)).map(({ id, name }) => ({ value: String(id), label: name }));
  const question = 'Who looks after it from now on?';
  return { title: 'Give to another owner', submit: 'Save', fields: [{ kind: 'choice', name: 'owner', label: question, question, required: true, options }] };
}

/** `license.new_owner`: somebody else is asked about the product, and reads how its seats stand. */
export async function newOwner(context: Context<Tx>, { subject, values }: ActionInput): Promise<void> {
  const { tx, actor } = context;
  const product = await productIn(tx, subject);
  const { owner: chosen = '' } = values;
  const owner = /^\d{1,15}$/.test(chosen) ? await findPerson(tx, Number(chosen)) : undefined;
  if (owner?.status !== 'active') throw new DeskError('invalid', { userMessage: 'Please choose somebody who works here.' });
  if (owner.id === product.ownerId) throw new DeskError('conflict', { userMessage: `${owner.name} looks after ${product.name} already.` });
  const before = product.ownerId === null ? undefined : (await namesOf(tx, [product.ownerId])).get(product.ownerId);
  await giveProductTo(tx, product.id, owner.id);
  if ((await openDifferences(tx, product.id)).length > 0) await tellDifferences(context, product.id, true);
  await noteChange(context, 'license.owner', subject, `${before ?? 'nobody'} → ${owner.name}`);
  context.say({ to: 'actor' }, { text: `${owner.name} looks after ${product.name} from now on. What you were asked already is still yours to decide.` });
  for (const id of new Set([owner.id, product.ownerId])) {
    if (id === null || id === actor.person.id) continue;
    const told = id === owner.id ? 'You look' : `${owner.name} looks`;
    const more = id === owner.id ? ' Write “pool” to see how its seats stand.' : '';
    context.say(
      { to: 'person', personId: id },
      { text: `${told} after the licenses of ${product.name} from now on: ${actor.person.name} has said so.${more}` },
    );
  }
}
