import type { Catalog } from '#core/intent.ts';
import { createNames } from './names.ts';
import { nameOf } from './words.ts';

/** Makes the company's products known to the understander. A name that two products share belongs to the first. */
export function createCatalog(products: readonly { readonly name: string; readonly aliases: readonly string[] }[]): Catalog {
  return createNames(
    products.flatMap(({ name, aliases }) =>
      [name, ...aliases]
        .map(nameOf)
        .filter((key) => key !== '')
        .map((key) => ({ name: key, entry: name })),
    ),
  );
}
