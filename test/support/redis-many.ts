import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';
import { freePort } from '#lib/free-port.ts';
import { launchRedis, temporaryFolder, urlOf, type Guard } from './redis.ts';

type Server = Awaited<ReturnType<typeof launchRedis>>;

/** A master, its replica, and a sentinel with a password of its own that fails over after a second. */
export async function startSentinel(guard: Guard = {}) {
  const folder = temporaryFolder();
  const sentinelGuard = { ...guard, password: 'of the sentinel' };
  const file = join(folder, 'sentinel.conf');
  // It writes down there what it learns.
  writeFileSync(file, '');
  const master = await launchRedis(await freePort(), folder, guard, ['--repl-diskless-sync-delay', '0']);
  const replica = await launchRedis(await freePort(), folder, guard, ['--replicaof', '127.0.0.1', String(master.port)]);
  await until(async () => (await replica.client.info('replication')).includes('master_link_status:up'));
  const sentinel = await launchRedis(await freePort(), folder, sentinelGuard, [file, '--sentinel']);
  const tell = async (...words: string[]) => await sentinel.client.call('SENTINEL', words);
  await tell('MONITOR', 'main', '127.0.0.1', String(master.port), '1');
  if (guard.password !== undefined) await tell('SET', 'main', 'auth-pass', guard.password);
  await tell('SET', 'main', 'down-after-milliseconds', '1000');
  await until(async () => (await sentinel.client.info('sentinel')).includes('slaves=1'));
  return {
    url: urlOf('redis+sentinel', guard, `127.0.0.1:${sentinel.port}/main`),
    sentinelPassword: sentinelGuard.password,
    killMaster: master.stop,
    /** Whether the sentinel has made the replica the master. */
    promoted: async () => ((await tell('GET-MASTER-ADDR-BY-NAME', 'main')) as string[])[1] === String(replica.port),
    ...together([sentinel, replica, master], folder),
  };
}

/** Three masters that share the slots. With TLS they go by their names, as certificates do. */
export async function startCluster(guard: Guard = {}) {
  const folder = temporaryFolder();
  const nodes = await Promise.all([0, 1, 2].map(async (at) => await launchNode(at, folder, guard)));
  const [first] = nodes;
  for (const node of nodes.slice(1)) await first?.client.call('CLUSTER', 'MEET', '127.0.0.1', node.port, node.bus);
  const hosts = nodes.slice(0, 2).map(({ port }) => `${guard.certificate ? 'localhost' : '127.0.0.1'}:${port}`);
  const agreed = async ({ client }: Server) => /cluster_state:ok[^]*cluster_known_nodes:3/.test(await client.cluster('INFO'));
  await until(async () => (await Promise.all(nodes.map(agreed))).every(Boolean));
  return {
    url: urlOf('redis+cluster', guard, hosts.join(',')),
    /** How many connections others have to it. */
    connections: async () => (await Promise.all(nodes.map(connectionsOf))).reduce((sum, each) => sum + each),
    ...together(nodes, folder),
  };
}

async function connectionsOf({ client }: Server): Promise<number> {
  const list = (await client.client('LIST')) as string;
  return list.trim().split('\n').length - 1;
}

const SLOTS = 16_384;
const BY_NAME = ['--cluster-announce-hostname', 'localhost', '--cluster-preferred-endpoint-type', 'hostname'];

async function launchNode(at: number, folder: string, guard: Guard) {
  const bus = await freePort();
  const options = ['--cluster-enabled', 'yes', '--cluster-config-file', `node-${at}.conf`, '--cluster-port', String(bus)];
  const node = await launchRedis(await freePort(), folder, guard, guard.certificate ? [...options, ...BY_NAME] : options);
  const slot = (share: number) => Math.floor((SLOTS * share) / 3);
  await node.client.call('CLUSTER', 'ADDSLOTSRANGE', slot(at), slot(at + 1) - 1);
  await node.client.call('CLUSTER', 'SET-CONFIG-EPOCH', at + 1);
  return { ...node, bus };
}

function together(servers: readonly Server[], folder: string) {
  const stop = async () => void (await Promise.all(servers.map(async (server) => await server.stop())));
  const end = async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { stop, end };
}

async function until(what: () => Promise<boolean>): Promise<void> {
  await vi.waitUntil(what, { timeout: 20_000, interval: 20 });
}
