import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findBinaries, mendInstall, type Binaries } from '#store/embedded/binaries.ts';
import { startEmbeddedPostgres } from '#store/embedded/start.ts';
import { ask, forkOwner, isRoot, processesOf, sentenceOf, serverPid, sharedDesk, startAndStop, tempFolder } from './helpers.ts';

const NOBODY = 65534;
const AS_NOBODY = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
const canBecomeNobody = isRoot && spawnSync(AS_NOBODY[0] ?? '', [...AS_NOBODY.slice(1), 'true']).status === 0;

/** What an installation looks like in which no install script ran: no links, no executable bits. */
async function copyBinaries(folder: string): Promise<Binaries> {
  const { native } = await findBinaries();
  const copy = join(folder, 'native');
  const isWanted = (path: string) => !path.endsWith('.a') && !path.endsWith('pgxs') && !/\.so(\.\d+)?$/.test(path);
  cpSync(native, copy, { recursive: true, filter: (path) => isWanted(path) || /postgresql|lib(ssl|crypto|lzma|xml2|xslt|z|ossp)/.test(path) });
  const binaries = { native: copy, initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') };
  chmodSync(binaries.initdb, 0o644);
  chmodSync(binaries.postgres, 0o644);
  return binaries;
}

const desk = sharedDesk();

describe.skipIf(!isRoot)('as root (needs root)', () => {
  test('the server does not run as root', async () => {
    const postgres = await startEmbeddedPostgres({ folder: desk });
    const { uid } = statSync(join(desk, 'postgres'));
    const { stdout } = spawnSync('ps', ['-o', 'uid=', '-p', String(serverPid(desk))], { encoding: 'utf8' });
    expect(uid).not.toBe(0);
    expect(Number(stdout)).toBe(uid);
    await postgres.stop();
  });

  test.skipIf(process.platform !== 'linux')('data below a closed folder', async () => {
    const folder = join(tempFolder(0o700), 'desk');
    for (const firstStart of [true, false]) {
      const postgres = await startEmbeddedPostgres({ folder });
      expect(postgres.firstStart).toBe(firstStart);
      await postgres.stop();
    }
    expect(processesOf(folder)).toEqual([]);
  });

  test.skipIf(process.platform !== 'linux')('binaries below a closed folder, in an installation without install scripts', async () => {
    const folder = tempFolder(0o700);
    const binaries = await copyBinaries(folder);
    const inside = join(folder, 'desk');
    expect(await sentenceOf(startEmbeddedPostgres({ folder: inside, binaries }))).toMatch(/^Postgres refuses to run as root/);
    mendInstall(binaries);
    const postgres = await startEmbeddedPostgres({ folder: inside, binaries });
    expect(await ask(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await postgres.stop();
  });

  test('a missing library is named', async () => {
    const folder = tempFolder();
    const binaries = await copyBinaries(folder);
    chmodSync(binaries.initdb, 0o755);
    chmodSync(binaries.postgres, 0o755);
    expect(await sentenceOf(startEmbeddedPostgres({ folder: join(folder, 'desk'), binaries }))).toMatch(
      /^The Postgres that Deskside brings does not run on this machine \(.*lib.*\)\. Install what is missing, or set DATABASE_URL/,
    );
  });

  test('data copied by root is given back to the user of the server', async () => {
    const copy = join(tempFolder(), 'copy');
    cpSync(desk, copy, { recursive: true });
    chmodSync(join(copy, 'postgres'), 0o755);
    expect(statSync(join(copy, 'postgres')).uid).toBe(0);
    const postgres = await startEmbeddedPostgres({ folder: copy });
    expect(postgres.firstStart).toBe(false);
    await postgres.stop();
  });
});

describe.skipIf(!canBecomeNobody)('as an ordinary user (needs root, to become one)', () => {
  test('starts and stops; a start by root leaves the data to its user', async () => {
    const folder = join(tempFolder(), 'desk');
    mkdirSync(folder);
    chownSync(folder, NOBODY, NOBODY);
    const startOnce = async () => {
      const owner = forkOwner(folder, AS_NOBODY);
      expect(await ask(await owner.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      owner.child.kill('SIGTERM');
      expect(await owner.exited).toBe(0);
    };
    await startOnce();
    await startAndStop(folder);
    expect(statSync(join(folder, 'postgres', 'global')).uid).toBe(NOBODY);
    await startOnce();
    expect(processesOf(folder)).toEqual([]);
  });

  test('a folder that is closed to the user, and data of somebody else, are named', () => {
    const folder = tempFolder();
    const asNobody = (path: string) => {
      const script = `import { startEmbeddedPostgres } from '#store/embedded/start.ts';
        await startEmbeddedPostgres({ folder: ${JSON.stringify(path)} }).catch((error) => console.log(error.userMessage));`;
      const args = [...AS_NOBODY.slice(1), process.execPath, '--input-type=module-typescript', '--eval', script];
      return spawnSync(AS_NOBODY[0] ?? '', args, { encoding: 'utf8', cwd: new URL('../..', import.meta.url) }).stdout.trim();
    };
    const closed = join(folder, 'desk');
    expect(asNobody(closed)).toBe(`Deskside may not read and write in ${closed}. Give its user the right to, or set DESKSIDE_DATA to another folder.`);
    mkdirSync(join(closed, 'postgres'), { recursive: true });
    expect(asNobody(closed)).toMatch(/^The data in .* belongs to another user\./);
    expect(existsSync(join(closed, 'password'))).toBe(false);
  });
});
