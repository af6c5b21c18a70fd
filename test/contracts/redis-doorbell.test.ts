import { describe } from 'vitest';
import { redisBackend } from '#queue/backend.ts';
import { noRedis, startRedis } from '#test/support/redis.ts';
import { doorbellContract } from './doorbell.ts';

describe.skipIf(noRedis)(`a real Redis${noRedis}`, () => {
  doorbellContract('Redis', async () => {
    const redis = await startRedis();
    return { backend: redisBackend(redis.url), end: redis.end };
  });
});
