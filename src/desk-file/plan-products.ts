import { isDeepStrictEqual } from 'node:util';
import type { ProductSetup, StandingProduct, TermSetup } from '#rules/catalog-setup.ts';

export interface ProductPlan {
  readonly lines: readonly string[];
  /** Why it cannot be done. */
  readonly refusals: readonly string[];
  /** To make or to change. */
  readonly products: readonly ProductSetup[];
  /** Names of those that are no longer given to anybody. */
  readonly retired: readonly string[];
}

/** What is not in the file keeps its past. A file that says nothing of products changes none. */
export function planProducts(wanted: readonly ProductSetup[] | undefined, standing: readonly StandingProduct[]): ProductPlan {
  if (!wanted) return { lines: [], refusals: [], products: [], retired: [] };
  const planned = wanted.map((product) => ({ product, lines: linesOf(product, standing) }));
  const retired = standing.filter(({ name, retired: gone }) => !gone && !wanted.some((product) => product.name === name)).map(({ name }) => name);
  return {
    lines: [...planned.flatMap(({ lines }) => lines), ...retired.map((name) => `- product ${name}: given to nobody any more`)],
    refusals: wanted.flatMap((product) => heldSeats(product, standing)),
    products: planned.filter(({ lines }) => lines.length > 0).map(({ product }) => product),
    retired,
  };
}

function linesOf(product: ProductSetup, standing: readonly StandingProduct[]): string[] {
  const old = standing.find(({ name, retired }) => name === product.name && !retired);
  if (!old) return [`+ product ${product.name}: ${counted(product.levels.length, 'level')}, ${counted(product.terms.length, 'term')}`];
  const change = (what: string) => `~ product ${product.name}: ${what}`;
  return [
    ...SETTINGS.flatMap(([label, read]) =>
      isDeepStrictEqual(read(old), read(product)) ? [] : [change(`${label} ${shown(read(old))} → ${shown(read(product))}`)],
    ),
    ...product.terms.flatMap((term) => termLines(term, old).map(change)),
  ];
}

type Setting = string | number | undefined | readonly string[];

/** What is told of each, in the words of the file. */
const SETTINGS: readonly (readonly [string, (product: ProductSetup) => Setting])[] = [
  ['vendor', ({ vendor }) => vendor],
  ['aliases', ({ aliases }) => aliases.toSorted()],
  ['owner', ({ owner }) => owner],
  ['budget_holder', ({ budgetHolder }) => budgetHolder],
  ['team', ({ team }) => team],
  ['approval', ({ approval }) => approval],
  ['owner_above', ({ ownerAboveCents }) => money(ownerAboveCents)],
  ['birthright', ({ birthright }) => birthright.toSorted()],
  ['idle_days', ({ idleDays }) => idleDays],
  ['install', ({ installSteps }) => installSteps],
  ['alternative', ({ alternative }) => alternative],
  ['levels', ({ levels }) => levels.map(({ name, group }) => (group === undefined ? name : `${name} (group ${group})`))],
];

function termLines(term: TermSetup, { terms }: StandingProduct): string[] {
  const old = terms.find(({ contract }) => contract === term.contract);
  const { contract, seats, priceCents, currency, from, to } = term;
  const what = `${counted(seats, 'seat')} at ${currency} ${money(priceCents)}, ${from} to ${to}`;
  if (!old) return [`new term ${contract}: ${what}`];
  return isDeepStrictEqual(old, term) ? [] : [`term ${contract}: ${what}`];
}

function heldSeats({ name, terms }: ProductSetup, standing: readonly StandingProduct[]): string[] {
  const old = standing.find((product) => product.name === name);
  return terms.flatMap(({ contract, seats }) => {
    const used = old?.used.get(contract) ?? 0;
    return used > seats
      ? [`${name}, term “${contract}”: the file says ${counted(seats, 'seat')}, and ${used} are held. Take some back, then apply again.`]
      : [];
  });
}

function money(cents: number | undefined): string | undefined {
  return cents === undefined ? undefined : (cents / 100).toFixed(2);
}

function shown(setting: Setting): string {
  const text = Array.isArray(setting) ? setting.join(', ') : String(setting ?? '');
  return text === '' ? 'nothing' : `“${text}”`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
