import { DeskError } from '#core/errors.ts';
import type { Form, FormValues } from '#core/form.ts';
import { CATEGORIES, FAULT, ticketName, type Category, type Ticket } from '#core/ticket.ts';
import type { ActionInput, Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { editionInForce } from '#store/editions.ts';
import { crossed } from './hand-over.ts';
import { kindForm } from './forms.ts';
import { sayToTeam } from './privacy.ts';
import { confirm, record, ticketIn, ticketOf } from './record.ts';
import { kindWords } from './words.ts';

type Kind = Pick<Ticket, 'category' | 'subcategory'>;

interface Offered extends Kind {
  /** No own one is called like one of Deskside's. */
  readonly value: string;
}

/** Deskside's kinds, and the company's own within them, as the file in force has them. */
export async function kindsOffered(tx: Tx): Promise<Offered[]> {
  const { categories: own = [] } = await editionInForce(tx);
  const given: readonly (Category | typeof FAULT)[] = [FAULT, ...CATEGORIES];
  return given.flatMap((of) => {
    const category = of === FAULT ? null : of;
    const within = own.filter((each) => each.of === of).map(({ name }) => ({ value: name, category, subcategory: name }));
    return [{ value: of, category, subcategory: null }, ...within];
  });
}

export async function formToSetKind(tx: Tx): Promise<Form> {
  return kindForm((await kindsOffered(tx)).map((kind) => ({ value: kind.value, label: kindWords(kind) })));
}

/** What it is now; of an own kind that the file no longer has, the one in which that lay. */
export async function kindHolds(tx: Tx, subject: string): Promise<FormValues> {
  const { category, subcategory } = await ticketIn(tx, subject);
  const known = (await kindsOffered(tx)).some(({ value }) => value === subcategory);
  return { kind: (known ? subcategory : category) ?? FAULT };
}

/** `ticket.set_kind`: what is promised and routed by kinds goes by this one from now on. */
export async function setKind(context: Context<Tx>, { subject, values, seen }: ActionInput): Promise<void> {
  const kind = (await kindsOffered(context.tx)).find(({ value }) => value === values['kind']);
  if (!kind) throw new DeskError('invalid', { userMessage: 'There is no such kind any more. Please choose another.' });
  const before = await ticketOf(context, subject);
  const { category, subcategory } = kind;
  const ticket = await record(
    context,
    before.id,
    { type: 'categorized', category, subcategory },
    { version: seen, of: ['categorized'], otherwise: crossed(before, 'set its kind', '') },
  );
  await sayToTeam(context, ticket, { text: `${context.actor.person.name} has set the kind to “${kindWords(ticket)}”.` });
  confirm(context, `${ticketName(ticket.id)} is of the kind “${kindWords(ticket)}”.`);
}
