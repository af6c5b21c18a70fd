import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { DeskError } from '#core/errors.ts';
import { openDatabase } from '#store/database.ts';
import { startEmbeddedPostgres } from '#store/embedded/start.ts';

export const isRoot = process.getuid?.() === 0;

/** One cluster for a whole file, made and stopped: making it is most of what a test here costs. */
export function sharedDesk(): string {
  // Not made before a test needs it: where all are skipped, nothing would remove it.
  const folder = join(tmpdir(), `deskside-test-${randomUUID()}`);
  beforeAll(async () => void (await startAndStop(folder)));
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** @returns whether it was the first start. */
export async function startAndStop(folder: string): Promise<boolean> {
  const postgres = await startEmbeddedPostgres({ folder });
  await postgres.stop();
  return postgres.firstStart;
}

/** @param mode 0o755 lets every user in, as an ordinary project folder does; 0o700 is like root's own. */
export function tempFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), 'deskside-test-'));
  chmodSync(folder, mode);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** Command lines that name the folder: server, guard and initdb. The dead that nobody has reaped do not count. */
export function processesOf(folder: string): string[] {
  const all = execFileSync('ps', ['-axww', '-o', 'stat=,pid=,args='], { encoding: 'utf8' }).split('\n');
  const owners = /owner\.ts/;
  return all.filter((line) => line.includes(folder) && !line.trim().startsWith('Z') && !owners.test(line));
}

export async function until(condition: () => boolean, withinMs = 5000): Promise<void> {
  const since = performance.now();
  while (!condition()) {
    if (performance.now() - since > withinMs) throw new Error(`Not within ${withinMs} ms: ${condition.toString()}`);
    await sleep(20);
  }
}

export function serverPid(folder: string): number {
  return Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

export async function ask<T>(url: string, query: string): Promise<T[]> {
  const { sql, close } = openDatabase(url, 1);
  try {
    return [...(await sql.unsafe(query))] as unknown as T[];
  } finally {
    await close();
  }
}

export interface Owner {
  readonly child: ChildProcess;
  /** The address of its server, once it says so. */
  readonly url: Promise<string>;
  readonly exited: Promise<number | null>;
}

/** Another Deskside process with a group of its own, as a terminal gives to what is started in it. */
export function forkOwner(folder: string, prefix: readonly string[] = []): Owner {
  const script = fileURLToPath(new URL('owner.ts', import.meta.url));
  const [file, ...args] = [...prefix, process.execPath, script, folder];
  const child = spawn(file, args, { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    child,
    url: new Promise((resolve) => lines.once('line', resolve)),
    exited: new Promise((resolve) => child.once('exit', resolve)),
  };
}

export async function sentenceOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof DeskError && error.code === 'setup') return error.userMessage;
  throw new Error('A sentence for the terminal was expected.', { cause: error });
}
