import { expect } from 'vitest';
import { openDatabase } from '#store/database.ts';
import { fault } from '../support/fault.ts';
import type { Somebody } from '../support/people.ts';
import { post } from '../support/platform.ts';
import { startProxy } from '../support/proxy.ts';
import { something, type Scene } from '../support/scene.ts';
import { lasting, long, until } from '../support/wait.ts';
import type { Here, World } from '../support/world.ts';

const MIX = ['echo', 'join', 'report', 'ring'] as const;

/** Rows 15 to 18, 20 and 21: what befalls Postgres, and the connections to it. Row 19 is in `listening.ts`. */
export function theDatabase(world: Here): void {
  fault(world, { number: '15', short: 'Redis', fault: 'Postgres broken off and restarted under load', begins: [1, 2] }, async (scene) => {
    const talk = scene.crowd(MIX, 8);
    const runs = 3;
    for (let run = 0; run < runs; run += 1) {
      await lasting(500);
      await world().postgres.breakOff();
      await world().postgres.start();
    }
    await talk;
    return { runs };
  });

  fault(
    world,
    { number: '16', short: 'Redis', fault: `Postgres down for ${long ? '60 s' : '60 s (short form: 4 s)'}`, begins: [1, 2], within: long ? 240 : 90 },
    async (scene) => {
      const talk = scene.crowd(MIX, 4);
      await world().postgres.breakOff();
      await lasting(long ? 60_000 : 4000);
      await world().postgres.start();
      await talk;
      const refused = scene.answered().filter(({ status }) => status === 503);
      expect(refused.length).toBeGreaterThan(0);
      return { note: `${refused.length} times 503, and delivered again` };
    },
  );

  fault(world, { number: '17', short: 'Postgres', fault: 'connections cut in the middle of transactions', begins: [1, 2] }, async (scene) => {
    const talk = scene.crowd(MIX, 6);
    const runs = 5;
    for (let run = 0; run < runs; run += 1) {
      await lasting(300);
      // Our own connections, too: they come back.
      await world().database.sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.catch(
        () => undefined,
      );
    }
    await talk;
    return { runs };
  });

  fault(world, { number: '18', short: 'Redis', fault: 'cut at COMMIT, its outcome unknown', begins: [0, 0], within: 120 }, async (scene) => {
    const proxy = await startProxy(world().env.DATABASE_URL);
    try {
      const behind = { DATABASE_URL: proxy.url };
      await Promise.all([world().start('front', behind), world().start('worker', behind)]);
      // The front end has one statement, which is its own commit; the worker's transactions end with one.
      const cuts = await cutting(scene, proxy);
      expect(cuts).toBeGreaterThan(2);
      return { runs: cuts, note: 'the statement that stores an event; the commit of a handler' };
    } finally {
      await world().has(0, 0);
      await proxy.end();
    }
  });

  fault(world, { number: '20', short: 'Postgres', fault: 'no connection to be had', begins: [1, 2] }, async (scene) => {
    const [port = 0] = world().ports();
    const holder = openDatabase(world().env.DATABASE_URL, 1);
    const held = holder.sql;
    await held`begin`;
    await held`lock table inbox in access exclusive mode`;
    const asked = world().people.map((who) => something(who, 'echo'));
    const answers = await Promise.all(asked.map(async ({ delivery }) => await post(port, delivery)));
    expect([...new Set(answers.map(({ status }) => status))]).toEqual([503]);
    const slowest = Math.max(...answers.map(({ ms }) => ms));
    expect(slowest).toBeLessThan(2800);
    await held`rollback`;
    await holder.close();
    for (const { delivery, effects } of asked) await scene.send(delivery, effects);
    return { note: `503 after ${(slowest / 1000).toFixed(1)} s at most; all taken in afterwards` };
  });

  fault(world, { number: '21', short: 'Postgres', fault: 'a deadlock', begins: [1, 0] }, async (scene) => {
    await world().has(1, 1);
    const [agent, requester] = world().people as [Somebody, ...Somebody[]] as [Somebody, Somebody];
    const token = await scene.act(requester, 'report');
    await world().settled();
    await world().has(1, 0);
    const worker = await world().start('worker', { STOP: 'handler run/event/1' });
    const [ticket] = await world().database.sql<{ id: number }[]>`select id from tickets where title like ${`%${token}%`}`;
    const key = `claim-${token}`;
    await scene.send({ key, user: agent.user, room: 'it', type: 'action', action: 'ticket.claim', subject: String(ticket?.id) }, []);
    await worker.says('stops');
    await crossed(world(), `outside/${key}`, ticket?.id ?? 0, () => worker.signal('SIGCONT'));
    await world().settled();
    const events = await world().database.sql<{ type: string }[]>`select type from ticket_events where ticket_id = ${ticket?.id ?? 0} order by seq`;
    expect(events.map(({ type }) => type)).toEqual(['reported', 'claimed']);
  });
}

/** Takes the row and then the ticket, while a worker has the ticket and wants the row. Waits out the deadlock as the survivor. */
async function crossed({ env }: World, key: string, ticket: number, go: () => void): Promise<void> {
  const other = openDatabase(env.DATABASE_URL, 1);
  const held = other.sql;
  await held`begin`;
  await held`set local deadlock_timeout = '60s'`;
  await held`select 1 from outbox where request_id = (select request_id from inbox where key = ${key}) for update`;
  const crossing = held`select 1 from tickets where id = ${ticket} for update`.execute();
  await until('the other waits for the ticket', 10, async () => await waits(env.DATABASE_URL));
  go();
  await crossing;
  await held`rollback`;
  await other.close();
}

async function waits(url: string): Promise<boolean> {
  const looking = openDatabase(url, 1);
  const rows =
    await looking.sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%from tickets where id%for update%' and pid <> pg_backend_pid()`;
  await looking.close();
  return rows.length > 0;
}

async function cutting(scene: Scene, proxy: Awaited<ReturnType<typeof startProxy>>): Promise<number> {
  const people = scene.world.people.slice(0, 3);
  for (const who of people) {
    const { delivery, effects, token } = something(who, 'report');
    proxy.cutWhenSaid(token, 1);
    await scene.send(delivery, effects);
  }
  await scene.world.settled();
  proxy.cutWhenSaid('\u0000commit\u0000', 3);
  await scene.crowd(MIX, 1, scene.world.people.slice(0, 12));
  await scene.world.settled();
  return proxy.cuts();
}
