import { Hono } from 'hono';
import { pino } from 'pino';
import { inject } from 'vitest';
import { buildApp, trainUnderstander } from '#app.ts';
import type { SlackSettings } from '#bot/slack/settings.ts';
import type { TeamsSettings } from '#bot/teams/settings.ts';
import { createRoutes } from '#bot/browser/routes.ts';
import { createHub } from '#bot/browser/stream.ts';
import type { Directory } from '#core/directory.ts';
import { frontEnds as registeredFrontEnds } from '#bot/index.ts';
import { createMetrics } from '#lib/metrics.ts';
import type { Limits } from '#store/inbox.ts';
import { runnableRows } from '#store/outbox.ts';
import type { WorkerDeps } from '#worker/deps.ts';
import { createHands } from '#worker/hands.ts';
import { createTogether } from '#worker/together.ts';
import { runRow } from '#worker/run-row.ts';
import { workflows as registeredWorkflows } from '#workflows/index.ts';
import { createClient } from './client.ts';
import { createSmallCompany } from './company.ts';
import { createTestDatabase } from './database.ts';
import { noLimits } from './limits.ts';

const understander = await trainUnderstander([], inject('models'));

/** A clock that stands still until it is moved. */
function createTestClock(start: string) {
  let time = new Date(start).getTime();
  return { now: () => new Date(time), advance: (ms: number) => void (time += ms) };
}

/**
 * The desk on a real database with everything but sockets and queue: rows run when `settle` is called, one after
 * another, so that a test says what happens when.
 */
export async function createTestDesk(
  options: {
    limits?: Limits;
    slack?: SlackSettings | undefined;
    teams?: TeamsSettings | undefined;
    start?: string;
    outside?: (directory: Directory) => Directory;
  } = {},
) {
  const database = await createTestDatabase();
  await createSmallCompany(database);
  const clock = createTestClock(options.start ?? new Date().toISOString());
  const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' });
  const foundations = {
    config: { port: 0, slack: options.slack, teams: options.teams },
    database,
    understander,
    clock,
    log,
    metrics: createMetrics(),
    workflows: registeredWorkflows,
  };
  const { deps, desk, frontEnds } = buildApp({
    ...foundations,
    limits: options.limits ?? noLimits,
    frontEnds: Object.values(registeredFrontEnds),
    ring: () => undefined,
    border: () => undefined,
  });
  const app = new Hono().route('/api', createRoutes({ database, desk, clock, log, hub: createHub({ database, clock, log }) }));
  // No hands free: nothing is done besides, so that a test says what happens when.
  const { outside = (directory) => directory } = options;
  const worker = { ...deps, directory: outside(deps.directory), frontEnds, hands: createHands(0), together: createTogether(deps.database.db) };
  const settle = async () => await runAll(worker);
  const client = createClient((path, init) => app.request(`http://localhost${path}`, init), settle);
  return { ...client, database, clock, desk, worker, settle };
}

/** Runs all that can run now, once each; what fails waits. */
export async function runAll(worker: WorkerDeps): Promise<void> {
  for (let rows = await runnableRows(worker.database.db, 100); rows.length > 0; rows = await runnableRows(worker.database.db, 100)) {
    for (const { id } of rows) await runRow(worker, id);
  }
}
