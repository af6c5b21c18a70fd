import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPace } from '#bot/teams/pace.ts';
import { OutsideError } from '#core/errors.ts';
import { createTeamsDesk } from '#test/support/teams-desk.ts';
import { later, meet, outward } from './meeting.ts';

const PER_ROOM = [
  [1, 7],
  [2, 8],
  [30, 60],
  [3600, 1800],
] as const;

function pacing() {
  let at = 1_000_000;
  const pace = createPace(() => at);
  const asked = (room: string, tenant = 't') => {
    try {
      pace(tenant, room);
      return 0;
    } catch (error) {
      if (!(error instanceof OutsideError) || error.outcome !== 'not_done' || error.lasting) throw error;
      return error.retryAfterSeconds ?? 0;
    }
  };
  return { asked, now: () => at, pass: (ms: number) => void (at += ms) };
}

describe('what is let through', () => {
  test('in any time and any order: never more than Teams takes, and who waits as long as it was said goes on', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 50, maxLength: 400, size: 'max' }), (pauses) => {
        const { asked, now, pass } = pacing();
        const through: number[] = [];
        const stillHeld: number[] = [];
        for (const pause of pauses) {
          pass(pause);
          const wait = asked('room');
          if (wait > 0) {
            pass(Math.ceil(wait * 1000));
            stillHeld.push(asked('room'));
          }
          through.push(now());
        }
        expect(stillHeld.filter((wait) => wait > 0)).toEqual([]);
        for (const [seconds, most] of PER_ROOM)
          for (const [at, begun] of through.entries()) expect((through[at + most] ?? Infinity) - begun).toBeGreaterThanOrEqual(seconds * 1000);
      }),
      { numRuns: 30 },
    );
  });

  test('a room does not wait for another one, but the whole app takes fifty a second', () => {
    const { asked, pass } = pacing();
    const waits = Array.from({ length: 60 }, (_, at) => asked(`room ${at}`));
    expect(waits.map((wait) => wait > 0).indexOf(true)).toBe(50);
    expect(asked('room 1', 'another tenant')).toBe(0);
    pass(1000);
    expect(asked('room 59')).toBe(0);
  });

  test('an hour’s worth', () => {
    const { asked, pass } = pacing();
    let wait = 0;
    for (let n = 0; n < 1800; n += 1) {
      pass(600);
      wait = Math.max(wait, asked('room'));
    }
    expect(wait).toBe(0);
    expect(asked('room')).toBeGreaterThan(2000);
  });
});

test('the desk keeps to it by itself: Teams is never asked too much, and all is said in order', async () => {
  const desk = await createTeamsDesk({ listens: false, isLimited: true });
  const maria = await meet(desk, 'maria');
  for (let n = 0; n < 12; n += 1) await maria.say('hello');
  const waiting = (await outward(desk)).find(({ state }) => state === 'ready');
  expect(waiting).toMatchObject({ attempts: 0, unsure: 0, error: expect.stringContaining('so much that Teams would refuse') as string });
  expect(waiting?.['dueIn']).toBeLessThanOrEqual(31);
  expect(desk.fake.calls.every(({ status }) => status !== 429)).toBe(true);
  expect(maria.reads().length).toBeLessThan(12);
  await later(desk);
  expect(desk.fake.calls.every(({ status }) => status !== 429)).toBe(true);
  await desk.stop();
});
