import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { direct } from '#test/support/client.ts';
import { MARIA, PRIYA, SAM } from '#test/support/company.ts';
import { playFaultReport } from '#test/support/journey.ts';
import { noRedis, startRedis } from '#test/support/redis.ts';
import { startDeskside } from '#test/support/running.ts';

const cast = {
  employee: { email: MARIA, name: 'Maria Lindqvist' },
  agent: { email: SAM, name: 'Sam Okafor' },
  colleague: { email: PRIYA },
  channel: 'devices',
};

describe.skipIf(noRedis)(`with a real Redis${noRedis}`, () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let desk: Awaited<ReturnType<typeof startDeskside>>;
  beforeAll(async () => {
    redis = await startRedis();
    desk = await startDeskside({ redisUrl: redis.url });
  });
  afterAll(async () => {
    await desk.stop();
    await redis.end();
  });

  test('a fault report is claimed, answered, resolved, reopened and rated', async () => {
    await playFaultReport(desk, cast);
  });

  test('what is said while Redis is away is taken in at once, and answered when it is back, empty', async () => {
    await redis.stop();
    const taken = await desk.call<{ requestId: string }>(SAM, `/rooms/${direct(SAM)}/messages`, { text: 'hello' });
    expect(taken.status).toBe(202);
    await redis.start();
    await expect
      .poll(async () => (await desk.call<{ settled: boolean }>(SAM, `/requests/${taken.body.requestId}`)).body.settled, { timeout: 20_000 })
      .toBe(true);
    expect((await desk.last(SAM, direct(SAM))).text).toMatch(/^Hello Sam!/);
  });

  test('a queue that is emptied loses nothing', async () => {
    const say = async (at: number) =>
      (await desk.call<{ requestId: string }>(PRIYA, `/rooms/${direct(PRIYA)}/messages`, { text: 'hello', key: `k${at}` })).body.requestId;
    const requests = await Promise.all([...Array(40).keys()].map(say));
    await redis.flush();
    const open = async () =>
      (await Promise.all(requests.map(async (id) => (await desk.call<{ settled: boolean }>(PRIYA, `/requests/${id}`)).body.settled))).filter(
        (settled) => !settled,
      ).length;
    await expect.poll(open, { timeout: 20_000 }).toBe(0);
  });
});
