import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findBinaries } from '#store/embedded/binaries.ts';
import { explainError, explainOutput, lastMeaningfulLine } from '#store/embedded/explain.ts';
import { placesIn } from '#store/embedded/places.ts';
import { startEmbeddedPostgres } from '#store/embedded/start.ts';
import { isRoot, processesOf, sentenceOf, sharedDesk, startAndStop, tempFolder } from './helpers.ts';

const desk = sharedDesk();

test('data of another version', async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, 'postgres'));
  writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '17\n');
  expect(await sentenceOf(startEmbeddedPostgres({ folder }))).toBe(
    `The data in ${folder}/postgres was made by Postgres 17, and this Deskside brings Postgres 18. Use the Deskside that made it (and its pg_dump to move the data), or move ${folder}/postgres away to begin with an empty desk.`,
  );
});

test('a folder with something else in it', async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, 'postgres', 'photos'), { recursive: true });
  expect(await sentenceOf(startEmbeddedPostgres({ folder }))).toMatch(/postgres is not a Postgres data folder\./);
});

test('a file in the way', async () => {
  const folder = join(tempFolder(), 'desk');
  writeFileSync(folder, '');
  expect(await sentenceOf(startEmbeddedPostgres({ folder }))).toMatch(/a file is in the way/);
});

test('a lost password, a wrong password', async () => {
  const password = join(desk, 'password');
  renameSync(password, `${password}.kept`);
  expect(await sentenceOf(startEmbeddedPostgres({ folder: desk }))).toMatch(/password is missing.*Put it back/);
  writeFileSync(password, 'guess');
  expect(await sentenceOf(startEmbeddedPostgres({ folder: desk }))).toMatch(/^The password in .* is not the one of the data/);
  expect(processesOf(desk)).toEqual([]);
  rmSync(password);
  renameSync(`${password}.kept`, password);
  await startAndStop(desk);
});

test('a server that does not start: its last complaint, and where the log is', async () => {
  const control = join(desk, 'postgres', 'global', 'pg_control');
  renameSync(control, `${control}.kept`);
  const sentence = await sentenceOf(startEmbeddedPostgres({ folder: desk }));
  expect(sentence).toMatch(/^Postgres did not start: .*pg_control.* \(log: .*postgres\.log\)\.$/);
  expect(processesOf(desk)).toEqual([]);
  renameSync(`${control}.kept`, control);
});

test('a large log is put aside', async () => {
  writeFileSync(join(desk, 'postgres.log'), Buffer.alloc(6 * 1024 * 1024));
  await startAndStop(desk);
  expect(statSync(join(desk, 'postgres.log')).size).toBeLessThan(100_000);
  expect(statSync(join(desk, 'postgres.log.1')).size).toBe(6 * 1024 * 1024);
});

test('a platform without binaries', async () => {
  for (const platform of ['sunos', 'win32']) {
    expect(await sentenceOf(findBinaries(platform, 'x64'))).toBe(
      `Deskside brings no Postgres for ${platform}-x64. Please set DATABASE_URL to a Postgres of your own.`,
    );
  }
});

function succeeds(command: string, ...args: string[]): boolean {
  return spawnSync(command, args).status === 0;
}

/** A small disk of its own; undefined where that is not permitted. */
function smallDisk(): string | undefined {
  const folder = tempFolder();
  if (!succeeds('mount', '-t', 'tmpfs', '-o', 'size=20m,mode=755', 'tmpfs', folder)) return undefined;
  onTestFinished(() => void succeeds('umount', folder));
  return folder;
}

test.skipIf(!isRoot || process.platform !== 'linux')('a full disk (needs root and mount)', async ({ skip }) => {
  const disk = smallDisk();
  if (disk === undefined) return skip('mounting is not permitted here');
  const sentence = `The disk that holds ${disk} is full. Free some space and start Deskside again.`;
  expect(await sentenceOf(startEmbeddedPostgres({ folder: disk }))).toBe(sentence);
  expect(processesOf(disk)).toEqual([]);

  expect(succeeds('mount', '-o', 'remount,size=120m', disk)).toBe(true);
  await startAndStop(disk);
  succeeds('dd', 'if=/dev/zero', `of=${join(disk, 'filler')}`, 'bs=1M');
  expect(await sentenceOf(startEmbeddedPostgres({ folder: disk }))).toBe(sentence);
  rmSync(join(disk, 'filler'));
  await startAndStop(disk);
});

describe('what Postgres says becomes one sentence', () => {
  const places = placesIn(process.cwd());
  const explained = (output: string) => explainOutput(output, places).userMessage;

  test.each([
    ['initdb: error: could not write file "x": No space left on device', /is full/],
    ['FATAL:  could not extend file: wrote only 4096 of 8192 bytes\nHINT:  Check free disk space.\nPANIC:  oh', /is full/],
    ['FATAL:  could not resize shared memory segment "/x" to 1 bytes: No space left on device', /shared memory/],
    ['FATAL:  lock file "postmaster.pid" already exists', /already running/],
    ['initdb: error while loading shared libraries: libicuuc.so.60: cannot open', /does not run on this machine \(.*libicuuc/],
    ['dyld: Library not loaded: libpq.5.dylib', /does not run on this machine/],
    ['initdb: error: could not create directory "/x": Read-only file system', /may not read and write/],
    ['2026-01-01 10:00:00 UTC [7] FATAL:  data directory is odd\n2026 LOG:  database system is shut down', /: data directory is odd \(log/],
    ['', /it said nothing/],
  ])('%s', (output, sentence) => expect(explained(output)).toMatch(sentence));

  test('our own file operations', () => {
    const sentence = (code: string) => explainError(Object.assign(new Error(code), { code }), places);
    expect(sentence('ENOSPC')).toMatchObject({ code: 'setup', userMessage: expect.stringContaining('is full') });
    expect(sentence('EROFS')).toMatchObject({ code: 'setup', userMessage: expect.stringContaining('may not') });
    expect(sentence('EWHATEVER')).toMatchObject({ message: 'EWHATEVER' });
  });

  test('without a complaint the last line is taken', () => {
    expect(lastMeaningfulLine('first\nlast\n\n')).toBe('last');
  });
});
