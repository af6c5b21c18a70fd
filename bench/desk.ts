import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '#lib/free-port.ts';

/** A Deskside of its own, started as `npm start` starts it. */
export interface RunningDesk {
  readonly base: string;
  readonly dataFolder: string;
  /** From the start of the process to the line with the address. */
  readonly startedInMs: number;
  /** As Ctrl-C does. Later calls join the first. */
  stop(): Promise<void>;
}

/** What must be stopped when the bench ends, however it ends. */
export type AddStop = (name: string, stop: () => Promise<void>) => void;

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const START_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 15_000;

/** A bench sends more than people may, and it is not the limits that are measured. */
export const HIGH_LIMITS = { LIMIT_PERSON_PER_MINUTE: '1000000', LIMIT_ROOM_PER_MINUTE: '1000000', LIMIT_WAITING: '1000000' } as const;

export async function startDesk(
  dataFolder: string,
  addStop: AddStop,
  more: Readonly<Record<string, string>> = {},
  part: 'start' | 'front' | 'worker' = 'start',
): Promise<RunningDesk> {
  const args = (await startCommand()).slice(1).map((word) => (word === 'start' ? part : word));
  const port = await freePort();
  const env = { ...process.env, ...HIGH_LIMITS, DESKSIDE_DATA: dataFolder, PORT: String(port), DESKSIDE_DEMO: 'yes', DATABASE_URL: '', REDIS_URL: '', ...more };
  const since = performance.now();
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let stopping: Promise<void> | undefined;
  const stop = () =>
    (stopping ??= (async () => {
      child.kill('SIGINT');
      // Killed at last, its guard still stops Postgres.
      await Promise.race([exited, sleep(STOP_WITHIN_MS, undefined, { ref: false }).then(() => child.kill('SIGKILL'))]);
      await exited;
    })());
  addStop('desk', stop);
  const startedInMs = await new Promise<number>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`Deskside did not start: ${why}.`));
    createInterface({ input: child.stdout }).on('line', (line) => line.includes('is ready') && resolve(performance.now() - since));
    void exited.then(() => fail('it ended'));
    void sleep(START_WITHIN_MS, undefined, { ref: false }).then(() => fail(`no address after ${START_WITHIN_MS / 1000} s`));
  });
  return { base: `http://127.0.0.1:${port}`, dataFolder, startedInMs, stop };
}

/** `node <arguments>`, as written in package.json; npm itself is left out. */
async function startCommand(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { scripts: { start: string } };
  const words = scripts.start.split(' ');
  if (words[0] !== 'node') throw new Error(`The bench knows “node …” only, and “npm start” is “${scripts.start}”.`);
  return words;
}
