import { expect } from 'vitest';
import { fault } from '../support/fault.ts';
import type { Somebody } from '../support/people.ts';
import { something, type Scene } from '../support/scene.ts';
import { long } from '../support/wait.ts';
import type { Misbehaviour } from '#test/outside/wire.ts';
import type { Here } from '../support/world.ts';

/** Rows 31 to 33: what the other side does wrong. */
export function theOutside(world: Here): void {
  const retryAfterSeconds = long ? 30 : 3;
  fault(world, { number: '31', short: 'Redis', fault: `429 with Retry-After ${long ? 30 : '30 (short form: 3)'}`, begins: [1, 2] }, async (scene) => {
    const [slow, other] = world().people as [Somebody, Somebody];
    const { delivery, effects, token } = something(slow, 'echo');
    await world().misbehave([{ match: token, times: 1, how: { status: 429, retryAfterSeconds } }]);
    const since = performance.now();
    await scene.send(delivery, effects);
    expect(await scene.happened(await scene.act(other, 'echo'), 3)).toBeLessThan(3);
    await scene.happened(token, retryAfterSeconds + 10);
    const waited = (performance.now() - since) / 1000;
    expect(waited).toBeGreaterThanOrEqual(retryAfterSeconds);
    expect(waited).toBeLessThan(retryAfterSeconds * 1.1 + 4);
  });

  const also = [{ number: '33', fault: 'done outside, and the answer lost', runs: LOST_ANSWERS.length * DOINGS.length }];
  fault(world, { number: '32', short: 'Redis', fault: 'errors, resets and silence of the other side', also, begins: [1, 2] }, async (scene) => {
    await misbehaving(scene, [...FAILURES, ...LOST_ANSWERS]);
    return { runs: FAILURES.length * DOINGS.length };
  });
}

const FAILURES: readonly Misbehaviour['how'][] = [{ status: 500 }, { status: 503 }, 'cut', 'hang'];
const LOST_ANSWERS: readonly Misbehaviour['how'][] = ['apply and cut', 'apply and hang'];
const DOINGS = ['echo', 'join', 'report'] as const;

/** Each way of misbehaving, towards a message, a step and a card. */
async function misbehaving({ send, world }: Scene, ways: readonly Misbehaviour['how'][]): Promise<void> {
  const all = ways.flatMap((how) => DOINGS.map((doing) => ({ how, doing })));
  const planned = all.map(({ how, doing }, at) => ({ how, ...something(world.people[at + 4] as Somebody, doing) }));
  await world.misbehave(planned.map(({ how, token }) => ({ match: token, times: 1, how })));
  await Promise.all(planned.map(async ({ delivery, effects }) => await send(delivery, effects)));
  await world.settled(60);
}
