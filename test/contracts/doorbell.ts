import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { QueueBackend } from '#queue/backend.ts';
import { createDoorbell, listen, type Doorbell } from '#queue/doorbell.ts';
import { newToken } from '#lib/ids.ts';

const log = pino({ level: 'silent' });

/** What every backend of the queue must do. `prepare` may start servers. */
export function doorbellContract(name: string, prepare: () => Promise<{ backend: QueueBackend; end: () => Promise<void> }>): void {
  describe(`the doorbell on ${name}`, () => {
    const stops: (() => Promise<unknown>)[] = [];
    const answered: string[] = [];
    let backend: QueueBackend;
    let doorbell: Doorbell;

    beforeAll(async () => {
      const prepared = await prepare();
      backend = prepared.backend;
      stops.push(prepared.end);
      doorbell = await createDoorbell(backend, log);
      stops.push(doorbell.close);
      const listener = await listen(backend, log, 4, async (id) => await Promise.resolve(void answered.push(id)));
      stops.push(listener.close);
    });
    afterAll(async () => {
      for (const stop of stops.toReversed()) await stop();
    });

    test('every ring is answered, and carries nothing but the id', async () => {
      const ids = Array.from({ length: 50 }, newToken);
      await doorbell.ring(ids);
      await expect.poll(() => ids.filter((id) => !answered.includes(id)), { timeout: 10_000 }).toEqual([]);
    });

    test('ringing for nothing does nothing', async () => {
      await expect(doorbell.ring([])).resolves.toBeUndefined();
    });

    test('the same row can be rung for again after it was answered', async () => {
      const id = newToken();
      await doorbell.ring([id]);
      await expect.poll(() => answered.filter((each) => each === id).length, { timeout: 10_000 }).toBe(1);
      await expect
        .poll(
          async () => {
            await doorbell.ring([id]);
            return answered.filter((each) => each === id).length;
          },
          { timeout: 10_000 },
        )
        .toBeGreaterThan(1);
    });

    test('no more than the agreed number are answered at once', async () => {
      let running = 0;
      let most = 0;
      const gate = Promise.withResolvers<void>();
      const own = {
        ...backend,
        queue: (queue: string) => backend.queue(`${queue}-gate`),
        worker: (queue: string, run: Parameters<QueueBackend['worker']>[1], many: number) => backend.worker(`${queue}-gate`, run, many),
      };
      const bell = await createDoorbell(own, log);
      const listener = await listen(own, log, 3, async () => {
        running += 1;
        most = Math.max(most, running);
        await gate.promise;
        running -= 1;
      });
      await bell.ring(Array.from({ length: 10 }, newToken));
      await expect.poll(() => running, { timeout: 10_000 }).toBe(3);
      gate.resolve();
      await listener.close();
      await bell.close();
      expect(most).toBe(3);
      expect(running).toBe(0);
    });
  });
}
