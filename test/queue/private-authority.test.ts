import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCertificate, noOpenssl } from '#test/support/certificate.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { runDeskside, temporaryFolder } from '#test/support/process.ts';
import { noRedis, startRedis } from '#test/support/redis.ts';

describe.skipIf(noRedis || noOpenssl)(`a Redis whose certificate only the company knows${noRedis || noOpenssl}`, () => {
  let certificate: ReturnType<typeof makeCertificate>;
  let redis: Awaited<ReturnType<typeof startRedis>>;
  beforeAll(async () => {
    certificate = makeCertificate();
    redis = await startRedis({ password: 'secret', certificate });
  });
  afterAll(async () => {
    await redis.end();
    certificate.remove();
  });

  test('is believed with NODE_EXTRA_CA_CERTS; without it the worker says so, and works all the same', { timeout: 60_000 }, async () => {
    const database = await createTestDatabase();
    const env = { DESKSIDE_DATA: temporaryFolder(), DATABASE_URL: database.url, REDIS_URL: redis.url };
    const believing = runDeskside(['worker'], { ...env, NODE_EXTRA_CA_CERTS: certificate.cert });
    const doubting = runDeskside(['worker'], env);
    await expect.poll(believing.output, { timeout: 30_000, interval: 20 }).toContain('The worker is ready');
    await expect.poll(doubting.output, { timeout: 30_000, interval: 20 }).toContain('The worker is ready');
    expect(doubting.output()).toContain('self-signed certificate');
    expect(doubting.output()).toContain('The queue does not answer. Is REDIS_URL right');
    expect(believing.output()).not.toContain('The queue does not answer');
    expect(doubting.output()).not.toContain('secret');
  });
});
