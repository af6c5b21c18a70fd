import type { SlotName } from '#core/intent.ts';
import { DEVICE_WORDS } from './device-words.ts';
import { OTHER_MEANINGS } from './false-friends.ts';
import { createNames, type Named } from './names.ts';
import { productNames, type Doubt } from './product-names.ts';
import { SERVICE_WORDS } from './service-words.ts';

/** `other` is a name that only looks like a device, service or product. */
export interface Entry {
  readonly name: Extract<SlotName, 'device' | 'service' | 'product'> | 'other';
  readonly value: string;
  readonly doubt?: Doubt;
}

/** All names we know by ourselves. Of two equal names the first wins: a device or service is never a product as well. */
export const lexicon = createNames<Entry>([
  ...OTHER_MEANINGS.map((name) => ({ name, entry: { name: 'other' as const, value: name } })),
  ...kindsOf('device', DEVICE_WORDS),
  ...kindsOf('service', SERVICE_WORDS),
  ...productNames().map((named) => ({ ...named, entry: { name: 'product' as const, ...named.entry } })),
]);

/** The kind a name or its plural has. */
export function kindNamed(name: string): Entry | undefined {
  const entry = lexicon.exact(name);
  if (entry || !name.endsWith('s')) return entry;
  const singular = lexicon.exact(name.slice(0, -1));
  return singular?.name === 'product' ? undefined : singular;
}

function kindsOf(name: 'device' | 'service', words: Readonly<Record<string, readonly string[]>>): Named<Entry>[] {
  return Object.entries(words).flatMap(([value, names]) => names.map((one) => ({ name: one, entry: { name, value } })));
}
