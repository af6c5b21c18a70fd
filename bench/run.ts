import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { createShutdown } from '#lib/shutdown.ts';
import { runningPostgresUrl } from '#store/embedded/running.ts';
import { readArguments, USAGE } from './arguments.ts';
import { BURST_PEOPLE, measureBurst, settled, type Burst } from './burst.ts';
import { startDesk, type AddStop } from './desk.ts';
import { measureIntents, type IntentFigures } from './intents/measure.ts';
import { printIntents } from './intents/print.ts';
import { measureLatency, type Latency } from './latency.ts';
import { quietPeople } from './people.ts';
import { measurePlatform, type PlatformPace } from './platforms/measure.ts';
import { slack } from './platforms/slack.ts';
import { teams } from './platforms/teams.ts';
import { AIMS, machine, printBurst, printLatency, printMachine, printPlatform, printStart } from './report.ts';
import { measureScale, type Scale, type Sizes } from './scale/measure.ts';
import { printScale } from './scale/print.ts';
import { measureStart, type StartTimes } from './start-time.ts';
import { measureThroughput, type Throughput } from './throughput/measure.ts';
import { printThroughput } from './throughput/print.ts';

/** Long enough for a desk that has to be killed. */
const DEADLINE_MS = 30_000;
const INTERRUPTED = 130;

interface Results {
  start?: StartTimes;
  latency?: Latency;
  burst?: Burst;
  slack?: PlatformPace[];
  teams?: PlatformPace[];
  intents?: IntentFigures;
  throughput?: Throughput;
  scale?: Scale[];
}

interface Bench {
  readonly folder: string;
  /** For the part `intents`. */
  readonly files: { readonly train?: string | undefined; readonly test?: string | undefined };
  /** Undefined unless it was named: a million tickets take minutes and gigabytes. */
  readonly scale: Sizes | undefined;
  readonly addStop: AddStop;
  readonly wanted: (part: string) => boolean;
  readonly say: (text: string) => void;
}

async function run(bench: Bench): Promise<Results> {
  const { folder, addStop, wanted, say } = bench;
  const results: Results = {};
  say(printMachine());
  if (wanted('start')) {
    results.start = await measureStart(folder, addStop);
    say(printStart(results.start));
  }
  if (wanted('latency') || wanted('burst')) await talk(bench, results);
  for (const [name, platform] of Object.entries({ slack, teams })) {
    if (!wanted(name)) continue;
    const paces = await measurePlatform(platform, folder, addStop);
    results[name as 'slack' | 'teams'] = paces;
    say(paces.map(printPlatform).join(''));
  }
  if (wanted('intents')) {
    results.intents = await measureIntents(bench.files);
    say(printIntents(results.intents));
  }
  if (wanted('throughput')) {
    results.throughput = await measureThroughput(folder, addStop);
    say(printThroughput(results.throughput));
  }
  if (bench.scale) {
    results.scale = await measureScale(folder, addStop, bench.scale);
    say(printScale(results.scale, bench.scale.plans));
  }
  return results;
}

async function talk({ folder, addStop, wanted, say }: Bench, results: Results): Promise<void> {
  const desk = await startDesk(join(folder, 'talk'), addStop);
  const databaseUrl = runningPostgresUrl(desk.dataFolder);
  if (databaseUrl === undefined) throw new Error('The embedded Postgres does not run.');
  const sql = postgres(databaseUrl, { max: 1, fetch_types: false });
  addStop('connection', async () => await sql.end({ timeout: 1 }));
  // A new demo company posts its open tickets first.
  await settled(sql);
  const [person = '', ...people] = await quietPeople(sql, 1 + BURST_PEOPLE);
  if (wanted('latency')) {
    results.latency = await measureLatency({ base: desk.base, databaseUrl, sql, person });
    say(printLatency(results.latency));
  }
  if (wanted('burst')) {
    results.burst = await measureBurst({ base: desk.base, sql, people });
    say(printBurst(results.burst));
  }
  await sql.end({ timeout: 1 });
  await desk.stop();
}

async function main(args: readonly string[]): Promise<void> {
  const asked = readArguments(args);
  if (asked === undefined) {
    process.stdout.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const { json, parts, files, scale } = asked;
  let interrupted = false;
  const log = {
    info: () => void (interrupted = true),
    error: (details: object, message: string) => void process.stderr.write(`${message} ${String(Object.values(details)[0])}\n`),
  };
  const shutdown = createShutdown(log, { deadlineMs: DEADLINE_MS });
  const folder = await mkdtemp(join(tmpdir(), 'deskside-bench-'));
  shutdown.add('folder', async () => await rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  // Run by root, Postgres becomes another user, who must reach its data.
  await chmod(folder, 0o755);
  try {
    const wanted = (part: string) => parts.length === 0 || parts.includes(part);
    const results = await run({ folder, files, scale, addStop: shutdown.add, wanted, say: (text) => void (json || process.stdout.write(text)) });
    if (json) process.stdout.write(`${JSON.stringify({ at: new Date(), machine: machine(), aims: AIMS, ...results }, undefined, 2)}\n`);
    await shutdown.run(0);
  } catch (error) {
    // What is cut off by a Ctrl-C fails, too.
    if (!interrupted) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    await shutdown.run(interrupted ? INTERRUPTED : 1);
  }
}

await main(process.argv.slice(2));
