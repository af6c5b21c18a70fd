import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startEmbeddedPostgres } from '#store/embedded/start.ts';
import { placesIn } from '#store/embedded/places.ts';
import { waitForPrevious } from '#store/embedded/previous.ts';
import { ask, forkOwner, processesOf, serverPid, sharedDesk, startAndStop, tempFolder, until } from './helpers.ts';

const folder = sharedDesk();

test('nothing goes on running when the owner is killed, and no data is lost', async () => {
  const owner = forkOwner(folder);
  const url = await owner.url;
  await ask(url, 'CREATE TABLE kept AS SELECT 7 AS what');
  owner.child.kill('SIGKILL');
  await until(() => processesOf(folder).length === 0);

  const next = await startEmbeddedPostgres({ folder });
  expect(next.firstStart).toBe(false);
  expect(await ask(next.url, 'SELECT what FROM kept')).toEqual([{ what: 7 }]);
  await next.stop();
});

test('the next start waits for what the guard still stops', async () => {
  const owner = forkOwner(folder);
  await owner.url;
  owner.child.kill('SIGKILL');
  await owner.exited;
  expect(await startAndStop(folder)).toBe(false);
  await until(() => processesOf(folder).length === 0);
});

test('Ctrl-C reaches the whole group, and Postgres is still stopped in order', async () => {
  const owner = forkOwner(folder);
  await owner.url;
  const before = readFileSync(join(folder, 'postgres.log')).length;
  process.kill(-(owner.child.pid ?? 0), 'SIGINT');
  expect(await owner.exited).toBe(0);
  expect(processesOf(folder)).toEqual([]);
  const log = readFileSync(join(folder, 'postgres.log')).subarray(before).toString();
  expect(log.match(/received fast shutdown request/g)).toHaveLength(1);
  expect(log).toContain('database system is shut down');
});

test('a first start that was killed leaves neither half a cluster nor a process', async () => {
  const fresh = tempFolder();
  const owner = forkOwner(fresh);
  const unfinished = () => (existsSync(fresh) ? readdirSync(fresh) : []).filter((name) => name.includes('.new-'));
  await until(() => unfinished().some((name) => existsSync(join(fresh, name, 'PG_VERSION'))));
  owner.child.kill('SIGKILL');
  await until(() => processesOf(fresh).length === 0);
  expect(existsSync(join(fresh, 'postgres'))).toBe(false);

  const next = await startEmbeddedPostgres({ folder: fresh });
  expect(next.firstStart).toBe(true);
  expect(unfinished()).toEqual([]);
  await next.stop();
});

test('a server left behind without owner and guard is stopped by the next start', async () => {
  const owner = forkOwner(folder);
  await owner.url;
  const guard = processesOf(folder).find((line) => line.includes('deskside-guard'));
  process.kill(Number(guard?.trim().split(/\s+/)[1]), 'SIGKILL');
  owner.child.kill('SIGKILL');
  await owner.exited;
  expect(processesOf(folder)).toHaveLength(1);
  await waitForPrevious(placesIn(folder), { inUse: 50, stopping: 100 });
  expect(processesOf(folder)).toEqual([]);
});

test('a lock file whose process id now belongs to something else is no obstacle', async () => {
  writeFileSync(join(folder, 'postgres', 'postmaster.pid'), `${process.pid}\n${folder}/postgres\n1\n1\n\n\n\nready\n`);
  const next = await startEmbeddedPostgres({ folder });
  expect(serverPid(folder)).not.toBe(process.pid);
  await next.stop();
});

test('an empty data folder is filled', async () => {
  const empty = tempFolder();
  mkdirSync(join(empty, 'postgres'));
  expect(await startAndStop(empty)).toBe(true);
});

test('the lock file of a dead process is no obstacle', async () => {
  writeFileSync(join(folder, 'postgres', 'postmaster.pid'), `4194303\n${folder}/postgres\n1\n1\n\n\n\nready\n`);
  expect(await startAndStop(folder)).toBe(false);
});
