import { fault, type Fault } from '../support/fault.ts';
import type { Somebody } from '../support/people.ts';
import { something } from '../support/scene.ts';
import type { Here } from '../support/world.ts';
import { crossedWorkers } from './stops.ts';

/** With a guard switched off the checker must find something. If it does not, the whole run proves nothing. */
export function controls(world: Here): void {
  const control = (without: string, finds: number): Pick<Fault, 'number' | 'fault' | 'finds'> => ({ number: 'C', fault: `control: ${without}`, finds });

  fault(world, { ...control('without the key of the inbox', 3), begins: [0, 1] }, async ({ send }) => {
    await world().start('front', { WRONG: 'inbox-key' });
    for (const who of world().people.slice(0, 3)) {
      const { delivery, effects } = something(who, 'echo');
      await send(delivery, []);
      await send(delivery, effects);
    }
  });

  fault(world, { ...control('without reading back', 1), short: 'Redis', begins: [1, 0] }, async ({ send }) => {
    await world().start('worker', { WRONG: 'read-back' });
    const { delivery, effects, token } = something(world().people[0] as Somebody, 'echo');
    await world().misbehave([{ match: token, times: 1, how: 'apply and cut' }]);
    await send(delivery, effects);
  });

  fault(world, { number: '46', short: 'Postgres', fault: 'a worker comes back while another is at it', begins: [1, 0] }, crossedWorkers);

  fault(world, { ...control('the same without leases that end and without their fence', 1), short: 'Postgres', begins: [1, 0] }, async (scene) => {
    const { sql } = world().database;
    await sql.unsafe(`
      create function no_fence() returns trigger language plpgsql as $$ begin new.fence := least(new.fence, 1); return new; end $$;
      create trigger outbox_no_fence before update on outbox for each row execute function no_fence();`);
    try {
      await crossedWorkers(scene, { WRONG: 'lease-clock' });
      await world().settled();
    } finally {
      await sql.unsafe('drop trigger outbox_no_fence on outbox; drop function no_fence();');
    }
  });
}
