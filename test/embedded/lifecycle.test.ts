import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DeskError } from '#core/errors.ts';
import { startEmbeddedPostgres } from '#store/embedded/start.ts';
import { ask, processesOf, sentenceOf, serverPid, sharedDesk, startAndStop, tempFolder } from './helpers.ts';

const folder = sharedDesk();

test('the data of the first start is there at the second', async () => {
  const fresh = tempFolder();
  const first = await startEmbeddedPostgres({ folder: fresh });
  expect(first.firstStart).toBe(true);
  await ask(first.url, 'CREATE TABLE kept (what text)');
  await ask(first.url, `INSERT INTO kept VALUES ('printer')`);
  await first.stop();

  const second = await startEmbeddedPostgres({ folder: fresh });
  expect(second.firstStart).toBe(false);
  expect(await ask(second.url, 'SELECT what FROM kept')).toEqual([{ what: 'printer' }]);
  await second.stop();
});

test('stopping leaves no process, and can be asked for twice', async () => {
  const postgres = await startEmbeddedPostgres({ folder });
  expect(processesOf(folder).length).toBeGreaterThanOrEqual(2);
  await Promise.all([postgres.stop(), postgres.stop()]);
  expect(processesOf(folder)).toEqual([]);
  expect(readFileSync(join(folder, 'postgres.log'), 'utf8')).toContain('database system is shut down');
});

test('an open session does not hold up the stop', async () => {
  const postgres = await startEmbeddedPostgres({ folder });
  const cut = ask(postgres.url, 'SELECT pg_sleep(60)').catch(String);
  await ask(postgres.url, 'SELECT 1');
  const since = performance.now();
  await postgres.stop();
  expect(performance.now() - since).toBeLessThan(3000);
  await cut;
});

test('only its owner can read it, and commits are durable', async () => {
  const postgres = await startEmbeddedPostgres({ folder });
  const modeOf = (name: string) => statSync(join(folder, name)).mode & 0o777;
  expect([modeOf('password'), modeOf('postgres'), modeOf('postgres.log')]).toEqual([0o600, 0o700, 0o600]);
  expect(readdirSync(folder).sort()).toEqual(['password', 'postgres', 'postgres.log']);

  const settings = `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'listen_addresses')`;
  expect(await ask(postgres.url, `${settings} ORDER BY name`)).toEqual([
    { name: 'fsync', setting: 'on' },
    { name: 'listen_addresses', setting: '127.0.0.1' },
    { name: 'synchronous_commit', setting: 'on' },
  ]);
  expect(await ask(postgres.url, `SELECT lower('ÄÖÉ') AS low`)).toEqual([{ low: 'äöé' }]);
  const wrong = new URL(postgres.url);
  wrong.password = 'guess';
  await expect(ask(wrong.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  await postgres.stop();
});

test('a second start on the same folder is refused', async () => {
  const postgres = await startEmbeddedPostgres({ folder });
  expect(await sentenceOf(startEmbeddedPostgres({ folder }))).toBe(
    `Deskside is already running with the data in ${folder}. Stop it first, or set DESKSIDE_DATA to another folder.`,
  );
  expect(await ask(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await postgres.stop();
});

test('a server that is just stopping is waited for', async () => {
  const first = await startEmbeddedPostgres({ folder });
  const stopped = first.stop();
  const second = await startEmbeddedPostgres({ folder });
  await stopped;
  expect(await ask(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await second.stop();
});

test('the app hears it when the server is killed', async () => {
  const postgres = await startEmbeddedPostgres({ folder });
  const heard = new Promise<DeskError>((resolve) => postgres.onExit(resolve));
  process.kill(serverPid(folder), 'SIGKILL');
  expect((await heard).userMessage).toBe(`Postgres has stopped: it was killed (SIGKILL) (log: ${join(folder, 'postgres.log')}).`);
  await postgres.stop();
  expect(processesOf(folder)).toEqual([]);

  await startAndStop(folder);
});

test('the app does not hear of a stop that it asked for', async () => {
  const postgres = await startEmbeddedPostgres({ folder });
  let heard = false;
  postgres.onExit(() => (heard = true));
  await postgres.stop();
  expect(heard).toBe(false);
});
