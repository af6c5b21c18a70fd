import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import type { PersonView, RoomView } from '#bot/browser/api.ts';
import { runDeskside, temporaryFolder, type Run } from '#test/support/process.ts';
import { freePort } from '#lib/free-port.ts';

const MARIA = 'maria.lindqvist@fernwood.example';

async function ready(run: Run): Promise<void> {
  await expect.poll(run.output, { timeout: 30_000, interval: 20 }).toContain('Deskside is ready');
}

/** Command lines of all processes that have to do with a folder. */
function processesOf(folder: string): string[] {
  return execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(folder));
}

async function get<T>(port: number, path: string): Promise<T> {
  const response = await fetch(`http://127.0.0.1:${port}/api${path}`, { headers: { 'deskside-as': MARIA } });
  return (await response.json()) as T;
}

// Seven processes one after another take a while on a busy machine.
test('the first start prints one line, Ctrl-C stops everything within five seconds, and the second start has all data', { timeout: 90_000 }, async () => {
  const DESKSIDE_DATA = temporaryFolder();
  const port = await freePort();
  const env = { DESKSIDE_DATA, PORT: String(port) };

  const first = runDeskside(['start'], env);
  await ready(first);
  expect(first.output()).toBe(`Deskside is ready: http://localhost:${port} (Ctrl-C stops it)\n`);
  expect(await get<PersonView[]>(port, '/people')).toHaveLength(40);
  const said = runDeskside(['say', '--as', MARIA, 'my laptop does not start'], env);
  expect(await said.ended).toBe(0);
  expect(said.output()).toMatch(/How much does it stop you\?\n {2}\[I cannot work\]/);
  const pressed = runDeskside(['say', '--as', MARIA, '--press', 'I cannot work'], env);
  await pressed.ended;
  expect(pressed.output()).toContain('My laptop does not start: Sent to Devices');

  const dead = runDeskside(['dead', 'list'], env);
  await dead.ended;
  expect(dead.output()).toBe('Nothing was given up.\n');

  const asked = performance.now();
  // As a terminal does it: to the whole group, Postgres must not get it.
  process.kill(-(first.child.pid ?? 0), 'SIGINT');
  expect(await first.ended).toBe(0);
  expect(performance.now() - asked).toBeLessThan(5000);
  expect(processesOf(DESKSIDE_DATA)).toEqual([]);
  expect(first.output().split('\n')).toHaveLength(2);

  const second = runDeskside(['start'], env);
  await ready(second);
  const [direct] = await get<RoomView[]>(port, '/rooms');
  expect(JSON.stringify(await get(port, `/rooms/${direct?.id}/messages`))).toContain('My laptop does not start');
});

test('a crash leaves nothing running', async () => {
  const DESKSIDE_DATA = temporaryFolder();
  const run = runDeskside(['start'], { DESKSIDE_DATA, PORT: String(await freePort()) });
  await ready(run);
  run.child.kill('SIGKILL');
  await run.ended;
  await expect.poll(() => processesOf(DESKSIDE_DATA), { timeout: 10_000 }).toEqual([]);
});

test('a port in use is one sentence and a non-zero exit, and leaves nothing running', async () => {
  const DESKSIDE_DATA = temporaryFolder();
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  const address = holder.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const run = runDeskside(['start'], { DESKSIDE_DATA, PORT: String(port) });
  expect(await run.ended).toBe(1);
  expect(run.output()).toBe(`Port ${port} is in use. Stop what uses it, or set PORT to another one.\n`);
  expect(processesOf(DESKSIDE_DATA)).toEqual([]);
  holder.close();
});

test.each([
  [
    'every setting that is wrong is named at once',
    ['start'],
    { PORT: 'many', LOG_LEVEL: 'loud' },
    /^These settings need mending: PORT must be a number; LOG_LEVEL must be one of .*\.\n$/,
  ],
  [
    'a database that does not answer',
    ['start'],
    { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
    /^Deskside could not start: .*Is DATABASE_URL right.*\n$/,
  ],
  ['talking to a desk that is not running', ['say', '--as', MARIA, 'hello'], { PORT: '1' }, /^Deskside does not answer at .* Is it running\? \(npm start\)\n$/],
  ['migrating without a database', ['migrate'], {}, /^Set DATABASE_URL: .*\n$/],
] as const)('%s: one sentence, no stack trace', async (_name, args, env, sentence) => {
  const run = runDeskside(args, { DESKSIDE_DATA: temporaryFolder(), ...env });
  expect(await run.ended).toBe(1);
  expect(run.output()).toMatch(sentence);
});
