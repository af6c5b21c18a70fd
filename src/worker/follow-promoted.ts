import type { Phrases } from '#core/intent.ts';
import { repeat } from '#lib/repeat.ts';
import { versionInUse } from '#store/learning.ts';
import type { WorkerDeps } from './deps.ts';

const LOOK_MS = 30_000;

/** Learns what was promoted, at once and again whenever something newer is; nothing else changes what a worker understands. */
export async function followPromoted(
  { database, log }: Pick<WorkerDeps, 'database' | 'log'>,
  learn: (learned: readonly Phrases[]) => Promise<void>,
  everyMs = LOOK_MS,
): Promise<{ stop(): Promise<void> }> {
  let known: number | undefined;
  const look = async () => {
    const version = await versionInUse(database.db, known);
    if (!version) return;
    await learn(version.learned);
    known = version.id;
    log.info({ version: version.id }, 'understands what was promoted');
  };
  await look();
  return repeat(everyMs, async () => {
    await look().catch((error: unknown) => log.warn({ err: error }, 'could not look for what was promoted'));
  });
}
