import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { freePort } from '#lib/free-port.ts';

const PROGRAM = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');

export const TENANT = '00000000-0000-0000-0000-00000000000a';
/** The one channel that its team may have besides General, by whose playground it is. */
export const channelOf = (key: string) => `19:${key}-it-devices@thread.tacv2`;

/** Somebody at the playground: one person uses it, five others are only there. */
interface Somebody {
  /** In a word. */
  readonly key: string;
  readonly name: string;
  readonly email: string;
}

/**
 * Microsoft's own playground for bots, which looks and draws cards as Teams does, in a folder of its own. One person is in front
 * of it; what somebody else sees of the same tenant takes another playground. Whoever starts it stops it.
 * @param endpoint where the bot takes activities in
 */
export async function startPlayground(folder: string, endpoint: string, [me, ...others]: readonly [Somebody, ...Somebody[]]) {
  const port = await freePort();
  writeFileSync(`${folder}/.m365agentsplayground.yml`, stringify(configOf(me, others)));
  const args = [PROGRAM, 'start', '-e', endpoint, '-c', 'msteams', '-p', String(port), '--disable-telemetry'];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore', env: { PATH: process.env['PATH'], HOME: folder, CI: 'true' } });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const url = `http://localhost:${port}`;
  await answering(url, () => child.exitCode === null);
  return {
    url,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** It takes as many people as this, and no more. */
const OTHERS = 5;

function configOf(me: Somebody, others: readonly Somebody[]) {
  const strangers = Array.from({ length: OTHERS - others.length }, (_, at) => ({ key: `extra${at}`, name: `Extra ${at}`, email: `extra${at}@example.test` }));
  return {
    version: '0.1.1',
    tenantId: TENANT,
    bot: { id: '28:deskside', name: 'Deskside' },
    currentUser: user(me),
    users: [...others, ...strangers].map(user),
    personalChat: { id: `a:${me.key}` },
    groupChat: { id: `19:${me.key}-group@thread.v2`, name: 'Group Chat' },
    team: {
      id: `19:${me.key}-team@thread.tacv2`,
      name: 'IT',
      aadGroupId: objectId(`team of ${me.key}`),
      channels: [{ id: channelOf(me.key), name: 'it-devices' }],
    },
  };
}

function user({ key, name, email }: Somebody) {
  const [givenName = '', surname = ''] = name.split(' ');
  return { id: `29:${key}`, name, userPrincipleName: email, aadObjectId: objectId(email), givenName, surname, email };
}

/** The same for the same person in every playground. */
function objectId(of: string): string {
  const hex = createHash('sha256').update(of).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

const READY_WITHIN_MS = 20_000;

async function answering(url: string, running: () => boolean): Promise<void> {
  const until = performance.now() + READY_WITHIN_MS;
  while (performance.now() < until && running()) {
    const { ok } = await fetch(`${url}/_debug/ping`).catch(() => ({ ok: false }));
    if (ok) return;
    await sleep(100);
  }
  throw new Error('The playground did not start.');
}
