import { join } from 'node:path';
import type { FrontEndDeps } from '#bot/deps.ts';
import { frontEnds as registeredFrontEnds } from '#bot/index.ts';
import type { Config } from '#config.ts';
import type { Desk, FrontEnd } from '#core/front-end.ts';
import type { Phrases, Understander } from '#core/intent.ts';
import type { Workflow } from '#core/workflow.ts';
import { createDemoCompany, isEmpty } from '#demo/company.ts';
import type { DeskDeps } from '#desk/deps.ts';
import { createDialog } from '#desk/dialog.ts';
import { createCatalogReader } from '#desk/reading.ts';
import { createDesk } from '#desk/receive.ts';
import type { DirectorySettings } from '#directory/deps.ts';
import { directories } from '#directory/index.ts';
import { createChangeable } from '#intent/changeable.ts';
import { withLearned } from '#intent/learned.ts';
import { loadPhrases } from '#intent/load-phrases.ts';
import { rememberedClassifier } from '#intent/model-file.ts';
import { createUnderstander } from '#intent/understander.ts';
import type { Log } from '#lib/log.ts';
import { createMetrics } from '#lib/metrics.ts';
import { createOps } from '#ops/server.ts';
import { chooseBackend } from '#queue/backend.ts';
import { createDoorbell } from '#queue/doorbell.ts';
import { openDatabase, type Tx } from '#store/database.ts';
import { startDatabaseClock } from '#store/database-clock.ts';
import { migrateStore } from '#store/migrate.ts';
import { followPromoted } from '#worker/follow-promoted.ts';
import { startWorker } from '#worker/start.ts';
import { workflows as registeredWorkflows } from '#workflows/index.ts';

/** What the desk is built on; a test passes its own. */
export interface Foundations extends Pick<DeskDeps, 'database' | 'understander' | 'clock' | 'log' | 'metrics' | 'limits' | 'ring' | 'border'> {
  readonly config: FrontEndDeps['config'] & DirectorySettings & { readonly directory?: keyof typeof directories };
  readonly workflows: readonly Workflow<Tx>[];
  readonly frontEnds: readonly ((deps: FrontEndDeps) => FrontEnd | undefined)[];
}

export interface App {
  readonly deps: DeskDeps;
  readonly desk: Desk;
  readonly frontEnds: readonly FrontEnd[];
}

/** Puts everything together, top to bottom, and starts nothing. */
export function buildApp({ config, ...foundations }: Foundations): App {
  const { database, clock, log } = foundations;
  const workflows: Workflow<Tx>[] = [...foundations.workflows];
  const directory = directories[config.directory ?? 'local']({ ...config, database });
  const deps: DeskDeps = { ...foundations, workflows, directory, catalog: createCatalogReader(foundations) };
  workflows.push(createDialog(deps));
  const desk = createDesk(deps);
  const frontEnds = foundations.frontEnds.flatMap((create) => create({ desk, database, clock, log, config }) ?? []);
  return { deps, desk, frontEnds };
}

/** Learns what people say, which takes a moment. @param folder where it is remembered for the next time */
export async function trainUnderstander(learned: readonly Phrases[] = [], folder?: string): Promise<Understander> {
  const phrases = withLearned(await loadPhrases(new URL('./workflows/', import.meta.url)), learned);
  return createUnderstander(phrases, folder === undefined ? undefined : await rememberedClassifier(phrases, folder));
}

/** Announces each thing that has started, with what stops it; stop them in reverse. */
type Started = (name: string, stop: () => Promise<unknown>) => void;

/** What a process does: take in what people say, work on it, or both. Any number of processes may do either. */
export interface Parts {
  readonly front: boolean;
  readonly worker: boolean;
}

/** How a process is tied to its surroundings. */
export interface Surroundings {
  readonly log: Log;
  readonly started: Started;
  /** The worker makes no progress any more; the process should end, so that a new one takes its place. */
  readonly onStuck: (why: string) => void;
}

/** What may stand in for what is registered: the fault suite brings a platform and a workflow of its own. */
export type Stand = Partial<Pick<Foundations, 'understander' | 'workflows' | 'frontEnds' | 'border'>>;

/** Starts the parts in this process; returns where its front ends are to be found. What has started is announced at once, so that a failure half-way leaves nothing behind. */
export async function startApp(
  config: Config,
  databaseUrl: Promise<string>,
  { log, started, onStuck }: Surroundings,
  parts: Parts,
  stand: Stand = {},
): Promise<string[]> {
  const metrics = createMetrics();
  const models = join(config.dataFolder, 'models');
  // The understander learns while the database starts. Only workers understand; who only takes in words need not.
  const { understander, change } = createChangeable(stand.understander ?? (parts.worker ? await trainUnderstander([], models) : createUnderstander([])));
  const url = await databaseUrl;

  const database = openDatabase(url);
  started('database', database.close);
  await migrateStore(database);
  const clock = await startDatabaseClock(database);
  started('clock', clock.stop);

  const backend = chooseBackend({ ...config, databaseUrl: url });
  const doorbell = await createDoorbell(backend, log);
  started('doorbell', doorbell.close);

  const ops = createOps({ database, metrics, log, kpiToken: config.kpiToken });
  if (config.opsPort !== undefined) started('ops', await ops.listen(config.opsHost, config.opsPort));
  const { border = () => undefined, workflows = registeredWorkflows, frontEnds: creators = Object.values(registeredFrontEnds) } = stand;
  const ring: DeskDeps['ring'] = (rowIds) => {
    border('ring', '');
    void doorbell.ring(rowIds);
  };
  const foundations = { config, database, understander, clock, log, metrics, limits: config.limits, ring, border, workflows, frontEnds: creators };
  const { deps, frontEnds } = buildApp(foundations);
  if (config.demo && (await isEmpty(database))) await createDemoCompany(deps, { now: clock.now() });

  if (parts.worker) {
    if (!stand.understander) {
      const following = await followPromoted({ database, log }, async (learned) => change(await trainUnderstander(learned, models)));
      started('learning', following.stop);
    }
    const worker = await startWorker({ ...deps, frontEnds }, backend, doorbell, onStuck);
    started('worker', worker.stop);
  }
  const places: string[] = [];
  for (const frontEnd of parts.front ? frontEnds : []) {
    places.push(await frontEnd.start());
    started(frontEnd.platform, frontEnd.stop);
  }
  ops.ready();
  // Stopped first: nobody should be sent here any more.
  started('readiness', async () => await Promise.resolve(ops.unready()));
  return places;
}
