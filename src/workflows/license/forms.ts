import type { Field, Form, TextField } from '#core/form.ts';
import { TERMS } from '#rules/license.ts';
import type { Tx } from '#store/database.ts';
import { handedOut, levelsOf } from '#store/products.ts';
import { productIn } from './record.ts';

/** Nothing is asked: what was said is looked at. */
export const NOTHING: Form = { title: 'Licenses', submit: 'Send', fields: [] };

const WHY: TextField = {
  kind: 'text',
  name: 'why',
  label: 'What do you need it for?',
  question: 'What do you need it for?',
  required: true,
  multiline: true,
  maxLength: 2000,
};

const WHOM: TextField = {
  kind: 'text',
  name: 'whom',
  label: 'For somebody else? Their name',
  question: 'For whom is it?',
  required: false,
  multiline: false,
  maxLength: 200,
};

const LONGER = Object.entries(TERMS).map(([value, label]) => ({ value, label }));

const TERM: Field = {
  kind: 'choice',
  name: 'term',
  label: 'For how long?',
  question: 'For how long do you need it?',
  required: false,
  options: [{ value: 'good', label: 'For good' }, ...LONGER],
};

const WHAT = { name: 'what', label: 'Which program do you need?', question: 'Which program do you need?', required: true } as const;

/** So many can still be looked through. */
const LISTED = 60;
/** What is in no catalog. */
export const OTHER = 'other';

/** What somebody needs, before anything is known of it. */
export async function formToAsk(tx: Tx): Promise<Form> {
  const known = await handedOut(tx, LISTED + 1);
  const options = [...known.map(({ id, name }) => ({ value: String(id), label: name })), { value: OTHER, label: 'Something else' }];
  const what: Field =
    known.length > 0 && known.length <= LISTED ? { kind: 'choice', ...WHAT, options } : { kind: 'text', ...WHAT, multiline: false, maxLength: 500 };
  return { title: 'Get a license', submit: 'Send', fields: [what, WHY, TERM, WHOM] };
}

/** What has to be known of a request for one product. */
export async function formToRequest(tx: Tx, subject: string): Promise<Form> {
  const product = await productIn(tx, subject);
  const levels = await levelsOf(tx, product.id);
  const level: Field = {
    kind: 'choice',
    name: 'level',
    label: 'What do you need to do with it?',
    question: `Which ${product.name} do you need?`,
    required: true,
    options: levels.map(({ id, name }) => ({ value: String(id), label: name })),
  };
  return { title: `Get ${product.name}`, submit: 'Send', fields: [...(levels.length > 1 ? [level] : []), WHY, TERM, WHOM] };
}

/** For whom it is, once the name that was given did not say it. */
export const whomForm: Form = { title: 'For whom is it?', submit: 'Send', fields: [{ ...WHOM, label: 'Their whole name, or their address', required: true }] };

/** Nothing is given back on a word alone. */
export const giveBackForm: Form = {
  title: 'Give back a license',
  submit: 'Send',
  fields: [
    {
      kind: 'choice',
      name: 'sure',
      label: 'Shall I take it back?',
      question: 'Shall I take it back? What you have made with it may no longer be there for you.',
      required: true,
      options: [
        { value: 'yes', label: 'Yes, take it back' },
        { value: 'no', label: 'No, I keep it' },
      ],
    },
  ],
};

/** How much longer somebody would like to keep a seat, counted from its end. */
export const extendForm: Form = {
  title: 'Keep a license for longer',
  submit: 'Send',
  fields: [
    { kind: 'choice', name: 'term', label: 'How much longer?', question: 'How much longer do you need it?', required: true, options: LONGER },
    { ...WHY, label: 'What do you still need it for?', question: 'What do you still need it for?', required: false },
  ],
};
