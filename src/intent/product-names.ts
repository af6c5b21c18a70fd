import type { Named } from './names.ts';
import { BUSINESS_PRODUCTS } from './products/business.ts';
import { DESIGN_PRODUCTS } from './products/design.ts';
import { ENGINEERING_PRODUCTS } from './products/engineering.ts';
import { OFFICE_PRODUCTS } from './products/office.ts';
import { nameOf } from './words.ts';

/** Whether a name is also an English word: `doubtful` counts unless its neighbors speak against it, `unlikely` only when they speak for it. */
export type Doubt = 'doubtful' | 'unlikely' | undefined;

export interface Product {
  readonly value: string;
  readonly doubt: Doubt;
}

const DOUBTS: Readonly<Record<string, Doubt>> = { '~': 'doubtful', '?': 'unlikely' };

/**
 * One product a line: its name, and after `=` what else people call it, with commas between. `~` before a name says that it is doubtful, `?` that
 * it is unlikely.
 */
export function productNames(): Named<Product>[] {
  return [OFFICE_PRODUCTS, DESIGN_PRODUCTS, ENGINEERING_PRODUCTS, BUSINESS_PRODUCTS]
    .flatMap((list) => list.split('\n'))
    .filter((line) => line !== '')
    .flatMap(namesOfLine);
}

function namesOfLine(line: string): Named<Product>[] {
  const [written = '', others = ''] = line.split(' = ');
  const value = written.replace(/^[~?]/, '');
  return [written, ...others.split(', ')].filter((name) => name !== '').map((name) => namedProduct(name, value));
}

function namedProduct(written: string, value: string): Named<Product> {
  const doubt = DOUBTS[written.charAt(0)];
  const named = { name: nameOf(doubt === undefined ? written : written.slice(1)), entry: { value, doubt } };
  return doubt === undefined ? named : { ...named, spelled: 'exactly' };
}
