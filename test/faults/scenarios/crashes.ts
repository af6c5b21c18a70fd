import { expect } from 'vitest';
import { keepTalking } from '../support/crowd.ts';
import { fault, type Told } from '../support/fault.ts';
import type { Somebody } from '../support/people.ts';
import { something, type Scene } from '../support/scene.ts';
import { long, onBoth, until } from '../support/wait.ts';
import type { Backend, Here, World } from '../support/world.ts';

const KINDS = ['event', 'post', 'card', 'step', 'timer'];
const HANDLED = ['event', 'step', 'timer'];
const OUTSIDE = ['post', 'card', 'step'];
const at = (border: string, kinds: readonly string[]) => kinds.map((kind) => `${border}/${kind}`);

const BEFORE_EFFECT = [...at('row leased', KINDS), ...at('handler run', HANDLED), ...at('effect begins', OUTSIDE)];
const BEFORE_RECORD = [...at('effect done', OUTSIDE), ...at('effect confirmed', ['step'])];
const BEFORE_END = [...at('handler committed', HANDLED), ...at('row done', KINDS)];

const AFTER_COMMIT = ['ring/*'];

/** Rows 1 to 8: processes die at every border between what is decided, written down and done, for every kind of row. */
export function crashes(world: Here): void {
  const { backend } = world;
  const row = (number: string, name: string, points: readonly string[]) => {
    const mine = share(points, backend);
    return { number, fault: name, runs: mine.length, note: `at ${points.map((point) => point.replace(/[/][*]?/, ' ').trim()).join(', ')}` };
  };
  const first = row('1', 'kill -9 a worker before the effect', BEFORE_EFFECT);
  const also = [
    row('2', 'kill -9 after the effect, before its record', BEFORE_RECORD),
    row('3', 'kill -9 after the record, before the job ends', BEFORE_END),
    row('8', 'kill -9 between commit and ring', AFTER_COMMIT),
  ];
  const points = [BEFORE_EFFECT, BEFORE_RECORD, BEFORE_END, AFTER_COMMIT].flatMap((group) => share(group, backend));
  fault(world, { ...first, title: 'kill -9 a worker at every border', also, within: 400, begins: [1, 0] }, async (scene) => {
    await crashWorkers(scene, points);
    return first;
  });
  mail(world);
  poison(world);
  const types = long ? ['message', 'action', 'form'] : ['form'];
  const front = { begins: [0, 2] } as const;
  fault(
    world,
    { number: '5', fault: 'kill -9 a front end before the commit', ...front },
    async (scene) => await crashFronts(scene, at('event checked', types)),
  );
  fault(
    world,
    { number: '6', fault: 'kill -9 a front end after the commit, before its answer', ...front },
    async (scene) => await crashFronts(scene, at('event stored', types)),
  );
  fault(world, { number: '7', fault: 'kill -9 a front end after its answer', ...front }, async (scene) => await crashFronts(scene, ['event acknowledged/*']));
  fault(
    world,
    { number: '8', fault: 'kill -9 between commit and ring', title: 'kill -9 a front end between commit and ring', ...front },
    async (scene) => await crashFronts(scene, ['ring/*']),
  );
}

/** In the short form each backend has every other point, so that a run has all of them. */
function share(points: readonly string[], backend: Backend): string[] {
  return points.filter((_, index) => onBoth || points.length < 2 || index % 2 === (backend === 'Redis' ? 1 : 0));
}

/** A worker dies at each of these points, while people go on; then an ordinary one finishes what they left. */
async function crashWorkers(scene: Scene, points: readonly string[]): Promise<void> {
  const { world } = scene;
  const queue = [...points];
  const crowd = keepTalking(scene, world.people.slice(4, 12), ['report', 'join', 'ring', 'echo'], 40);
  const die = async () => {
    for (let point = queue.shift(); point !== undefined; point = queue.shift()) {
      // It may die of what waits already, before it says that it is ready.
      const worker = await world.begin('worker', { CRASH: `${point}/1` });
      await until(`a worker dies at ${point}`, 60, () => !worker.alive());
      world.leases.killed();
    }
  };
  try {
    await Promise.all([die(), die(), die(), die()]);
  } finally {
    await crowd.stop();
  }
  await world.has(1, 2);
  await world.settled(60);
}

/** A front end dies at each of these points; the platform delivers again to the next one. */
async function crashFronts(scene: Scene, points: readonly string[]): Promise<Told> {
  const { world } = scene;
  for (const [index, point] of points.entries()) {
    const who = world.people[index] as Somebody;
    const front = await world.start('front', { CRASH: `${point}/1` });
    const sent: Promise<unknown> = point.endsWith('/message') ? hello(scene, who) : scene.act(who, point.endsWith('/action') ? 'echo' : 'report');
    await until(`a front end dies at ${point}`, 20, () => !front.alive());
    world.leases.killed();
    const next = await world.start('front');
    await sent;
    await next.kill();
  }
  return { runs: points.length };
}

async function hello({ send, world }: Scene, who: Somebody): Promise<unknown> {
  const key = `hello-${who.user}-${world.effects().length}`;
  return await send({ key, user: who.user, room: who.room, type: 'message', messageId: key, text: 'hello' }, [
    { kind: 'message', where: who.room, token: 'Hello ' },
  ]);
}

/** An effect that cannot be looked up is never blindly repeated: somebody has to look. */
function mail(world: Here): void {
  fault(world, { number: '2', fault: 'the same with a mail, which cannot be looked up', short: 'Redis', begins: [1, 0], mayGiveUp: true }, async (scene) => {
    const worker = await world().start('worker', { CRASH: 'effect done/step/1' });
    const { delivery, effects } = something(world().people[5] as Somebody, 'mail');
    await scene.send(delivery, effects);
    await until('a worker dies having sent a mail', 20, () => !worker.alive());
    if (!long) await endLeases(world());
    await world().has(1, 2);
    await world().settled();
    const dead = await world().database
      .sql`select 1 from outbox o join inbox i using (request_id) where o.state = 'dead' and i.key = ${`outside/${delivery.key}`} and o.unsure > 0`;
    expect(dead).toHaveLength(1);
    return { note: 'sent once; kept for a person to look at' };
  });
}

function poison(world: Here): void {
  fault(world, { number: '4', short: 'Postgres', fault: 'a row that kills five workers', begins: [1, 1], within: 180 }, async (scene) => {
    const { people, leases } = world();
    const [victim] = people as [Somebody];
    const key = `poison-${scene.effects().length}-${Date.now()}`;
    await scene.send({ key, user: victim.user, room: victim.room, type: 'action', action: 'probe.poison', value: '' }, []);
    for (let deaths = 1; deaths <= 5; deaths += 1) {
      const [worker] = world().of('worker');
      await until('the poison kills', 30, () => worker?.alive() !== true);
      leases.killed();
      if (!long) await endLeases(world());
      await world().has(1, 1);
      // The others are served by a worker that is about to die.
      await scene.act(people[10 + deaths] as Somebody, 'echo');
    }
    await world().settled();
    expect(scene.posted(victim.room, 'Something went wrong on our side')).toHaveLength(1);
    return { runs: 5, note: long ? 'put aside, the person told' : 'put aside, the person told; leases of the dead are ended by hand in the short form' };
  });
}

/** Whoever held a row is dead, so nobody minds if its lease ends now. */
async function endLeases({ database }: World): Promise<void> {
  await database.sql`update outbox set leased_until = now() where state = 'ready' and leased_until > now()`;
}
