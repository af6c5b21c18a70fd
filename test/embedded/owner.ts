/** A small Deskside: starts Postgres in the folder given, says where, and runs until it is told to stop. */
import { createShutdown } from '#lib/shutdown.ts';
import { startEmbeddedPostgres } from '#store/embedded/start.ts';

const quiet = { info: () => undefined, error: (_: object, message: string) => void process.stderr.write(`${message}\n`) };
const shutdown = createShutdown(quiet, { deadlineMs: 8000 });
const postgres = await startEmbeddedPostgres({ folder: process.argv[2] ?? '' });
shutdown.add('Postgres', () => postgres.stop());
setInterval(() => undefined, 1000);
process.stdout.write(`${postgres.url}\n`);
