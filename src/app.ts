import { frontEnds as frontEndFactories } from '#bot/index.ts';
import type { Config } from '#config.ts';
import type { FrontEnd } from '#core/front-end.ts';
import { isEmpty, createDemoCompany } from '#demo/company.ts';
import type { DeskDeps } from '#desk/deps.ts';
import { createDialog } from '#desk/dialog.ts';
import { createDesk } from '#desk/receive.ts';
import { directories } from '#directory/index.ts';
import { loadPhrases } from '#intent/load-phrases.ts';
import { createUnderstander } from '#intent/understander.ts';
import { systemClock, type Clock } from '#lib/clock.ts';
import type { Log } from '#lib/log.ts';
import { postgresBackend } from '#queue/backend.ts';
import { createDoorbell } from '#queue/doorbell.ts';
import { openDatabase, type Tx } from '#store/database.ts';
import { migrateStore } from '#store/migrate.ts';
import { startWorker } from '#worker/start.ts';
import { workflows as registered } from '#workflows/index.ts';
import type { Workflow } from '#core/workflow.ts';

/** What a test may put in the place of the real thing. */
export interface Overrides {
  readonly clock?: Clock;
  readonly workflows?: readonly Workflow<Tx>[];
  readonly frontEnds?: (deps: DeskDeps) => readonly FrontEnd[];
}

interface Resources {
  /** Called in the order in which things start; stop them in reverse. */
  readonly started: (name: string, stop: () => Promise<unknown>) => void;
}

export interface App {
  readonly deps: DeskDeps;
}

/**
 * The one composition root: makes everything, top to bottom, and starts it. Each resource is announced through
 * `started` as soon as it must be stopped again, so that a failure half-way leaves nothing behind.
 */
export async function startApp(config: Config & { databaseUrl: string }, log: Log, { started }: Resources, overrides: Overrides = {}): Promise<App> {
  const clock = overrides.clock ?? systemClock;
  const phrases = loadPhrases(new URL('./workflows/', import.meta.url));

  const database = openDatabase(config.databaseUrl);
  started('database', database.close);
  await migrateStore(database);

  const backend = postgresBackend(config.databaseUrl);
  const doorbell = await createDoorbell(backend, log);
  started('doorbell', doorbell.close);

  const understander = createUnderstander(await phrases);
  const ring = (rowIds: readonly string[]) => void doorbell.ring(rowIds);
  const workflows: Workflow<Tx>[] = [...(overrides.workflows ?? registered)];
  const deps: DeskDeps = { database, workflows, understander, directory: directories.local(database), clock, log, ring };
  workflows.push(createDialog(deps));
  if (config.demo && (await isEmpty(database))) await createDemoCompany(deps, { now: clock.now() });

  const desk = createDesk(deps);
  const frontEnds = overrides.frontEnds?.(deps) ?? Object.values(frontEndFactories).map((create) => create({ desk, database, clock, log, config }));
  const worker = await startWorker({ ...deps, frontEnds }, backend, doorbell);
  started('worker', worker.stop);
  for (const frontEnd of frontEnds) {
    await frontEnd.start();
    started(frontEnd.platform, frontEnd.stop);
  }
  return { deps };
}
