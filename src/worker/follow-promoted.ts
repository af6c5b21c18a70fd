import { isDeepStrictEqual } from 'node:util';
import type { Phrases } from '#core/intent.ts';
import { repeat } from '#lib/repeat.ts';
import { phrasesInForce } from '#store/editions.ts';
import { versionInUse } from '#store/learning.ts';
import type { WorkerDeps } from './deps.ts';

const LOOK_MS = 30_000;

/**
 * Learns what was promoted and what the configuration file adds, at once and again whenever either is newer; nothing else changes what a worker understands.
 */
export async function followPromoted(
  { database, log }: Pick<WorkerDeps, 'database' | 'log'>,
  learn: (learned: readonly Phrases[]) => Promise<void>,
  everyMs = LOOK_MS,
): Promise<{ stop(): Promise<void> }> {
  let version: { readonly id?: number; readonly learned: readonly Phrases[] } = { learned: [] };
  let edition: { readonly id?: number; readonly phrases: readonly Phrases[] } = { phrases: [] };
  const look = async () => {
    const [promoted, applied] = [await versionInUse(database.db, version.id), await phrasesInForce(database.db, edition.id)];
    const next = { version: promoted ?? version, edition: applied ?? edition };
    // Most editions change other things, and learning takes seconds.
    const same = !promoted && isDeepStrictEqual(next.edition.phrases, edition.phrases);
    if (!same) await learn([...next.version.learned, ...next.edition.phrases]);
    ({ version, edition } = next);
    if (!same) log.info({ version: version.id, edition: edition.id }, 'understands what was promoted and applied');
  };
  await look();
  return repeat(everyMs, async () => {
    await look().catch((error: unknown) => log.warn({ err: error }, 'could not look for what was promoted'));
  });
}
