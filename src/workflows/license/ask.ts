import type { ActionInput, Context } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import { findProduct, productCalled } from '#store/products.ts';
import { OTHER } from './forms.ts';
import { productSubject } from './record.ts';

/** `license.ask`: the form without words before it. What is in no catalog a person looks after. */
export async function ask(context: Context<Tx>, { values }: ActionInput): Promise<void> {
  const { what = '', ...rest } = values;
  const product = /^\d{1,15}$/.test(what) ? await findProduct(context.tx, Number(what)) : await productCalled(context.tx, what);
  if (product) return await context.ask({ action: 'license.request', subject: productSubject(product), values: rest });
  const { why, whom } = rest;
  const known = { ...(why === undefined ? {} : { why }), ...(whom === undefined ? {} : { person: whom }), ...(what === OTHER ? {} : { what }) };
  await context.ask({ action: 'ticket.license_request', values: { ...known, people: 'yes' } });
}
