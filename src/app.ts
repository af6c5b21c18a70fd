import { frontEnds as registeredFrontEnds } from '#bot/index.ts';
import type { Config } from '#config.ts';
import type { Desk, FrontEnd } from '#core/front-end.ts';
import type { Understander } from '#core/intent.ts';
import type { Workflow } from '#core/workflow.ts';
import { createDemoCompany, isEmpty } from '#demo/company.ts';
import type { DeskDeps } from '#desk/deps.ts';
import { createDialog } from '#desk/dialog.ts';
import { createDesk } from '#desk/receive.ts';
import { directories } from '#directory/index.ts';
import { loadPhrases } from '#intent/load-phrases.ts';
import { createUnderstander } from '#intent/understander.ts';
import { systemClock, type Clock } from '#lib/clock.ts';
import type { Log } from '#lib/log.ts';
import { chooseBackend } from '#queue/backend.ts';
import { createDoorbell } from '#queue/doorbell.ts';
import { openDatabase, type Database, type Tx } from '#store/database.ts';
import { migrateStore } from '#store/migrate.ts';
import { startWorker } from '#worker/start.ts';
import { workflows as registeredWorkflows } from '#workflows/index.ts';

/** What the desk is built on; a test passes its own. */
export interface Foundations {
  readonly config: Pick<Config, 'port'>;
  readonly database: Database;
  readonly understander: Understander;
  readonly clock: Clock;
  readonly log: Log;
  readonly ring: DeskDeps['ring'];
}

export interface App {
  readonly deps: DeskDeps;
  readonly desk: Desk;
  readonly frontEnds: readonly FrontEnd[];
}

/** Puts everything together, top to bottom, and starts nothing. */
export function buildApp({ config, ...foundations }: Foundations): App {
  const { database, clock, log } = foundations;
  const workflows: Workflow<Tx>[] = [...registeredWorkflows];
  const deps: DeskDeps = { ...foundations, workflows, directory: directories.local({ database }) };
  workflows.push(createDialog(deps));
  const desk = createDesk(deps);
  const frontEnds = Object.values(registeredFrontEnds).map((create) => create({ desk, database, clock, log, config }));
  return { deps, desk, frontEnds };
}

/** Learns what people say; takes a moment, and needs nothing else. */
export async function trainUnderstander(): Promise<Understander> {
  return createUnderstander(await loadPhrases(new URL('./workflows/', import.meta.url)));
}

/** Announces each thing that has started, with what stops it; stop them in reverse. */
export type Started = (name: string, stop: () => Promise<unknown>) => void;

/** What a process does: take in what people say, work on it, or both. Any number of processes may do either. */
export interface Parts {
  readonly front: boolean;
  readonly worker: boolean;
}

/** Starts the parts in this process. What has started is announced at once, so that a failure half-way leaves nothing behind. */
export async function startApp(config: Config, databaseUrl: Promise<string>, log: Log, started: Started, parts: Parts): Promise<void> {
  const clock = systemClock;
  // The understander learns while the database starts.
  const understander = await trainUnderstander();
  const url = await databaseUrl;

  const database = openDatabase(url);
  started('database', database.close);
  await migrateStore(database);

  const backend = chooseBackend({ ...config, databaseUrl: url });
  const doorbell = await createDoorbell(backend, log);
  started('doorbell', doorbell.close);

  const { deps, frontEnds } = buildApp({ config, database, understander, clock, log, ring: (rowIds) => void doorbell.ring(rowIds) });
  if (config.demo && (await isEmpty(database))) await createDemoCompany(deps, { now: clock.now() });

  if (parts.worker) {
    const worker = await startWorker({ ...deps, frontEnds }, backend, doorbell);
    started('worker', worker.stop);
  }
  for (const frontEnd of parts.front ? frontEnds : []) {
    await frontEnd.start();
    started(frontEnd.platform, frontEnd.stop);
  }
}
