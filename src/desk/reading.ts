import type { Catalog } from '#core/intent.ts';
import type { Context } from '#core/workflow.ts';
import { isBlank } from '#lib/text.ts';
import type { Tx } from '#store/database.ts';
import { productNames } from '#store/products.ts';
import type { DeskDeps } from './deps.ts';

/** A product that was just added is known by its name after so long. */
const FRESH_MS = 60_000;

/** The company's own products by name, looked up once a minute. */
export function createCatalogReader({ understander, clock }: Pick<DeskDeps, 'understander' | 'clock'>): DeskDeps['catalog'] {
  let known: { readonly catalog: Catalog; readonly at: number } | undefined;
  return async (tx) => {
    const now = clock.now().getTime();
    if (!known || now - known.at >= FRESH_MS) {
      known = { catalog: understander.catalog(await productNames(tx)), at: now };
    }
    return known.catalog;
  };
}

/** Understands as the actor means it: dates in their zone, and the company's own products by name. */
export async function readingAs<Deps extends Pick<DeskDeps, 'understander' | 'catalog'>>(deps: Deps, { tx, now, actor }: Context<Tx>): Promise<Deps> {
  const { understander } = deps;
  const reading = { now, zone: actor.person.timeZone, catalog: await deps.catalog(tx) };
  const understand = (text: string) => understander.understand(isBlank(withoutTold(text)) ? text : withoutTold(text), reading);
  return { ...deps, understander: { ...understander, understand } };
}

const TOLD =
  /(?:[,;.!]\s*)?(?:\b(?:and|btw|by the way)\s+)?\b(?:my|the|its?|pw|pwd|pin|password|passcode|code|token|key|login|user)\b[^,;.!?\n]{0,40}\[[a-z ]{1,30} removed\]/gi;

/** The text with blanks where a secret was told, "my password is [password removed]": that asks for nothing. Every word keeps its place. */
export function withoutTold(text: string): string {
  return text.replaceAll(TOLD, (told) => ' '.repeat(told.length));
}
