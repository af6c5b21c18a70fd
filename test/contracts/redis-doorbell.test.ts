import { afterAll, beforeAll, describe } from 'vitest';
import { redisBackend } from '#queue/backend.ts';
import { parseRedisUrl } from '#queue/redis-url.ts';
import { makeCertificate, noOpenssl, trust } from '#test/support/certificate.ts';
import { startCluster, startSentinel } from '#test/support/redis-many.ts';
import { noRedis, startRedis } from '#test/support/redis.ts';
import { doorbellContract } from './doorbell.ts';

interface Servers {
  readonly url: string;
  readonly sentinelPassword?: string;
  readonly end: () => Promise<void>;
}

function contractOn(name: string, start: () => Promise<Servers>): void {
  doorbellContract(name, async () => {
    const { url, sentinelPassword, end } = await start();
    return { backend: redisBackend(parseRedisUrl(url), sentinelPassword), end };
  });
}

describe.skipIf(noRedis)(`a real Redis${noRedis}`, () => {
  contractOn('Redis', startRedis);
  contractOn('Redis behind a sentinel', startSentinel);
  contractOn('a cluster of Redis', startCluster);
});

describe.skipIf(noRedis || noOpenssl)(`a real Redis with TLS and a password${noRedis || noOpenssl}`, () => {
  const password = 'p:a/s@s% wörd';
  const certificates = {} as Record<'both' | 'name', ReturnType<typeof makeCertificate>>;
  beforeAll(() => {
    Object.assign(certificates, { both: makeCertificate(), name: makeCertificate('DNS:localhost') });
    for (const certificate of Object.values(certificates)) trust(certificate);
  });
  afterAll(() => {
    for (const certificate of Object.values(certificates)) certificate.remove();
  });

  contractOn('Redis with TLS', async () => await startRedis({ password, certificate: certificates.both }));
  contractOn('Redis behind a sentinel with TLS', async () => await startSentinel({ password, certificate: certificates.both }));
  contractOn('a cluster of Redis with TLS', async () => await startCluster({ password, certificate: certificates.name }));
});
