import { beforeEach, describe, expect, test } from 'vitest';
import { proves } from '#test/parity/proves.ts';
import type { Accepted, Problem } from '#bot/browser/api.ts';
import { direct } from '#test/support/client.ts';
import { MARIA, SAM, TOM } from '#test/support/company.ts';
import { createTestDesk } from '#test/support/desk.ts';
import { noLimits } from '#test/support/limits.ts';
import type { TestDesk } from './helpers.ts';

let desk: TestDesk;
const start = async (limits: Partial<typeof noLimits>) => void (desk = await createTestDesk({ limits: { ...noLimits, ...limits } }));
const send = async (as: string, room: string, text: string, key?: string) =>
  await desk.call<Accepted & Problem>(as, `/rooms/${room}/messages`, { text, ...(key === undefined ? {} : { key }) });
const say = async (as: string, key?: string) => await send(as, direct(as), 'hello', key);
const kept = async () => (await desk.database.sql`select from inbox`).length;
const aMinuteLater = async () => await desk.database.sql`update inbox set received_at = received_at - interval '61 seconds'`;

describe('somebody who says more in a minute than can be taken in', () => {
  beforeEach(async () => await start({ personPerMinute: 3 }));

  test('is told so, and nothing more is kept', async () => {
    for (let n = 0; n < 3; n += 1) expect((await say(MARIA)).status).toBe(202);
    const { status, body } = await say(MARIA);
    expect(status).toBe(429);
    expect(body.error).toMatch(/try it again in a minute/);
    expect(await kept()).toBe(3);
    proves('browser', 'too-much');
  });

  test('holds up nobody else', async () => {
    for (let n = 0; n < 5; n += 1) await say(MARIA);
    expect((await say(TOM)).status).toBe(202);
  });

  test('can go on a minute later', async () => {
    for (let n = 0; n < 5; n += 1) await say(MARIA);
    await aMinuteLater();
    expect((await say(MARIA)).status).toBe(202);
  });

  test('leaves one line a minute in the audit, however much is refused', async () => {
    for (let n = 0; n < 10; n += 1) await say(MARIA);
    const audit = await desk.database.sql`select actor, reason from audit where outcome = 'refused'`;
    expect([...audit]).toEqual([{ actor: `browser/local/${MARIA}`, reason: 'over the limit: personPerMinute' }]);
  });
});

test('what the platform delivers again is recognized also when no more can be taken in', async () => {
  await start({ personPerMinute: 1 });
  const first = await say(MARIA, 'k1');
  expect(await say(MARIA, 'k1')).toEqual(first);
});

test('a room in which too much is said is asked to wait, and direct messages get through', async () => {
  await start({ roomPerMinute: 2 });
  for (const as of [SAM, SAM]) expect((await send(as, 'devices', 'anyone?')).status).toBe(202);
  const { status, body } = await send(SAM, 'devices', 'hello?');
  expect(status).toBe(429);
  expect(body.error).toMatch(/write to me directly/);
  expect((await say(SAM)).status).toBe(202);
});

test('while much of what somebody sent waits to be worked on, they are asked to wait, too', async () => {
  await start({ waiting: 2 });
  for (let n = 0; n < 2; n += 1) expect((await say(MARIA)).status).toBe(202);
  expect((await say(MARIA)).body.error).toMatch(/still working on what you sent before/);
  await desk.settle();
  expect((await say(MARIA)).status).toBe(202);
});
