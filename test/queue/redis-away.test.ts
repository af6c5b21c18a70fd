import { pino } from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { newToken } from '#lib/ids.ts';
import { redisBackend } from '#queue/backend.ts';
import { createDoorbell, listen } from '#queue/doorbell.ts';
import { parseRedisUrl } from '#queue/redis-url.ts';
import { startCluster, startSentinel } from '#test/support/redis-many.ts';
import { noRedis, startRedis } from '#test/support/redis.ts';

const log = pino({ level: 'silent' });

/** Servers, with a doorbell and somebody who listens to it. */
async function inHouse<T extends { url: string; sentinelPassword?: string; end: () => Promise<void> }>(start: () => Promise<T>) {
  const servers = await start();
  onTestFinished(servers.end);
  const backend = redisBackend(parseRedisUrl(servers.url), servers.sentinelPassword);
  const answered = new Set<string>();
  const doorbell = await createDoorbell(backend, log);
  const listener = await listen(backend, log, 4, async (id) => await Promise.resolve(void answered.add(id)));
  const close = async () => {
    await listener.close();
    await doorbell.close();
  };
  /** As the sweep does it: once more for what was not answered. */
  const expectAnswer = async () => {
    const id = newToken();
    const rung = async () => {
      await doorbell.ring([id]);
      return answered.has(id);
    };
    await expect.poll(rung, { timeout: 20_000, interval: 100 }).toBe(true);
  };
  await expectAnswer();
  return { servers, doorbell, expectAnswer, close };
}

async function millisecondsOf(what: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await what();
  return performance.now() - start;
}

describe.skipIf(noRedis)(`when Redis is away${noRedis}`, () => {
  test.each([
    ['one server', startRedis],
    ['a sentinel with its servers', startSentinel],
    ['a whole cluster', startCluster],
  ] as const)('%s: who rings is told at once, and closing does not wait for it', async (_, start) => {
    const { servers, doorbell, close } = await inHouse<Awaited<ReturnType<typeof start>>>(start);
    await servers.stop();
    for (let ring = 0; ring < 3; ring += 1) expect(await millisecondsOf(async () => await doorbell.ring([newToken()]))).toBeLessThan(3000);
    expect(await millisecondsOf(close)).toBeLessThan(6000);
  });

  test('a server that is back is used again', async () => {
    const { servers, expectAnswer, close } = await inHouse(startRedis);
    await servers.stop();
    await servers.start();
    await expectAnswer();
    await close();
  });

  test('a server that hangs does not keep who rings, and is used again when it goes on', async () => {
    const { servers, doorbell, expectAnswer, close } = await inHouse(startRedis);
    servers.freeze(true);
    expect(await millisecondsOf(async () => await doorbell.ring([newToken()]))).toBeLessThan(8000);
    servers.freeze(false);
    await expectAnswer();
    await close();
  });

  test('the sentinel names another master, and rings are answered there', async () => {
    const { servers, expectAnswer, close } = await inHouse(startSentinel);
    await servers.killMaster();
    await expect.poll(servers.promoted, { timeout: 20_000 }).toBe(true);
    await expectAnswer();
    await close();
  });

  test('nothing stays open after closing, in a cluster as well', async () => {
    const { servers, close } = await inHouse(startCluster);
    expect(await servers.connections()).toBeGreaterThan(0);
    await close();
    await expect.poll(servers.connections, { timeout: 5000 }).toBe(0);
  });
});
