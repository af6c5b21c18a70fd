import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Binaries } from './binaries.ts';
import { explainOutput, otherVersion, setupError } from './explain.ts';
import { spawnGuarded } from './guard.ts';
import { ensurePassword, type Places } from './places.ts';
import { giveData, type RunAs } from './run-as.ts';

/** @param version of the binaries. @returns whether a cluster had to be made. */
export async function ensureCluster(places: Places, binaries: Binaries, runAs: RunAs, version: string): Promise<boolean> {
  const fresh = !existsSync(places.data) || readdirSync(places.data).length === 0;
  if (fresh) await createCluster(places, binaries, runAs);
  else checkVersion(places, version);
  giveData(runAs, places.data);
  await removeLeftovers(places);
  return fresh;
}

/** Made under another name and then renamed: half a cluster never has the real name. */
async function createCluster(places: Places, binaries: Binaries, runAs: RunAs): Promise<void> {
  ensurePassword(places, runAs.owner);
  // A name of its own, as a first start that was killed may still be writing to the previous one.
  const unfinished = `${places.data}.new-${randomBytes(4).toString('hex')}`;
  try {
    mkdirSync(unfinished, { mode: 0o700 });
    giveData(runAs, unfinished);
    await runInitdb(places, binaries, runAs, unfinished);
    renameUnlessThere(unfinished, places);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Collation by code point, but lower() and ILIKE know all letters: the same on every machine, whatever its locales. */
async function runInitdb(places: Places, { initdb }: Binaries, runAs: RunAs, data: string): Promise<void> {
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const login = ['--username=deskside', '--auth=scram-sha-256', `--pwfile=${places.password}`];
  const args = [`--pgdata=${data}`, ...locale, ...login, '--no-instructions'];
  const { child, exited } = spawnGuarded(runAs, { binary: initdb, args, data, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = Promise.all([child.stdout, child.stderr].map(async (stream) => (stream ? await text(stream) : '')));
  const { code, error } = await exited;
  if (code !== 0) throw explainOutput(`${(await said).join('\n')}${error?.message ?? ''}`, places);
}

function renameUnlessThere(unfinished: string, { data, folder }: Places): void {
  try {
    renameSync(unfinished, data);
    syncFolder(folder);
  } catch (error) {
    // Two first starts at once: the other one was faster, and this one will hear that it is running already.
    if (!existsSync(join(data, 'PG_VERSION'))) throw error;
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

function checkVersion(places: Places, version: string): void {
  const file = join(places.data, 'PG_VERSION');
  if (!existsSync(file)) {
    throw setupError(`${places.data} is not a Postgres data folder. Move it away, or set DESKSIDE_DATA to another folder.`);
  }
  const made = readFileSync(file, 'utf8').trim();
  if (made !== version) throw otherVersion(places, made, version);
}

async function removeLeftovers({ folder, data }: Places): Promise<void> {
  const leftovers = readdirSync(folder).filter((name) => name.startsWith(`${basename(data)}.new-`));
  await Promise.all(leftovers.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}
